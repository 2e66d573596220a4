package io.sluice.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.EventLoopLoad;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Meters of how busy an event loop is, and how late its timeouts are.
 *
 * <pre>{@code
 * EventLoopMeters.of(loop, "orders").bindTo(new SimpleMeterRegistry());
 * }</pre>
 *
 * <p>The registry keeps the loop, also when that is closed. The meters stay as they were then.
 */
public final class EventLoopMeters implements MeterBinder {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final Tags tags;

    private EventLoopMeters(EventLoop loop, Tags tags) {
        this.loop = loop;
        this.tags = tags;
    }

    /**
     * The meters of a loop.
     *
     * @param loop the loop
     * @param name the tag {@code name}
     * @return what registers them
     */
    public static EventLoopMeters of(EventLoop loop, String name) {
        return of(loop, name, Tags.empty());
    }

    /**
     * The meters of a loop, with further tags.
     *
     * @param loop the loop
     * @param name the tag {@code name}
     * @param common the tags that each meter has in addition
     * @return what registers them
     */
    public static EventLoopMeters of(EventLoop loop, String name, Tags common) {
        return new EventLoopMeters(
                Objects.requireNonNull(loop, "loop"), common.and("name", Objects.requireNonNull(name, "name")));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sluice.eventloop.load", new Recent(loop), Recent::load)
                .description("The part of the time that the loop was awake, since the last look at it")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        TimeGauge.builder("sluice.eventloop.awake", loop, TimeUnit.NANOSECONDS, EventLoopMeters::awakeNanos)
                .description(
                        "For how long the loop has not slept by now: one callback holds it up, or it has much to do")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        // The registry does not keep what these two are read from. The gauges above keep the loop.
        FunctionCounter.builder("sluice.eventloop.busy", loop, EventLoopMeters::busySeconds)
                .description("For how long the loop was awake")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
        FunctionTimer.builder(
                        "sluice.eventloop.lateness",
                        loop,
                        EventLoopMeters::timeouts,
                        EventLoopMeters::latenessNanos,
                        TimeUnit.NANOSECONDS)
                .description("How late timeouts were")
                .tags(tags)
                .register(registry);
    }

    private static double awakeNanos(EventLoop loop) {
        return EventLoopLoad.of(loop).awakeNanos();
    }

    private static double busySeconds(EventLoop loop) {
        return EventLoopLoad.of(loop).busyNanos() / NANOS_PER_SECOND;
    }

    private static long timeouts(EventLoop loop) {
        return EventLoopLoad.of(loop).timeouts();
    }

    private static double latenessNanos(EventLoop loop) {
        return EventLoopLoad.of(loop).latenessNanos();
    }

    /** The load between two looks. Looks that follow each other closely see the same. */
    private static final class Recent {
        private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);

        private final EventLoop loop;
        private EventLoopLoad before;
        private double load;

        Recent(EventLoop loop) {
            this.loop = loop;
            before = EventLoopLoad.of(loop);
            load = (double) before.busyNanos() / before.nanos();
        }

        synchronized double load() {
            EventLoopLoad now = EventLoopLoad.of(loop);
            long nanos = now.nanos() - before.nanos();
            if (nanos >= SHORTEST) {
                load = Math.min(1, (double) (now.busyNanos() - before.busyNanos()) / nanos);
                before = now;
            }
            return load;
        }
    }
}
