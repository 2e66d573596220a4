package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another process cuts off the file of a semaphore that is in use, in a JVM that may die of it: it does not. */
class CutSemaphoreTest {
    @ParameterizedTest
    @EnumSource(CutSemaphore.Moment.class)
    void whoWaitsAndWhoReleasesGetAnErrorAndTheJvmLives(CutSemaphore.Moment moment) {
        try (RunningProgram jvm = new ForkedJvm().start(CutSemaphore.class, moment)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).endsWith(CutSemaphore.ALIVE + "\n");
        }
    }
}
