package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.SendOutcomes;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** Streams of sends to one queue of a name after the other. */
class NamedSendStreamTest {
    private static final SenderOptions OPTIONS = SenderOptions.create();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();

    private NamedPosixMqSender sender(SenderOptions options) {
        return queues.closing(NamedPosixMqSender.create(name, options));
    }

    private PosixMessageQueue create(int maxMessages) {
        return queues.closing(PosixMessageQueue.builder(name)
                .maxMessages(maxMessages)
                .maxMessageSize(16)
                .create());
    }

    private static List<Integer> numbers(Probe<SendResult<Integer>> probe) {
        return probe.received().stream().map(SendResult::correlationMetadata).toList();
    }

    @Test
    void eachMessageIsInExactlyOneQueueAndItsResultComesInOrder() {
        int count = 1000;
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS).send(SendStreamTest.numbered(count)), Long.MAX_VALUE);
        List<PosixMessageQueue> made = new ArrayList<>();
        List<List<String>> received = new ArrayList<>();
        while (!probe.hasEnded()) {
            PosixMessageQueue queue = create(3);
            List<String> texts = new ArrayList<>();
            made.add(queue);
            received.add(texts);
            Bounds.awaitSpinning("messages", () -> {
                PosixMessage message = queue.tryReceive();
                if (message != null) {
                    texts.add(message.text());
                }
                return texts.size() >= 50 || probe.hasEnded();
            });
            PosixMessageQueue.unlink(name);
        }
        for (int i = 0; i < made.size(); i++) {
            received.get(i).addAll(Queues.drain(made.get(i)));
        }
        assertThat(probe.awaitEnd()).isNull();
        assertThat(received.stream().flatMap(List::stream)).isEqualTo(Queues.preloaded(count));
        assertThat(numbers(probe)).isEqualTo(IntStream.range(0, count).boxed().toList());
        assertThat(probe.received()).allMatch(SendResult::isSent);
        assertThat(made).hasSizeGreaterThan(5);
    }

    @Test
    void takesNoMoreThanMaxInFlightWhileThereIsNoQueueAndACancelDiscardsIt() {
        List<Integer> taken = new ArrayList<>();
        Flux<OutboundMessage<PosixMessage, Integer>> messages =
                SendStreamTest.numbered(100).doOnNext(outbound -> taken.add(outbound.correlationMetadata()));
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS.maxInFlight(4)).send(messages), Long.MAX_VALUE);
        Bounds.await("four messages").until(() -> taken.size() >= 4);
        Queues.passThrough(EventLoop.shared());
        probe.cancel();
        Queues.passThrough(EventLoop.shared());
        assertThat(taken).containsExactly(0, 1, 2, 3);
        assertThat(SendStreamTest.numbersIn(probe.discarded())).containsExactlyInAnyOrder(0, 1, 2, 3);
        PosixMessageQueue queue = create(10);
        sender(OPTIONS).send(PosixMessage.ofText("next")).block(Bounds.SOON);
        assertThat(Queues.drain(queue)).containsExactly("next");
        assertThat(probe.ends()).isZero();
    }

    @Test
    void aCancelEndsABlockingSendAndEachMessageIsSentOrDiscarded() {
        PosixMessageQueue queue = create(3);
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS.maxInFlight(8)).send(SendStreamTest.numbered(8)), Long.MAX_VALUE);
        probe.awaitReceived(3);
        Waiters.awaitBusy(1);
        probe.cancel();
        assertThat(Queues.drain(queue)).containsExactly("m0", "m1", "m2");
        Waiters.awaitBusy(0);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).isEmpty();
        assertThat(SendStreamTest.numbersIn(probe.discarded())).containsExactlyInAnyOrder(3, 4, 5, 6, 7);
    }

    @Test
    void theSendTimeoutHoldsForEachMessageWithAndWithoutAQueue() {
        NamedPosixMqSender sender = sender(OPTIONS.stopOnError(false).sendTimeout(Duration.ofMillis(30)));
        Probe<SendResult<Integer>> withoutQueue = Probe.of(sender.send(SendStreamTest.numbered(5)), Long.MAX_VALUE);
        assertThat(withoutQueue.awaitEnd()).isNull();
        PosixMessageQueue queue = create(1);
        Queues.fill(queue);
        Probe<SendResult<Integer>> withoutRoom = Probe.of(sender.send(SendStreamTest.numbered(5)), Long.MAX_VALUE);
        assertThat(withoutRoom.awaitEnd()).isNull();
        for (Probe<SendResult<Integer>> probe : List.of(withoutQueue, withoutRoom)) {
            assertThat(numbers(probe)).containsExactly(0, 1, 2, 3, 4);
            assertThat(probe.received())
                    .extracting(SendResult::exception)
                    .allMatch(SendTimeoutException.class::isInstance);
        }
        assertThat(Queues.drain(queue)).isEmpty();
    }

    @Test
    void aMessageThatCannotBeSentEndsTheStreamAndThoseBehindItAreDiscarded() {
        Flux<OutboundMessage<PosixMessage, Integer>> oneTooLong = SendStreamTest.numbered(6)
                .map(outbound -> outbound.correlationMetadata() == 3
                        ? OutboundMessage.create(PosixMessage.of(new byte[17]), 3)
                        : outbound);
        Probe<SendResult<Integer>> probe = Probe.of(sender(OPTIONS).send(oneTooLong), Long.MAX_VALUE);
        Queues.passThrough(EventLoop.shared());
        PosixMessageQueue queue = create(10);
        assertThat(probe.awaitEnd()).isInstanceOf(MessageTooLargeException.class);
        assertThat(numbers(probe)).containsExactly(0, 1, 2);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).containsExactly("m0", "m1", "m2");
        assertThat(SendStreamTest.numbersIn(probe.discarded())).containsExactlyInAnyOrder(4, 5);
    }

    @Test
    void aCloseOfTheSenderOrOfItsLoopFailsTheStream() {
        NamedPosixMqSender closed = sender(OPTIONS.stopOnError(false));
        Probe<SendResult<Integer>> probe = Probe.of(closed.send(SendStreamTest.numbered(5)), Long.MAX_VALUE);
        Queues.passThrough(EventLoop.shared());
        closed.close();
        assertThat(probe.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        EventLoop loop = EventLoop.create();
        Probe<SendResult<Integer>> onLoop =
                Probe.of(sender(OPTIONS.eventLoop(loop)).send(SendStreamTest.numbered(5)), Long.MAX_VALUE);
        Queues.passThrough(loop);
        loop.close();
        assertThat(onLoop.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(probe.received()).isEmpty();
        assertThat(onLoop.received()).isEmpty();
    }

    @Test
    void anOutcomeThatIsKeptForAnEarlierSendIsDiscardedWithIt() {
        NamedSends sends = new NamedSends(name, SenderOptions.create().eventLoop(EventLoop.shared()));
        NamedSendGroup group = new NamedSendGroup(sends);
        Outcomes outcomes = new Outcomes();
        group.submit(OutboundMessage.create(PosixMessage.ofText("m0"), 0), Limit.NONE, outcomes);
        group.submit(
                OutboundMessage.create(PosixMessage.ofText("m1"), 1), Limit.within(Duration.ofMillis(5)), outcomes);
        CountDownLatch timedOut = new CountDownLatch(1);
        EventLoop loop = EventLoop.shared();
        loop.execute(() -> loop.schedule(TimeUnit.MILLISECONDS.toNanos(20), timedOut::countDown));
        Bounds.await("the timeout").until(() -> timedOut.getCount() == 0);
        assertThat(outcomes.results).isEmpty();
        group.abandon();
        Queues.passThrough(loop);
        assertThat(outcomes.discarded).containsExactlyInAnyOrder(0, 1);
        assertThat(outcomes.results).isEmpty();
        sends.close();
    }

    /** What became of messages, by their numbers. */
    private static final class Outcomes implements SendOutcomes<PosixMessage, Integer> {
        final Queue<Integer> results = new ConcurrentLinkedQueue<>();
        final Queue<Integer> discarded = new ConcurrentLinkedQueue<>();

        @Override
        public void result(OutboundMessage<PosixMessage, Integer> message, Throwable exception) {
            results.add(message.correlationMetadata());
        }

        @Override
        public void discard(OutboundMessage<PosixMessage, Integer> message) {
            discarded.add(message.correlationMetadata());
        }

        @Override
        public CoreSubscriber<?> subscriber() {
            return Operators.emptySubscriber();
        }
    }
}
