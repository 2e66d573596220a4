package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.CProcess;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Steps of the wall clock while sends wait. They hit the whole machine, so they are made only where somebody has said
 * {@code SLUICE_CLOCK_STEP=1} and the kernel lets us; elsewhere, ReactorArchitectureTest holds that no timeout can see them.
 */
class ClockStepTest {
    private static final int STEP_SECONDS = 30;

    private static final String STEPPER = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <time.h>

            int main(int argc, char **argv) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                now.tv_sec += atoi(argv[argc - 1]);
                if (clock_settime(CLOCK_REALTIME, &now) != 0) {
                    perror("clock_settime");
                    return 1;
                }
                return 0;
            }
            """;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(1, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @Test
    void aStepMovesDeadlinesAndNoTimeouts() {
        assumeTrue(
                "1".equals(System.getenv("SLUICE_CLOCK_STEP")),
                "this test steps the machine's clock, which SLUICE_CLOCK_STEP=1 has to allow");
        CProgram stepper = CProgram.ofSource("clock_step", STEPPER);
        assumeTrue(step(stepper, 0), "this process may not set the clock (CAP_SYS_TIME)");
        Queues.fill(queue);
        Duration timeout = Duration.ofSeconds(2);
        long start = System.nanoTime();
        Probe<Void> timed = Probe.of(sender.send(MqMessage.ofText("timed"), timeout), 1);
        Probe<Void> until = Probe.of(
                PosixMqSender.create(queue)
                        .sendUntil(MqMessage.ofText("until"), Instant.now().plusSeconds(STEP_SECONDS / 2)),
                1);
        Waiters.awaitBusy(2);
        assertThat(step(stepper, STEP_SECONDS)).isTrue();
        try {
            assertThat(until.awaitEnd()).isInstanceOf(SendTimeoutException.class);
            assertThat(timed.hasEnded()).as("timed out before its time").isFalse();
            assertThat(timed.awaitEnd()).isInstanceOf(SendTimeoutException.class);
            assertThat(System.nanoTime() - start)
                    .isBetween(timeout.toNanos(), TimeUnit.SECONDS.toNanos(STEP_SECONDS / 2));
        } finally {
            assertThat(step(stepper, -STEP_SECONDS)).as("the step back").isTrue();
        }
    }

    private static boolean step(CProgram stepper, int seconds) {
        try (CProcess process = stepper.start(seconds)) {
            return process.awaitExit(Duration.ofSeconds(20)).status() == 0;
        }
    }
}
