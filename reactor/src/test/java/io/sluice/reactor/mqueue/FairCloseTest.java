package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Checks;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fair stream may have a message in hand when its queue is closed. */
class FairCloseTest {
    private static final int ROUNDS = Checks.or(200, 1_000);
    private static final int LONGEST_NANOS = 400_000;
    /** So that the stream is blocked in between, and not busy with what is there. */
    private static final int BETWEEN_SENDS_NANOS = 15_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void aFairStreamThatIsClosedBesideASenderDeliversAllThatItHasTaken() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            PosixMessageQueue queue = queues.create(10, 16);
            PosixMessageQueue peer = queues.open(queue.name(), PosixAccess.READ_WRITE);
            Probe<PosixMessage> probe = Probe.of(
                    PosixMqReceiver.create(
                                    queue, PosixMqReceiverOptions.create().fair(true))
                            .receive(),
                    Long.MAX_VALUE);
            AtomicInteger sent = new AtomicInteger();
            AtomicBoolean stopped = new AtomicBoolean();
            Thread sender = new Thread(() -> {
                while (!stopped.get()) {
                    if (peer.trySend(PosixMessage.ofText("m" + sent))) {
                        sent.incrementAndGet();
                    }
                    Pace.spin(BETWEEN_SENDS_NANOS);
                }
            });
            sender.start();
            Pace.spin(random.nextInt(LONGEST_NANOS));
            queue.close();
            assertThat(probe.awaitEnd()).isNull();
            stopped.set(true);
            sender.join();
            assertThat(probe.discarded()).as("round %d, seed %d", round, seed).isEmpty();
            assertThat(probe.receivedCount() + Queues.drain(peer).size())
                    .as("received and left of round %d, seed %d", round, seed)
                    .isEqualTo(sent.get());
            peer.close();
            PosixMessageQueue.unlink(queue.name());
        }
    }
}
