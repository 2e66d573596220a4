package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The drain of a queue, which ends where the queue is empty. */
class ReceiveUntilEmptyTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final Flux<PosixMessage> drained = PosixMqReceiver.create(queue).receiveUntilEmpty();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void givesWhatIsThereAndCompletes(int count) {
        Queues.preload(queue, count);
        StepVerifier.create(drained.map(PosixMessage::text).collectList())
                .expectNext(Queues.preloaded(count))
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(Queues.count(queue)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void completesWithoutFurtherDemandBehindTheLastMessage(int count) {
        Queues.preload(queue, count);
        StepVerifier.create(drained, count)
                .expectNextCount(count)
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void anEmptyQueueNeedsNoDemandToComplete() {
        StepVerifier.create(drained, 0).expectComplete().verify(Bounds.SOON);
    }

    /** The next request comes about when the loop is done with what the last one asked for. */
    @Test
    void demandOneByOneFromAnotherThreadDoesNotEndItEarly() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            Queues.preload(queue, 10);
            Probe<PosixMessage> probe = Probe.of(drained, 0);
            for (int asked = 1; asked <= 10; asked++) {
                probe.request(1);
                while (probe.receivedCount() < asked && !probe.hasEnded()) {
                    Thread.onSpinWait();
                }
                Pace.spin(random.nextInt(1_500));
            }
            assertThat(probe.awaitEnd()).isNull();
            assertThat(probe.receivedCount())
                    .as("round %d, seed %d", round, seed)
                    .isEqualTo(10);
        }
    }

    @Test
    void takesNoMoreThanWasAskedFor() {
        Queues.preload(queue, 10);
        Probe<PosixMessage> probe = Probe.of(drained, 4);
        probe.awaitReceived(4);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).isEqualTo(6);
        assertThat(probe.hasEnded()).isFalse();
        probe.request(6);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(10);
    }

    @Test
    void alsoGivesMoreThanTheQueueHoldsWhereItIsFilledMeanwhile() {
        Queues.preload(queue, 10);
        Probe<PosixMessage> probe = Probe.of(drained, Long.MAX_VALUE, (self, message) -> {
            if (self.receivedCount() <= 25) {
                queue.trySend(message); // one more for each one taken
            }
        });
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(35);
    }

    @Test
    void completesWhereARivalTakesTheRest() {
        Queues.preload(queue, 10);
        // Ten at a time, so that the loop is between two rounds when the rival comes.
        Probe<PosixMessage> probe = Probe.of(drained, Long.MAX_VALUE, (self, message) -> {
            if (self.receivedCount() == 10) {
                Queues.preload(queue, 3);
                EventLoop.shared().execute(() -> Queues.drain(queue));
            }
        });
        assertThat(probe.awaitEnd()).isNull();
        assertThat(Queues.count(queue)).isZero();
    }

    @Test
    void isReusable() {
        for (int round = 0; round < 3; round++) {
            Queues.preload(queue, 2);
            StepVerifier.create(drained).expectNextCount(2).expectComplete().verify(Bounds.SOON);
        }
    }

    @Test
    void aFairReceiverDrainsAsWell() {
        Queues.preload(queue, 10);
        StepVerifier.create(PosixMqReceiver.create(
                                queue, PosixMqReceiverOptions.create().fair(true))
                        .receiveUntilEmpty())
                .expectNextCount(10)
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void closingTheQueueCompletesItAndClosingTheLoopFailsIt() {
        Queues.preload(queue, 2);
        EventLoop loop = EventLoop.create();
        PosixMqReceiverOptions options = PosixMqReceiverOptions.create().eventLoop(loop);
        Probe<PosixMessage> onLoop =
                Probe.of(PosixMqReceiver.create(queue, options).receiveUntilEmpty(), 1);
        Probe<PosixMessage> onShared = Probe.of(drained, 0);
        onLoop.awaitReceived(1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(onLoop.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        Queues.passThrough(EventLoop.shared());
        queue.close();
        assertThat(onShared.awaitEnd()).isNull();
        assertThat(Probe.of(drained, 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
    }
}
