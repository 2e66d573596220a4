package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a sender that waits for readiness goes over to a blocking send, and when not. */
class SendPatienceTest {
    private static final int CAPACITY = 10;
    /** Each of some milliseconds, in which a sender without progress runs out of patience several times. */
    private static final int MESSAGES = 2_000;
    /** A machine that is busy elsewhere may really hold up one of them for a millisecond, but not each. */
    private static final int TRIES = 20;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void nothingBlocksWhileEachReadinessBringsRoomForAllThatTheQueueHolds() {
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < TRIES && fewest > 0; i++) {
            EmptiedWhenFull target = new EmptiedWhenFull(queues.create(CAPACITY, 16));
            OperationQueue<PosixMessage> operations = new OperationQueue<>(target, EventLoop.shared());
            Probe<SendResult<Integer>> results = Probe.of(
                    new SendFlux<>(operations, SenderOptions.create(), SendStreamTest.numbered(MESSAGES)),
                    Long.MAX_VALUE);
            assertThat(results.awaitEnd()).isNull();
            assertThat(results.receivedCount()).isEqualTo(MESSAGES);
            fewest = Math.min(fewest, target.blockingSends.get());
        }
        assertThat(fewest).as("blocking sends").isZero();
    }

    @Test
    void anotherSendBlocksWhereRivalsHaveFilledTheQueueBehindAFullPortion() {
        PosixMessageQueue queue = queues.create(CAPACITY, 16);
        Queues.fill(queue);
        FilledBehindAPortion target = new FilledBehindAPortion(queue);
        Probe<SendResult<Integer>> results = Probe.of(
                new SendFlux<>(
                        new OperationQueue<>(target, EventLoop.shared()),
                        SenderOptions.create(),
                        SendStreamTest.numbered(2 * CAPACITY)),
                Long.MAX_VALUE);
        Bounds.await("a blocking send").until(() -> target.blockingSends.get() == 1);
        assertThat(queue.tryReceive()).isNotNull(); // the blocked message takes its place
        Bounds.await("a blocking send behind the portion").until(() -> target.blockingSends.get() == 2);
        Bounds.await("end").until(() -> {
            Queues.drain(queue);
            return results.hasEnded();
        });
        assertThat(results.receivedCount()).isEqualTo(2 * CAPACITY);
    }

    /**
     * Has no room until a send has blocked, and then for one portion, which takes as long as a operations may keep its loop; by the
     * end of which it is full.
     */
    private static final class FilledBehindAPortion extends CountingTarget {
        private static final long LONG_SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

        private int calls;

        FilledBehindAPortion(PosixMessageQueue queue) {
            super(queue);
        }

        @Override
        boolean trySend(PosixMessage message) {
            if (blockingSends.get() == 0) {
                return false;
            }
            calls++;
            long begun = System.nanoTime();
            while (calls == CAPACITY && System.nanoTime() - begun < LONG_SLICE_NANOS) {
                Queues.fill(queue);
            }
            return calls <= CAPACITY || super.trySend(message);
        }
    }

    /** Is full behind each {@link #CAPACITY} messages, for longer than an operation spins, and empty then. */
    private static final class EmptiedWhenFull extends CountingTarget {
        private static final long FULL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

        private int sent;
        private long fullSince;

        EmptiedWhenFull(PosixMessageQueue queue) {
            super(queue);
        }

        @Override
        boolean trySend(PosixMessage message) {
            if (sent == CAPACITY) {
                if (System.nanoTime() - fullSince < FULL_NANOS) {
                    return false;
                }
                sent = 0;
            }
            boolean room = super.trySend(message);
            sent++;
            if (sent == CAPACITY) {
                Queues.drain(queue); // at once, so that readiness is reported
                fullSince = System.nanoTime();
            }
            return room;
        }
    }
}
