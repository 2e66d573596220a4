package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.WaitingThreads;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends of one stream at the same moment, on two threads: it ends once, and loses nothing. */
class EndRacesTest {
    private static final int ROUNDS = 300;
    private static final int LONGEST_NANOS = 300_000;
    private static final int SENDS = 8;
    private static final int BETWEEN_SENDS_NANOS = 15_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Pace pace = new Pace(random.split(), LONGEST_NANOS);

    /** Runs both, one of them a random moment later. */
    private void race(Runnable one, Runnable other) throws InterruptedException {
        Thread thread = new Thread(one);
        thread.start();
        pace.spin();
        other.run();
        thread.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnlinkBesideAStop(boolean fair) throws InterruptedException {
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            PosixMessageQueue queue = queues.create(10, 16);
            PosixMqReceiver receiver = receiver(queue, fair);
            removed += endsOnce(queue, receiver, receiver::stop);
            queue.close();
        }
        assertThat(removed).as("failed with the unlink, seed %d", seed).isBetween(1, ROUNDS - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnlinkBesideAClose(boolean fair) throws InterruptedException {
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            PosixMessageQueue queue = queues.create(10, 16);
            removed += endsOnce(queue, receiver(queue, fair), queue::close);
        }
        assertThat(removed).as("failed with the unlink, seed %d", seed).isBetween(1, ROUNDS - 1);
    }

    private static PosixMqReceiver receiver(PosixMessageQueue queue, boolean fair) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(fair));
    }

    /** 1 if the stream has failed with the unlink, 0 if it has completed. */
    private int endsOnce(PosixMessageQueue queue, PosixMqReceiver receiver, Runnable end) throws InterruptedException {
        PosixMessageQueue peer = queues.open(queue.name(), PosixAccess.READ_WRITE);
        Probe<PosixMessage> probe = Probe.of(receiver.receive(), Long.MAX_VALUE);
        Queues.preload(peer, 1);
        race(() -> sendAndUnlink(peer), end);
        Throwable error = probe.awaitEnd();
        Queues.passThrough(EventLoop.shared());
        List<String> left = Queues.drain(peer);
        peer.close();
        assertThat(probe.ends()).as("ends, seed %d", seed).isEqualTo(1);
        assertThat(probe.discarded()).as("discarded, seed %d", seed).isEmpty();
        assertThat(probe.receivedCount() + left.size())
                .as("received and left, seed %d", seed)
                .isEqualTo(1 + SENDS);
        if (error != null) {
            assertThat(error).isInstanceOf(QueueRemovedException.class);
        }
        pace.ended(error != null);
        return error == null ? 0 : 1;
    }

    /** A fair stream often has one of the messages in hand when it ends. */
    private static void sendAndUnlink(PosixMessageQueue queue) {
        for (int i = 0; i < SENDS; i++) {
            if (i == SENDS / 2) {
                PosixMessageQueue.unlink(queue.name());
            }
            Pace.spin(BETWEEN_SENDS_NANOS);
            assertThat(queue.trySend(PosixMessage.ofText("m" + i))).isTrue();
        }
    }

    @Test
    void aRefusedBlockingReceiveBesideAStop() throws InterruptedException {
        WaitingThreads threads = queues.closing(WaitingThreads.create("only-thread", 1));
        PosixMqReceiver occupying = receiver(create(threads), true);
        PosixMessageQueue queue = create(threads);
        for (int round = 0; round < ROUNDS; round++) {
            Probe<PosixMessage> other = Probe.of(occupying.receive(), 1);
            Queues.passThrough(EventLoop.shared());
            PosixMqReceiver receiver = receiver(queue, true);
            Probe<PosixMessage> probe = Probe.of(receiver.receive(), 0);
            Queues.preload(queue, 1);
            race(() -> probe.request(2), receiver::stop); // the second one finds no thread
            assertThat(probe.awaitEnd()).as("seed %d", seed).isNull();
            other.cancel();
            Queues.passThrough(EventLoop.shared());
            assertThat(probe.ends()).as("ends, seed %d", seed).isEqualTo(1);
            assertThat(probe.discarded()).as("discarded, seed %d", seed).isEmpty();
            assertThat(probe.receivedCount() + Queues.drain(queue).size())
                    .as("received and left, seed %d", seed)
                    .isEqualTo(1);
        }
    }

    private PosixMessageQueue create(WaitingThreads threads) {
        return queues.closing(PosixMessageQueue.builder(queues.name())
                .maxMessages(4)
                .maxMessageSize(16)
                .waitingThreads(threads)
                .create());
    }
}
