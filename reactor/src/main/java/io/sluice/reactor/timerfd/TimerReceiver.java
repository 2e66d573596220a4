package io.sluice.reactor.timerfd;

import io.sluice.errno.ClosedHandleException;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import io.sluice.timerfd.TimerFd;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Receives the expirations of a timer. The timer's owner may set it at any time, even during a subscription.
 *
 * <pre>{@code
 * TimerReceiver.create(timer)
 *         .expirations()
 *         .subscribe(ticks -> System.out.println(ticks.count() + " expirations"));
 * }</pre>
 *
 * <p>The timer is read on demand only. Without demand the kernel counts the expirations, so nothing piles up and nothing
 * overflows. {@link TimerReceiverOptions#missedTicks(MissedTicks)} sets what becomes of missed ticks. Setting the timer
 * resets its count, except for ticks that {@link MissedTicks#BURST} has begun to emit.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes the timer, which completes the
 * streams; no stream closes it. May be used from any thread. For timers that are set once, see {@link Timers}.
 *
 * @see "timerfd_create(2)"
 */
public final class TimerReceiver implements Stoppable {
    private final TimerFd timer;
    private final TimerReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private TimerReceiver(TimerFd timer, TimerReceiverOptions options) {
        this.timer = timer;
        this.options = options;
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param timer an open timer
     * @return the receiver
     */
    public static TimerReceiver create(TimerFd timer) {
        return create(timer, TimerReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param timer an open timer
     * @param options how to receive
     * @return the receiver
     */
    public static TimerReceiver create(TimerFd timer, TimerReceiverOptions options) {
        Objects.requireNonNull(timer, "timer");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new TimerReceiver(timer, options);
    }

    /**
     * Receives expirations, and steps of the wall clock if the timer was set to report them ({@link
     * io.sluice.timerfd.ClockStep#REPORT}). The stream does not end by itself, since a timer can always be set again.
     *
     * <p>Subscriptions compete: each expiration goes to one of them. A cancel leaves the timer as it is.
     *
     * @return the signals. It completes when the timer is closed. It fails with {@link ClosedHandleException} if the timer
     *     was closed before the subscription ({@code EBADF}), and with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed
     */
    public Flux<TimerSignal> receive() {
        return new SourceFlux<>(
                stopSwitch,
                Metering.withoutBytes(
                        options::metrics,
                        () -> MeteredObject.of("timer", timer.clock().toString())),
                actual -> new LoopSource<>(
                        actual,
                        options.eventLoop(),
                        timer,
                        new Expirations(timer, options.missedTicks(), false),
                        closedBefore()));
    }

    /**
     * Receives expirations and ignores steps of the wall clock. Everything else is as for {@link #receive()}.
     *
     * @return the expirations
     */
    public Flux<TimerExpirations> expirations() {
        return receive().ofType(TimerExpirations.class);
    }

    private @Nullable ClosedHandleException closedBefore() {
        return timer.isOpen()
                ? null
                : new ClosedHandleException("read", timer.clock() + " timer", "The timer was closed before.");
    }

    /**
     * Stops this receiver for good: it no longer reads the timer, and its streams complete. Expirations that a {@link
     * MissedTicks#BURST} has read and not emitted are dropped. Streams that begin later complete at once. The timer stays as
     * it is. May be called from any thread and from {@code onNext}. A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "TimerReceiver(" + timer + ")";
    }
}
