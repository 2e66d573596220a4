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
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The results of streams of sends. */
public class SendStreamTest {
    private static final SenderOptions OPTIONS = SenderOptions.create();
    private static final SenderOptions GOING_ON = OPTIONS.stopOnError(false);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);

    @Test
    void eachMessageHasItsResultInOrder() {
        Probe<PosixMessage> receiver = Probe.of(PosixMqReceiver.create(queue).receive(), Long.MAX_VALUE);
        StepVerifier.create(sender(OPTIONS)
                        .send(numbered(1000))
                        .doOnNext(result -> assertThat(result.isSent()).isTrue())
                        .map(SendResult::correlationMetadata)
                        .collectList())
                .expectNext(IntStream.range(0, 1000).boxed().toList())
                .expectComplete()
                .verify(Bounds.SOON);
        receiver.awaitReceived(1000);
        assertThat(receiver.received()).extracting(PosixMessage::text).isEqualTo(Queues.preloaded(1000));
        receiver.cancel();
    }

    @Test
    void anEmptyPublisherGivesAnEmptyStreamWithoutDemand() {
        StepVerifier.create(sender(OPTIONS).send(numbered(0)), 0)
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void isColdAndReusable() {
        Flux<SendResult<Integer>> results = sender(OPTIONS).send(numbered(2));
        assertThat(Queues.count(queue)).isZero();
        results.blockLast(Bounds.SOON);
        results.blockLast(Bounds.SOON);
        assertThat(Queues.drain(queue)).containsExactly("m0", "m1", "m0", "m1");
    }

    @Test
    void aMessageThatCannotBeSentEndsTheStreamAndThoseBehindItAreNotSent() {
        AtomicBoolean emitted = new AtomicBoolean();
        EventLoop.shared().execute(() -> {
            while (!emitted.get()) {
                // Busy, so that all are emitted before the first is sent.
            }
        });
        Probe<SendResult<Integer>> probe = Probe.of(
                sender(OPTIONS).send(subscriber -> {
                    subscriber.onSubscribe(Operators.emptySubscription());
                    withOneTooLong(6, 3).toIterable().forEach(subscriber::onNext);
                    emitted.set(true);
                }),
                Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isInstanceOf(MessageTooLargeException.class);
        assertThat(probe.received()).extracting(SendResult::correlationMetadata).containsExactly(0, 1, 2);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).containsExactly("m0", "m1", "m2");
        assertThat(numbersIn(probe.discarded())).containsExactly(4, 5);
    }

    @Test
    void whereItGoesOnTheResultHoldsTheErrorAndTheOthersAreSent() {
        Probe<SendResult<Integer>> probe = Probe.of(sender(GOING_ON).send(withOneTooLong(6, 3)), Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).extracting(SendResult::correlationMetadata).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(probe.received())
                .extracting(SendResult::isSent)
                .containsExactly(true, true, true, false, true, true);
        assertThat(probe.received().get(3).exception()).isInstanceOf(MessageTooLargeException.class);
        assertThat(Queues.drain(queue)).containsExactly("m0", "m1", "m2", "m4", "m5");
        assertThat(probe.discarded()).isEmpty();
    }

    @Test
    void anErrorOfThePublisherComesBehindTheResultsOfItsMessages() {
        Queues.fill(queue);
        Flux<OutboundMessage<PosixMessage, Integer>> failing =
                numbered(5).concatWith(Flux.error(new IllegalStateException("publisher")));
        Probe<SendResult<Integer>> probe = Probe.of(sender(OPTIONS).send(failing), Long.MAX_VALUE);
        Waiters.awaitBusy(1);
        assertThat(probe.hasEnded()).isFalse();
        List<String> sent = new ArrayList<>(Queues.drain(queue));
        assertThat(probe.awaitEnd()).hasMessage("publisher");
        sent.addAll(Queues.drain(queue));
        assertThat(sent).isEqualTo(Queues.preloaded(5));
        assertThat(probe.received()).extracting(SendResult::correlationMetadata).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void theSendTimeoutHoldsForEachMessage() {
        Queues.fill(queue);
        StepVerifier.create(sender(OPTIONS.sendTimeout(Duration.ofMillis(30))).send(numbered(5)))
                .expectError(SendTimeoutException.class)
                .verify(Bounds.SOON);
        StepVerifier.create(sender(GOING_ON.sendTimeout(Duration.ofMillis(30)))
                        .send(numbered(15))
                        .map(SendResult::exception))
                .recordWith(ArrayList::new)
                .thenConsumeWhile(exception -> true)
                .consumeRecordedWith(exceptions ->
                        assertThat(exceptions).hasSize(15).allMatch(SendTimeoutException.class::isInstance))
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(Queues.drain(queue)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingTheQueueMidwayFailsTheStream(boolean stopOnError) {
        Queues.fill(queue);
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS.stopOnError(stopOnError)).send(numbered(1_000_000_000)), Long.MAX_VALUE);
        Waiters.awaitBusy(1);
        queue.close();
        assertThat(probe.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(probe.received()).isEmpty();
    }

    @Test
    void resultsComeOnTheLoopWhereverThePublisherRuns() {
        StepVerifier.create(sender(OPTIONS)
                        .send(numbered(3).publishOn(Schedulers.boundedElastic()))
                        .map(result -> Thread.currentThread().getName()))
                .expectNext("sluice-loop", "sluice-loop", "sluice-loop")
                .expectComplete()
                .verify(Bounds.SOON);
        Schedulers.shutdownNow();
    }

    @Test
    void manyStreamsOnOneSenderKeepEachItsOrder() {
        PosixMqSender shared = sender(OPTIONS);
        Probe<PosixMessage> receiver = Probe.of(PosixMqReceiver.create(queue).receive(), Long.MAX_VALUE);
        List<Probe<SendResult<Integer>>> streams = IntStream.range(0, 20)
                .mapToObj(s -> Probe.of(
                        shared.send(Flux.range(0, 200)
                                .map(i -> OutboundMessage.create(PosixMessage.ofText(s + ":" + i), i))),
                        Long.MAX_VALUE))
                .toList();
        streams.forEach(stream -> assertThat(stream.awaitEnd()).isNull());
        receiver.awaitReceived(20 * 200);
        for (int s = 0; s < 20; s++) {
            String prefix = s + ":";
            assertThat(receiver.received().stream().map(PosixMessage::text).filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> prefix + i).toList());
        }
        receiver.cancel();
    }

    private PosixMqSender sender(SenderOptions options) {
        return PosixMqSender.create(queue, options);
    }

    public static Flux<OutboundMessage<PosixMessage, Integer>> numbered(int count) {
        return Flux.range(0, count).map(i -> OutboundMessage.create(PosixMessage.ofText("m" + i), i));
    }

    private static Flux<OutboundMessage<PosixMessage, Integer>> withOneTooLong(int count, int where) {
        PosixMessage tooLong = PosixMessage.of(new byte[17]);
        return numbered(count)
                .map(outbound ->
                        outbound.correlationMetadata() == where ? OutboundMessage.create(tooLong, where) : outbound);
    }

    static List<Integer> numbersIn(List<Object> discarded) {
        return discarded.stream()
                .map(element -> (Integer) ((OutboundMessage<?, ?>) element).correlationMetadata())
                .toList();
    }
}
