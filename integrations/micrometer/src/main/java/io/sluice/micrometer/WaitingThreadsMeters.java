package io.sluice.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sluice.blocking.WaitingThreads;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Gauges of how many pooled threads wait in the kernel, and how many may.
 *
 * <pre>{@code
 * WaitingThreadsMeters.ofShared().bindTo(new SimpleMeterRegistry());
 * }</pre>
 */
public final class WaitingThreadsMeters implements MeterBinder {
    private final Supplier<WaitingThreads> threads;
    private final Tags tags;

    private WaitingThreadsMeters(Supplier<WaitingThreads> threads, Tags tags) {
        this.threads = threads;
        this.tags = tags;
    }

    /**
     * The gauges of the shared threads, whichever these are when a gauge is read. Their name is {@code shared}.
     *
     * @return what registers them
     */
    public static WaitingThreadsMeters ofShared() {
        return ofShared(Tags.empty());
    }

    /**
     * The gauges of the shared threads, with further tags.
     *
     * @param common the tags that each gauge has in addition
     * @return what registers them
     */
    public static WaitingThreadsMeters ofShared(Tags common) {
        return new WaitingThreadsMeters(WaitingThreads::shared, common.and("name", "shared"));
    }

    /**
     * The gauges of threads of one's own. The registry keeps the threads.
     *
     * @param threads the threads
     * @param name the tag {@code name}
     * @param common the tags that each gauge has in addition
     * @return what registers them
     */
    public static WaitingThreadsMeters of(WaitingThreads threads, String name, Tags common) {
        Objects.requireNonNull(threads, "threads");
        return new WaitingThreadsMeters(() -> threads, common.and("name", Objects.requireNonNull(name, "name")));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "sluice.threads.waiting",
                        threads,
                        supplier -> supplier.get().waitingThreads())
                .description("Threads that wait in the kernel, or work on what a wait has brought")
                .baseUnit("threads")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder("sluice.threads.max", threads, supplier -> supplier.get().maxThreads())
                .description("How many threads may wait at the same time")
                .baseUnit("threads")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
