package io.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Pace;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link Sluice#shutdown()} while a blocking receive begins: it is refused, or ended, or begins on new threads. */
@LongTest
class ShutdownRaceTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void aWaitThatBeginsBesideAShutdownHasOneOutcome() {
        String name = queues.create(1, 8).name();
        try (RunningProgram process = new ForkedJvm().start(Race.class, name)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).endsWith("each had one outcome\n");
        }
    }

    /** {@code Race QUEUE}: many rounds. */
    static final class Race {
        private static final int ROUNDS = 300;
        /** A round hands over to other threads: where others use all processors, all rounds would take too long. */
        private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

        private static final int LONGEST_NANOS = 400_000;

        private Race() {}

        public static void main(String[] arguments) throws InterruptedException {
            long seed = System.nanoTime();
            SplittableRandom random = new SplittableRandom(seed);
            int[] outcomes = new int[3];
            long end = System.nanoTime() + LONG_ENOUGH.toNanos();
            for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0; round++) {
                PosixMessageQueue queue =
                        PosixMessageQueue.builder(arguments[0]).open();
                Counted counted = new Counted();
                Thread beginning = new Thread(() -> counted.begin(queue));
                beginning.start();
                Pace.spin(random.nextInt(LONGEST_NANOS));
                Sluice.shutdown();
                beginning.join();
                outcomes[counted.outcome()]++;
                queue.close();
                Sluice.shutdown();
                Bounds.await("no waiting thread, seed " + seed)
                        .until(() -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("sluice-waiter")));
            }
            System.out.printf("%d refused, %d ended, %d begun again%n", outcomes[0], outcomes[1], outcomes[2]);
            System.out.println("each had one outcome");
        }
    }

    /** What became of one receive. */
    private static final class Counted implements ReceiveHandler<PosixMessage> {
        private final AtomicInteger ends = new AtomicInteger();
        private volatile boolean refused;
        private volatile ErrnoException cause;
        private volatile KernelWait wait;

        void begin(PosixMessageQueue queue) {
            try {
                wait = queue.blockingReceive(this);
            } catch (RejectedExecutionException closed) {
                refused = true;
            }
        }

        @Override
        public boolean received(PosixMessage message) {
            throw new AssertionError("nobody has sent " + message);
        }

        @Override
        public void notReceived(ErrnoException why) {
            cause = why;
            ends.incrementAndGet();
        }

        /** 0 for refused, 1 for ended by the shutdown, 2 for one that began on new threads: the next shutdown ends it. */
        int outcome() {
            if (refused) {
                assertThat(ends).hasValue(0);
                return 0;
            }
            boolean waits = !wait.hasEnded();
            if (waits) {
                Sluice.shutdown();
            }
            Bounds.await("the outcome").until(() -> ends.get() > 0);
            assertThat(ends).hasValue(1);
            assertThat(cause.errno()).isEqualTo(Errno.ECANCELED);
            return waits ? 2 : 1;
        }
    }
}
