package io.sluice.epoll;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How an event loop is created. Immutable: each method gives new options.
 *
 * <pre>{@code
 * EventLoop own = EventLoop.create(EventLoopOptions.create()
 *         .name("orders")
 *         .watchdogThreshold(Duration.ofMillis(200)));
 * EventLoop.replaceShared(own);
 * }</pre>
 */
public final class EventLoopOptions {
    /**
     * The system property for the default of {@link #watchdogThreshold}, in milliseconds. 1000 where it is not set, 0 for no
     * watchdog. It is read once.
     */
    public static final String WATCHDOG_PROPERTY = "io.sluice.watchdog";

    private static final EventLoopOptions DEFAULTS = new EventLoopOptions(null, null);
    private static final AtomicInteger LOOPS = new AtomicInteger();

    private final @Nullable String name;
    private final @Nullable Duration watchdogThreshold;

    private EventLoopOptions(@Nullable String name, @Nullable Duration watchdogThreshold) {
        this.name = name;
        this.watchdogThreshold = watchdogThreshold;
    }

    /**
     * The defaults: a numbered name, and the watchdog's threshold from {@link #WATCHDOG_PROPERTY}.
     *
     * @return the options
     */
    public static EventLoopOptions create() {
        return DEFAULTS;
    }

    /**
     * The name of the loop's thread.
     *
     * @param value the name
     * @return new options
     */
    public EventLoopOptions name(String value) {
        return new EventLoopOptions(Objects.requireNonNull(value, "name"), watchdogThreshold);
    }

    /**
     * How long a callback may hold the loop's thread. After that, a warning names the callback and shows its stack, through
     * the {@link System.Logger} with the name of {@link EventLoop}. A loop with a threshold of its own has a watchdog thread
     * of its own, which ends with the loop.
     *
     * @param value the time, in steps of four milliseconds; zero for no watchdog
     * @return new options
     * @throws IllegalArgumentException if it is negative
     */
    public EventLoopOptions watchdogThreshold(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("watchdog threshold must not be negative, but was " + value);
        }
        return new EventLoopOptions(name, value);
    }

    String nameOrNext() {
        return name != null ? name : "sluice-loop-" + LOOPS.incrementAndGet();
    }

    LoopWatchdog watchdog() {
        return watchdogThreshold != null ? new LoopWatchdog(watchdogThreshold) : LoopWatchdog.SHARED;
    }
}
