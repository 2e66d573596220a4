package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to send: what the senders of all kinds have in common. Immutable: each method gives new options.
 *
 * <pre>{@code
 * SenderOptions options = SenderOptions.create()
 *         .maxInFlight(4)
 *         .stopOnError(false)
 *         .sendTimeout(Duration.ofSeconds(1));
 * PosixMqSender orders = PosixMqSender.create(queue, options);
 * }</pre>
 */
public final class SenderOptions {
    private static final SenderOptions DEFAULTS =
            new SenderOptions(EventLoop::shared, 0, true, null, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final int maxInFlight;
    private final boolean stopOnError;
    private final @Nullable Duration sendTimeout;
    private final Supplier<MetricsRecorder> metrics;

    private SenderOptions(
            Supplier<EventLoop> eventLoop,
            int maxInFlight,
            boolean stopOnError,
            @Nullable Duration sendTimeout,
            Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.maxInFlight = maxInFlight;
        this.stopOnError = stopOnError;
        this.sendTimeout = sendTimeout;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop, as many messages in flight as the queue's kind suggests, stop on the first error,
     * no timeout.
     *
     * @return the options
     */
    public static SenderOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to send and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public SenderOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new SenderOptions(() -> loop, maxInFlight, stopOnError, sendTimeout, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public SenderOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new SenderOptions(eventLoop, maxInFlight, stopOnError, sendTimeout, () -> recorder);
    }

    /**
     * How many messages a stream takes from its publisher ahead of their results.
     *
     * @param value 1 or more; where this is not called, {@code mq_maxmsg} for a POSIX queue, 256 for a ring, and 32
     *     otherwise
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public SenderOptions maxInFlight(int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("max in flight must be positive, but was " + value);
        }
        return new SenderOptions(eventLoop, value, stopOnError, sendTimeout, metrics);
    }

    /**
     * Whether a stream ends with the first message that cannot be sent, or reports it in its result and goes on.
     *
     * @param value true to stop, as where this is not called
     * @return new options
     */
    public SenderOptions stopOnError(boolean value) {
        return new SenderOptions(eventLoop, maxInFlight, value, sendTimeout, metrics);
    }

    /**
     * How long each message of a stream may wait for room, from when the stream took it from its publisher.
     *
     * @param value zero or more, on the monotonic clock; no limit where this is not called
     * @return new options
     * @throws IllegalArgumentException if it is negative
     */
    public SenderOptions sendTimeout(Duration value) {
        return new SenderOptions(eventLoop, maxInFlight, stopOnError, checked(value), metrics);
    }

    private static Duration checked(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, but was " + timeout);
        }
        return timeout;
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
     * How many messages a stream takes ahead.
     *
     * @return the number given, or 0 for what the queue's kind suggests
     */
    public int maxInFlight() {
        return maxInFlight;
    }

    /**
     * Whether a stream ends with the first error.
     *
     * @return true to stop
     */
    public boolean stopOnError() {
        return stopOnError;
    }

    /**
     * How long each message of a stream may wait.
     *
     * @return the timeout, or null for no limit
     */
    public @Nullable Duration sendTimeout() {
        return sendTimeout;
    }
}
