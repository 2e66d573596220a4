package io.sluice.reactor.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.reactor.Probe;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingDecoder;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestRings;
import io.sluice.testing.Waiters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class RingReceiveTest {
    private static final int MANY = 20_000;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private RingProducer producer;
    private RingConsumer consumer;
    private RingReceiver receiver;

    @BeforeEach
    void open() {
        Ring ring = rings.create(1 << 16, ProducerKind.MANY);
        producer = rings.closing(ring.producer());
        consumer = rings.closing(ring.consumer());
        receiver = RingReceiver.create(consumer);
    }

    private static RingMessage text(int number) {
        return RingMessage.ofText(number % 3 + 1, Integer.toString(number));
    }

    private List<RingMessage> write(int first, int count) {
        List<RingMessage> written = IntStream.range(first, first + count)
                .mapToObj(RingReceiveTest::text)
                .toList();
        written.forEach(message -> assertThat(producer.tryWrite(message)).isTrue());
        return written;
    }

    private int left() {
        int left = 0;
        while (consumer.poll() != null) {
            left++;
        }
        return left;
    }

    @Test
    void onlyDemandTakesMessages() {
        List<RingMessage> written = write(0, 10);
        Probe<RingMessage> probe = Probe.of(receiver.receive(), 0);
        probe.request(2);
        probe.awaitReceived(2);
        probe.request(1);
        probe.awaitReceived(3);
        Waiters.awaitBusy(0);
        assertThat(probe.received()).isEqualTo(written.subList(0, 3));
        probe.cancel();
        assertThat(left()).isEqualTo(7);
    }

    @Test
    void aMessageThatComesLaterWakesTheStream() {
        Probe<RingMessage> probe = Probe.of(receiver.receive(), Long.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            write(i, 1);
            probe.awaitReceived(i + 1);
        }
        assertThat(probe.received())
                .isEqualTo(
                        IntStream.range(0, 100).mapToObj(RingReceiveTest::text).toList());
        probe.cancel();
    }

    @Test
    void demandThatComesOneByOneFromWithinIsServedOnOneThread() {
        List<RingMessage> written = write(0, 100);
        List<String> threads = new CopyOnWriteArrayList<>();
        Probe<RingMessage> probe = Probe.of(receiver.receive(), 1, (self, message) -> {
            threads.add(Thread.currentThread().getName());
            self.request(1);
        });
        probe.awaitReceived(100);
        assertThat(probe.received()).isEqualTo(written);
        assertThat(threads.stream().distinct()).hasSize(1).first().asString().startsWith("sluice-waiter-");
        probe.cancel();
    }

    @Test
    void twoStreamsCompeteAndEachMessageGoesToOne() {
        List<RingMessage> received = new CopyOnWriteArrayList<>();
        Probe<RingMessage> first =
                Probe.of(receiver.receive(), Long.MAX_VALUE, (self, message) -> received.add(message));
        Probe<RingMessage> second = Probe.of(
                RingReceiver.create(consumer).receive(), Long.MAX_VALUE, (self, message) -> received.add(message));
        for (int i = 0; i < MANY; i++) {
            RingMessage message = text(i);
            Bounds.awaitSpinning("room", () -> producer.tryWrite(message));
        }
        Bounds.await("all messages").until(() -> received.size() >= MANY);
        assertThat(received.stream().map(RingMessage::text).distinct()).hasSize(MANY);
        first.cancel();
        second.cancel();
    }

    /** The one that takes a message goes away, and the next message is for the other, which sleeps. */
    @Test
    void theEndOfOneStreamLosesNoWakeUpForTheOther() {
        Probe<RingMessage> stays = Probe.of(receiver.receive(), Long.MAX_VALUE);
        List<RingMessage> received = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Probe<RingMessage> leaves = Probe.of(receiver.receive(), 1);
            write(i, 2);
            int all = 2 * (i + 1);
            Bounds.await("both messages")
                    .until(() -> received.size() + stays.receivedCount() + leaves.receivedCount() == all);
            leaves.cancel();
            received.addAll(leaves.received());
        }
        stays.cancel();
    }

    @Test
    void aCancelFreesTheThreadBeforeItReturns() {
        Probe<RingMessage> probe = Probe.of(receiver.receive(), 1);
        Waiters.awaitBusy(1);
        probe.cancel();
        write(0, 1);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.hasEnded()).isFalse();
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void aCancelFromWithinTakesNothingMore() {
        write(0, 5);
        Probe<RingMessage> probe = Probe.of(receiver.receive(), Long.MAX_VALUE, (self, message) -> self.cancel());
        probe.awaitReceived(1);
        Waiters.awaitBusy(0);
        assertThat(probe.received()).hasSize(1);
        assertThat(left()).isEqualTo(4);
    }

    @Test
    void closingTheConsumerCompletesStreamsWithAndWithoutDemand() {
        Probe<RingMessage> waiting = Probe.of(receiver.receive(), 1);
        Probe<RingMessage> idle = Probe.of(receiver.receive(), 0);
        Waiters.awaitBusy(1);
        consumer.close();
        assertThat(waiting.awaitEnd()).isNull();
        assertThat(idle.awaitEnd()).isNull();
        assertThat(waiting.ends()).isEqualTo(1);
    }

    @Test
    void closingTheRingCompletesStreamsToo() {
        Ring ring = rings.create();
        Probe<RingMessage> waiting =
                Probe.of(RingReceiver.create(ring.consumer()).receive(), 1);
        Waiters.awaitBusy(1);
        ring.close();
        assertThat(waiting.awaitEnd()).isNull();
    }

    @Test
    void aConsumerClosedBeforeIsAnError() {
        consumer.close();
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(receiver.receiveUntilEmpty(), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
    }

    @Test
    void aBadRequestEndsTheStreamAlsoWhileItWaits() {
        Probe<RingMessage> waiting = Probe.of(receiver.receive(), 1);
        Waiters.awaitBusy(1);
        waiting.request(0);
        assertThat(waiting.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        Waiters.awaitBusy(0);
        write(0, 1);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void aSubscriberThatThrowsCountsAsCancelled() {
        write(0, 3);
        AtomicBoolean taken = new AtomicBoolean();
        receiver.receive().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(RingMessage message) {
                taken.set(true);
                throw new IllegalStateException("thrown by the test");
            }
        });
        Bounds.await("one message to be taken").untilTrue(taken);
        Waiters.awaitBusy(0);
        assertThat(left()).isEqualTo(2);
    }

    @Test
    void aDrainTakesWhatIsThereAndCompletes() {
        List<RingMessage> written = write(0, 9);
        assertThat(receiver.receiveUntilEmpty().collectList().block(Bounds.SOON))
                .isEqualTo(written);
        assertThat(receiver.receiveUntilEmpty().collectList().block(Bounds.SOON))
                .isEmpty();
    }

    @Test
    void aDrainWithoutDemandTakesNothing() {
        write(0, 3);
        Probe<RingMessage> probe = Probe.of(receiver.receiveUntilEmpty(), 2);
        assertThat(probe.received()).hasSize(2);
        probe.request(1);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).hasSize(3);
    }

    @Test
    void oneMessageIsReceivedInTimeOrNone() {
        assertThat(receiver.receiveWithin(Duration.ofMillis(50)).blockOptional(Bounds.SOON))
                .isEmpty();
        write(0, 2);
        assertThat(receiver.receiveWithin(Duration.ZERO).block(Bounds.SOON)).isEqualTo(text(0));
        assertThat(receiver.receiveWithin(Duration.ofSeconds(5)).block(Bounds.SOON))
                .isEqualTo(text(1));
        assertThat(receiver.receiveWithin(Duration.ZERO).blockOptional(Bounds.SOON))
                .isEmpty();
    }

    @Test
    void aStopCompletesStreamsAndLeavesTheMessages() {
        Probe<RingMessage> waiting = Probe.of(receiver.receive(), 1);
        Waiters.awaitBusy(1);
        receiver.stop();
        assertThat(waiting.awaitEnd()).isNull();
        write(0, 2);
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isNull();
        assertThat(left()).isEqualTo(2);
    }

    private static final RingDecoder<String> TEXT =
            (type, message) -> type + " " + StandardCharsets.UTF_8.decode(message);

    private static List<String> decoded(List<RingMessage> messages) {
        return messages.stream()
                .map(message -> message.type() + " " + message.text())
                .toList();
    }

    @Test
    void aDecoderReadsTheMessagesWhereTheyAre() {
        List<String> first = decoded(write(0, 3));
        Probe<String> probe = Probe.of(receiver.receive(TEXT), 4);
        probe.awaitReceived(3);
        Waiters.awaitBusy(1);
        List<String> second = decoded(write(3, 3));
        probe.awaitReceived(4);
        Waiters.awaitBusy(0);
        assertThat(probe.received()).startsWith(first.toArray(String[]::new)).endsWith(second.get(0));
        probe.cancel();
        assertThat(receiver.receiveWithin(Duration.ZERO, TEXT).block(Bounds.SOON))
                .isEqualTo(second.get(1));
        assertThat(receiver.receiveUntilEmpty(TEXT).collectList().block(Bounds.SOON))
                .containsExactly(second.get(2));
        assertThat(receiver.receiveWithin(Duration.ZERO, TEXT).blockOptional(Bounds.SOON))
                .isEmpty();
    }

    @Test
    void aDecoderThatFailsEndsTheStreamAndTheNextOneGoesOn() {
        RingDecoder<Integer> numbers = (type, message) ->
                Integer.parseInt(StandardCharsets.UTF_8.decode(message).toString());
        producer.tryWrite(RingMessage.ofText(1, "1"));
        producer.tryWrite(RingMessage.ofText(2, "two"));
        producer.tryWrite(RingMessage.ofText(1, "3"));
        Probe<Integer> probe = Probe.of(receiver.receive(numbers), Long.MAX_VALUE);
        assertThat(probe.awaitEnd())
                .isInstanceOf(DecodeException.class)
                .hasCauseInstanceOf(NumberFormatException.class)
                .hasMessageContaining("a message of type 2 with 3 bytes");
        assertThat(probe.received()).containsExactly(1);
        assertThat(receiver.receiveUntilEmpty(numbers).collectList().block(Bounds.SOON))
                .containsExactly(3);
        Probe<Integer> waiting = Probe.of(receiver.receive(numbers), 1);
        Waiters.awaitBusy(1);
        producer.tryWrite(RingMessage.ofText(2, "four"));
        assertThat(waiting.awaitEnd()).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDecoderThatCancelsItsStreamDoesNotWaitForItself(boolean drain) throws Exception {
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        RingDecoder<String> cancelling = (type, message) -> {
            subscription.get().cancel();
            return "in hand";
        };
        List<Object> discarded = new CopyOnWriteArrayList<>();
        Flux<String> decoded = (drain ? receiver.receiveUntilEmpty(cancelling) : receiver.receive(cancelling))
                .doOnDiscard(String.class, discarded::add);
        BaseSubscriber<String> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription begun) {
                subscription.set(begun);
            }
        };
        decoded.subscribe(subscriber);
        producer.tryWrite(RingMessage.ofText(1, "one"));
        CompletableFuture.runAsync(() -> subscriber.request(1)).get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        Bounds.await("the discard").until(() -> discarded.equals(List.of("in hand")));
    }
}
