package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import io.sluice.testing.WallClock;
import io.sluice.timerfd.TimerClock;
import io.sluice.trial.Trial;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The wall clock jumps to and fro while messages pass and timers tick. */
class SteppedClockTest {
    private static final int SIZE = 64;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration PERIOD = Duration.ofMillis(5);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void neitherMessagesNorTicksGoByIt() {
        int count = Trial.rounds(20_000, 1_000_000);
        PosixMessageQueue in = queues.create(10, SIZE);
        PosixMessageQueue out = queues.create(10, SIZE);
        try (WallClock clock = new WallClock();
                RunningProgram receiver = CProgram.of("mq_receive").start(out.name(), count, SIZE, 1);
                RunningProgram sender = CProgram.of("mq_send").start(in.name(), count, SIZE, 1);
                CountedTicks ticks = new CountedTicks(Timers.create(TimerClock.REALTIME), PERIOD)) {
            ticks.awaitAsMany(1); // before the first step
            CompletableFuture<Void> relay = CompletableFuture.runAsync(() -> Relay.pass(in, out, count));
            int steps = 0;
            while (!relay.isDone() || steps < 4) {
                clock.step(steps % 2 == 0 ? STEP : STEP.negated());
                steps++;
            }
            relay.join();
            ticks.assertNoneMissingNorEarly();
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
            assertThat(receiver.awaitExit(Bounds.SOON).status())
                    .as(receiver.output())
                    .isZero();
        }
    }
}
