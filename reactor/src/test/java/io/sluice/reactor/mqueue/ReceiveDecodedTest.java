package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.DecodeException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageDecoder;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Streams of what a decoder makes of the messages. */
class ReceiveDecodedTest {
    private static final PosixMessageDecoder<String> TEXT =
            (priority, message) -> StandardCharsets.UTF_8.decode(message).toString();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final PosixMqReceiver receiver = PosixMqReceiver.create(queue);

    private PosixMqReceiver receiver(boolean fair) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(fair));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachMessageIsDecodedOnceInOrder(boolean fair) {
        Queues.preload(queue, 10);
        StepVerifier.create(receiver(fair).receive(TEXT).take(12))
                .expectNextSequence(Queues.preloaded(10))
                .then(() -> queue.trySend(PosixMessage.ofText("later")))
                .expectNext("later")
                .then(() -> queue.trySend(PosixMessage.ofText("last")))
                .expectNext("last")
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void nothingIsTakenWithoutDemand() {
        Queues.preload(queue, 10);
        StepVerifier.create(receiver.receive(TEXT), 3)
                .expectNext("m0", "m1", "m2")
                .then(() -> assertThat(Queues.count(queue)).isEqualTo(7))
                .thenCancel()
                .verify(Bounds.SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theStreamFailsAtAMessageThatIsRefusedAndTheNextStreamGoesOn(boolean fair) {
        Flux<Integer> numbers =
                receiver(fair).receive((priority, message) -> Integer.valueOf(TEXT.decode(priority, message)));
        queue.trySend(PosixMessage.ofText("none"));
        StepVerifier.create(numbers).expectError(DecodeException.class).verify(Bounds.SOON);
        queue.trySend(PosixMessage.ofText("12"));
        StepVerifier.create(numbers.take(1)).expectNext(12).expectComplete().verify(Bounds.SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorThatTheDecoderThrowsEndsTheStreamAsWell(boolean fair) {
        NoClassDefFoundError thrown = new NoClassDefFoundError("expected");
        Flux<String> refused = receiver(fair).receive((priority, message) -> {
            throw thrown;
        });
        queue.trySend(PosixMessage.ofText("bad"));
        StepVerifier.create(refused)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(DecodeException.class)
                        .cause()
                        .isSameAs(thrown))
                .verify(Bounds.SOON);
        queue.trySend(PosixMessage.ofText("good"));
        StepVerifier.create(receiver(fair).receive(TEXT).take(1))
                .expectNext("good")
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDecoderThatCancelsItsStreamDoesNotWaitForItself(boolean fair) {
        List<Object> discarded = new CopyOnWriteArrayList<>();
        AtomicReference<Disposable> subscription = new AtomicReference<>();
        subscription.set(receiver(fair)
                .receive((priority, message) -> {
                    subscription.get().dispose();
                    return "in hand";
                })
                .doOnDiscard(String.class, discarded::add)
                .subscribe());
        queue.trySend(PosixMessage.ofText("first"));
        Bounds.await("the discard").until(() -> discarded.size() == 1);
        queue.trySend(PosixMessage.ofText("second"));
        StepVerifier.create(receiver.receive(TEXT).take(1))
                .expectNext("second")
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(discarded).containsExactly("in hand");
    }

    @Test
    void whatIsThereIsDecodedAndTheStreamCompletes() {
        Queues.preload(queue, 4);
        StepVerifier.create(receiver.receiveUntilEmpty(TEXT))
                .expectNextSequence(Queues.preloaded(4))
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void oneMessageIsDecodedWithinATime() {
        StepVerifier.create(receiver.receiveWithin(Duration.ofMillis(1), TEXT))
                .expectComplete()
                .verify(Bounds.SOON);
        queue.trySend(PosixMessage.ofText("one"));
        StepVerifier.create(receiver.receiveWithin(Bounds.SOON, TEXT))
                .expectNext("one")
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void aNameIsDecodedFromOneQueueAfterTheOther() {
        StepVerifier.create(
                        NamedPosixMqReceiver.create(queue.name()).receive(TEXT).take(1))
                .then(() -> queue.trySend(PosixMessage.ofText("by name")))
                .expectNext("by name")
                .expectComplete()
                .verify(Bounds.SOON);
    }
}
