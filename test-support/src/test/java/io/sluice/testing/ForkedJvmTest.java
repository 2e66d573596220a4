package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.junit.RunningProgram;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import org.junit.jupiter.api.Test;

class ForkedJvmTest {
    @Test
    void aHandleThatTheOtherJvmHasDroppedFailsTheTestWithThePlaceOfItsOpening() {
        try (RunningProgram jvm = new ForkedJvm().start(Dropping.class)) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> jvm.awaitExit(Bounds.WITH_START))
                    .withMessageContaining("was never closed and is garbage now")
                    .withMessageContaining("Dropping.drop");
        }
    }

    /** Its exit status is that of a program which has done well. */
    static final class Dropping {
        private Dropping() {}

        public static void main(String[] arguments) {
            drop();
            LeakReports.collectGarbage();
        }

        private static void drop() {
            System.out.println(TimerFd.create(TimerClock.MONOTONIC));
        }
    }
}
