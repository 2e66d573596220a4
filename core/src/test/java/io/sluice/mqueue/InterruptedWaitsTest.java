package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ClosedHandleException;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.Checks;
import io.sluice.testing.Pace;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocking calls that are interrupted at random moments: each message is where its outcome says it is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptedWaitsTest {
    private static final int ROUNDS = Checks.or(1_000, 5_000);
    private static final int FEWER_ROUNDS = 500;
    private static final int FIRST_GUESS_NANOS = 50_000;
    /** A round hands over to another thread: where others use all processors, all rounds would take too long. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private static final PosixMessage MESSAGE = PosixMessage.ofText("x");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Pace pace = new Pace(new SplittableRandom(seed), FIRST_GUESS_NANOS);
    private final long end = System.nanoTime() + LONG_ENOUGH.toNanos();

    private boolean isTimeLeft() {
        return System.nanoTime() - end < 0;
    }

    @Test
    void everySendThatSaysSoIsInTheQueueAndNoOther() throws Exception {
        PosixMessageQueue queue = queues.create(1, 8);
        assertThat(queue.trySend(MESSAGE)).isTrue();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger taken = new AtomicInteger();
        Thread receiver = new Thread(() -> {
            Random pauses = new Random(seed + 1);
            while (!done.get()) {
                if (queue.tryReceive() != null) {
                    taken.incrementAndGet();
                }
                spin(pauses.nextInt(3000));
            }
        });
        receiver.start();
        int sent = 1;
        int cancelled = 0;
        for (int round = 0; round < ROUNDS && isTimeLeft(); round++) {
            RecordedWait<PosixMessage> recorded = new RecordedWait<>();
            KernelWait wait = queue.blockingSend(MESSAGE, null, recorded);
            pace.spin();
            wait.interruptAndAwait();
            pace.ended(recorded.await().wasDone());
            if (recorded.wasDone()) {
                sent++;
            } else {
                assertThat(recorded.cause()).isNull();
                cancelled++;
            }
        }
        done.set(true);
        receiver.join();
        assertThat(taken.get() + queue.attributes().currentMessages())
                .as("seed %d", seed)
                .isEqualTo(sent);
        assertThat(sent).as("seed %d, %d cancelled", seed, cancelled).isGreaterThan(1);
        assertThat(cancelled).as("seed %d, %d sent", seed, sent).isPositive();
    }

    @Test
    void everyMessageIsReceivedOrStillThere() throws Exception {
        PosixMessageQueue queue = queues.create(4, 8);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        Thread sender = new Thread(() -> {
            Random pauses = new Random(seed + 1);
            while (!done.get()) {
                // One that stays would end every wait at once; so the sender lets the queue run dry.
                if (queue.attributes().currentMessages() == 0 && queue.trySend(MESSAGE)) {
                    sent.incrementAndGet();
                }
                spin(pauses.nextInt(3000));
            }
        });
        sender.start();
        int received = 0;
        int cancelled = 0;
        for (int round = 0; round < ROUNDS && isTimeLeft(); round++) {
            RecordedWait<PosixMessage> recorded = new RecordedWait<>();
            KernelWait wait = queue.blockingReceive(recorded);
            pace.spin();
            wait.interruptAndAwait();
            pace.ended(recorded.await().message() != null);
            if (recorded.message() != null) {
                received++;
            } else {
                assertThat(recorded.cause()).isNull();
                cancelled++;
            }
        }
        done.set(true);
        sender.join();
        assertThat(received + queue.attributes().currentMessages())
                .as("seed %d", seed)
                .isEqualTo(sent.get());
        assertThat(received).as("seed %d, %d cancelled", seed, cancelled).isPositive();
        assertThat(cancelled).as("seed %d, %d received", seed, received).isPositive();
    }

    @Test
    void onceTheInterruptionHasReturnedNothingIsTakenAnyMore() {
        PosixMessageQueue queue = queues.create(1, 8);
        for (int round = 0; round < ROUNDS && isTimeLeft(); round++) {
            RecordedWait<PosixMessage> recorded = new RecordedWait<>();
            KernelWait wait = queue.blockingReceive(recorded);
            spin(random.nextInt(3000));
            wait.interruptAndAwait();
            assertThat(queue.trySend(MESSAGE)).isTrue();
            assertThat(queue.tryReceive()).as("seed %d, round %d", seed, round).isEqualTo(MESSAGE);
            assertThat(recorded.await().message()).isNull();
        }
    }

    @Test
    void anInterruptionThatDoesNotWaitEndsTheWaitToo() {
        PosixMessageQueue queue = queues.create(1, 8);
        for (int round = 0; round < FEWER_ROUNDS && isTimeLeft(); round++) {
            RecordedWait<PosixMessage> recorded = new RecordedWait<>();
            KernelWait wait = queue.blockingReceive(recorded);
            spin(random.nextInt(20_000));
            wait.interrupt();
            assertThat(recorded.await().message()).isNull();
            assertThat(recorded.cause()).isNull();
        }
        Bounds.await("free threads").until(() -> BlockedThreads.count() == 0);
    }

    @Test
    void aCloseEndsEveryWaitAndLosesNothing() {
        String name = queues.create(1, 8).name();
        PosixMessageQueue watching = queues.open(name, PosixAccess.READ_WRITE);
        assertThat(watching.trySend(MESSAGE)).isTrue();
        for (int round = 0; round < FEWER_ROUNDS && isTimeLeft(); round++) {
            PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ_WRITE);
            RecordedWait<PosixMessage> first = new RecordedWait<>();
            RecordedWait<PosixMessage> second = new RecordedWait<>();
            queue.blockingSend(MESSAGE, null, first);
            queue.blockingSend(MESSAGE, null, second);
            spin(random.nextInt(20_000));
            queue.close();
            assertThat(first.await().cause()).isInstanceOf(ClosedHandleException.class);
            assertThat(second.await().cause()).isInstanceOf(ClosedHandleException.class);
            assertThat(watching.attributes().currentMessages()).isEqualTo(1);
        }
        Bounds.await("free threads").until(() -> BlockedThreads.count() == 0);
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
