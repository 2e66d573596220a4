package io.sluice.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what must happen: long enough for a busy machine, short enough to see that it is stuck. */
public final class Bounds {
    /** For what normally takes milliseconds. */
    public static final Duration SOON = Duration.ofSeconds(20);

    /** For the start and the work of other JVMs, one after the other: a start alone takes seconds on a busy machine. */
    public static final Duration WITH_START = SOON.multipliedBy(3);

    private static final Duration POLL = Duration.ofMillis(2);
    private static final long PAUSE_NANOS = 1000;

    private Bounds() {}

    /**
     * Begins to await a condition for up to {@link #SOON}.
     *
     * @param what what is awaited, for the message
     * @return where the condition is given
     */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(SOON).pollInterval(POLL).pollDelay(Duration.ZERO);
    }

    /**
     * Awaits what takes microseconds, in a test of many rounds, for up to {@link #SOON}.
     *
     * @param what what is awaited, for the message
     * @param condition true when it is there
     */
    public static void awaitSpinning(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > SOON.toNanos()) {
                throw new AssertionError("still no " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
