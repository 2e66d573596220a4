package io.sluice.reactor.process;

import io.sluice.epoll.EventLoop;
import io.sluice.process.ExitStatus;
import io.sluice.reactor.MetricsRecorder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to wait for the end of processes. Immutable: each method gives new options.
 *
 * <pre>{@code
 * ProcessOptions options = ProcessOptions.create().reapTimeout(Duration.ofSeconds(1));
 * Mono<ExitStatus> status = Processes.create(options).status(pid);
 * }</pre>
 */
public final class ProcessOptions {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final ProcessOptions DEFAULTS =
            new ProcessOptions(EventLoop::shared, Duration.ofSeconds(5), MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Duration reapTimeout;
    private final Supplier<MetricsRecorder> metrics;

    private ProcessOptions(Supplier<EventLoop> eventLoop, Duration reapTimeout, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.reapTimeout = reapTimeout;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop, and five seconds for the parent to wait for its child.
     *
     * @return the options
     */
    public static ProcessOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public ProcessOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new ProcessOptions(() -> loop, reapTimeout, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public ProcessOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new ProcessOptions(eventLoop, reapTimeout, () -> recorder);
    }

    /**
     * How long the parent of a process may take to wait for it. The kernel says how a process ended only then. Where the
     * time is over, the status is {@link ExitStatus.Unknown}.
     *
     * @param timeout counts from the exit, on the monotonic clock; zero or more; 292 years or more mean for ever
     * @return new options
     * @throws IllegalArgumentException if the timeout is negative
     */
    public ProcessOptions reapTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout must not be negative, but was " + timeout);
        }
        return new ProcessOptions(eventLoop, timeout, metrics);
    }

    /**
     * The event loop.
     *
     * @return the loop given, or the shared one
     */
    public EventLoop eventLoop() {
        return eventLoop.get();
    }

    /**
     * What records metrics.
     *
     * @return the recorder given, or the shared one
     */
    public MetricsRecorder metrics() {
        return metrics.get();
    }

    /**
     * How long the parent of a process may take to wait for it.
     *
     * @return the timeout
     */
    public Duration reapTimeout() {
        return reapTimeout;
    }

    long reapTimeoutNanos() {
        return reapTimeout.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : reapTimeout.toNanos();
    }
}
