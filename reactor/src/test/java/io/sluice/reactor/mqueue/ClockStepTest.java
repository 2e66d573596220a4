package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import io.sluice.testing.WallClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Steps of the wall clock while sends wait. Where they are not allowed, ReactorArchitectureTest still holds that no timeout
 * can see them.
 */
class ClockStepTest {
    private static final Duration STEP = Duration.ofSeconds(3);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(1, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @Test
    void aStepMovesDeadlinesAndNoTimeouts() {
        Queues.fill(queue);
        Duration timeout = Duration.ofSeconds(1);
        try (WallClock clock = new WallClock()) {
            long start = System.nanoTime();
            Probe<Void> timed = Probe.of(sender.send(PosixMessage.ofText("timed"), timeout), 1);
            Probe<Void> until = Probe.of(
                    PosixMqSender.create(queue)
                            .sendUntil(
                                    PosixMessage.ofText("until"), Instant.now().plus(Duration.ofDays(1))),
                    1);
            Probe<Void> untilSoon = Probe.of(
                    PosixMqSender.create(queue)
                            .sendUntil(
                                    PosixMessage.ofText("soon"),
                                    Instant.now().plus(STEP).minusMillis(1)),
                    1);
            Waiters.awaitBusy(3);
            clock.step(STEP);
            assertThat(untilSoon.awaitEnd()).isInstanceOf(SendTimeoutException.class);
            assertThat(timed.awaitEnd()).isInstanceOf(SendTimeoutException.class);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
            assertThat(until.hasEnded()).isFalse();
            queue.close();
            assertThat(until.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        }
    }
}
