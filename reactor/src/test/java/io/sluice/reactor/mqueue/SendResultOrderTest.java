package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Queues;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** The results of a stream whose messages run out of time all at once, while one is blocked in the kernel. */
class SendResultOrderTest {
    private static final int CAPACITY = 10;
    private static final int ROUNDS = 20;
    /** Much more than the patience with readiness, so that the first send blocks by then. */
    private static final SenderOptions OPTIONS = SenderOptions.create().sendTimeout(Duration.ofMillis(40));

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final PosixMessageQueue queue = queues.create(CAPACITY, 16);

    @Test
    void resultsOfAStreamThatGoesOnComeInOrder() {
        Queues.fill(queue);
        Flux<SendResult<Integer>> results =
                PosixMqSender.create(queue, OPTIONS.stopOnError(false)).send(SendStreamTest.numbered(3 * CAPACITY));
        for (int round = 0; round < ROUNDS; round++) {
            assertAllOutOfTimeInOrder(results);
        }
    }

    @Test
    void resultsOfASystemVStreamThatGoesOnComeInOrder() {
        SysvMessageQueue sysvQueue = sysvQueues.create();
        boolean room = true;
        while (room) {
            room = sysvQueue.trySend(SysvMessage.ofText(1, "filler"));
        }
        Flux<SendResult<Integer>> results = SysvMqSender.create(sysvQueue, OPTIONS.stopOnError(false))
                .send(Flux.range(0, 3 * CAPACITY)
                        .map(i -> OutboundMessage.create(SysvMessage.ofText(1, "message"), i)));
        for (int round = 0; round < ROUNDS; round++) {
            assertAllOutOfTimeInOrder(results);
        }
    }

    private static void assertAllOutOfTimeInOrder(Flux<SendResult<Integer>> results) {
        Probe<SendResult<Integer>> probe = Probe.of(results, Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received())
                .extracting(SendResult::correlationMetadata)
                .containsExactlyElementsOf(
                        IntStream.range(0, 3 * CAPACITY).boxed().toList());
        assertThat(probe.received()).extracting(SendResult::exception).allMatch(SendTimeoutException.class::isInstance);
    }

    @Test
    void whatWasSentAtTheLastMomentComesBeforeTheErrorOfTheNextOne() {
        Queues.fill(queue);
        SentAtTheLastMoment target = new SentAtTheLastMoment(queue);
        Probe<SendResult<Integer>> probe = sendAll(target);
        for (int i = 0; i < ROUNDS && target.blockingSends.get() == 0; i++) {
            probe = sendAll(target); // a loop without a processor found the time over before it could block
        }
        assertThat(probe.received()).extracting(SendResult::correlationMetadata).containsExactly(0);
        assertThat(probe.received()).allMatch(SendResult::isSent);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).containsExactly("m0");
    }

    private static Probe<SendResult<Integer>> sendAll(SentAtTheLastMoment target) {
        OperationQueue<PosixMessage> operations = new OperationQueue<>(target, EventLoop.shared());
        Probe<SendResult<Integer>> probe =
                Probe.of(new SendFlux<>(operations, OPTIONS, SendStreamTest.numbered(CAPACITY)), Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isInstanceOf(SendTimeoutException.class);
        return probe;
    }

    /** A queue with room for each message whose blocking send is interrupted, just before it has left the kernel. */
    private static final class SentAtTheLastMoment extends CountingTarget {
        SentAtTheLastMoment(PosixMessageQueue queue) {
            super(queue);
        }

        @Override
        public KernelWait block(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
            return super.block(message, deadline, new WaitHandler() {
                @Override
                public void began(KernelWait wait) {
                    handler.began(wait);
                }

                @Override
                public void done() {
                    handler.done();
                }

                @Override
                public void notDone(@Nullable ErrnoException cause) {
                    queue.tryReceive();
                    assertThat(queue.trySend(message)).isTrue();
                    handler.done();
                }
            });
        }
    }
}
