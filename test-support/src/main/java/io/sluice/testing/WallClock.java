package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import java.time.Duration;

/**
 * Steps of the system's clock, which everybody on the machine sees: only where it is asked for. Closing takes the steps
 * back.
 */
public final class WallClock implements AutoCloseable {
    /** The environment variable that allows tests to set the clock, by the value 1. */
    public static final String ALLOWED = "SLUICE_TEST_CLOCK";

    private static final int MAY_NOT = 77;

    private Duration stepped = Duration.ZERO;

    /** Skips the calling test where the clock is not to be set. */
    public WallClock() {
        assumeTrue(
                "1".equals(System.getenv(ALLOWED)),
                "this test steps the clock of the whole machine and back; allow it with " + ALLOWED + "=1");
    }

    /**
     * Sets the clock. Skips the calling test where that is not permitted.
     *
     * @param step how far, forward or back
     */
    public void step(Duration step) {
        try (RunningProgram process = CProgram.of("clock_step").start(step.toMillis())) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
            assumeTrue(exit.status() != MAY_NOT, "this user may not set the clock (CAP_SYS_TIME)");
            assertThat(exit.status()).as(exit.output()).isZero();
        }
        stepped = stepped.plus(step);
    }

    @Override
    public void close() {
        if (!stepped.isZero()) {
            step(stepped.negated());
        }
    }
}
