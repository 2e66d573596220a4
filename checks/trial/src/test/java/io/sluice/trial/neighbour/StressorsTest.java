package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything works, if later, while others keep the same parts of the kernel as busy as they can. */
class StressorsTest {
    private static final int SIZE = 64;
    private static final int SEED = 7;
    private static final int TYPES = 3;
    private static final Duration PERIOD = Duration.ofMillis(2);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @Test
    void everyMessageComesAndEveryTickIsCountedBesideThem() {
        try (Stressor posix = new Stressor("mq");
                Stressor sysv = new Stressor("msg");
                Stressor timer = new Stressor("timer")) {
            List.of(posix, sysv, timer).forEach(Stressor::awaitReady);
            for (int round = 0; round < Trial.rounds(1, 10); round++) {
                posixMessages(Trial.rounds(5_000, 100_000));
                sysvMessages(Trial.rounds(3_000, 50_000));
                ticks(Trial.rounds(100, 2_000));
            }
        }
    }

    private void posixMessages(int count) {
        PosixMessageQueue in = queues.create(10, SIZE);
        PosixMessageQueue out = queues.create(10, SIZE);
        try (RunningProgram receiver = CProgram.of("mq_receive").start(out.name(), count, SIZE, SEED);
                RunningProgram sender = CProgram.of("mq_send").start(in.name(), count, SIZE, SEED)) {
            Relay.pass(in, out, count);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
            assertThat(receiver.awaitExit(Bounds.SOON).status())
                    .as(receiver.output())
                    .isZero();
        }
        in.close();
        out.close();
    }

    private void sysvMessages(int count) {
        SysvMessageQueue queue = SysvTestQueues.createForARound();
        try (RunningProgram sender = CProgram.of("sysv_send").start(queue.id(), count, SIZE, SEED, TYPES)) {
            Long received = SysvMqReceiver.create(queue)
                    .receive(TypeSelector.any())
                    .take(count)
                    .count()
                    .block(Bounds.SOON.multipliedBy(2));
            assertThat(received).isEqualTo(count);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
        SysvTestQueues.discard(queue);
    }

    private static void ticks(long count) {
        try (CountedTicks ticks = new CountedTicks(Timers.create(), PERIOD)) {
            ticks.awaitAsMany(count);
            ticks.assertNoneMissingNorEarly();
        }
    }

    /** Ends by its own will, so that it removes what it has made, and says how much that was. */
    private static final class Stressor implements AutoCloseable {
        private static final Pattern FIGURE = Pattern.compile("\\d+");

        private final RunningProgram process;

        Stressor(String kind) {
            process = CProgram.of("stressor").start(kind);
        }

        void awaitReady() {
            process.awaitLine("ready");
        }

        @Override
        public void close() {
            try (process) {
                RunningProgram.Exit exit = process.terminate();
                assertThat(exit.status()).as(exit.output()).isZero();
                assertThat(FIGURE.matcher(exit.output()).results())
                        .as("what it did: %s", exit.output())
                        .isNotEmpty()
                        .allMatch(figure -> Long.parseLong(figure.group()) > 0);
            }
        }
    }
}
