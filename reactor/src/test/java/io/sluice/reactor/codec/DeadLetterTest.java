package io.sluice.reactor.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.codec.CodecException;
import io.sluice.codec.MessageCodec;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.DecodeException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Where messages go that cannot be decoded, what if that is full or refuses, and what a cancel, a stop and a close do. */
class DeadLetterTest {
    private static final MessageCodec<String> TEXT = MessageCodec.text();
    private static final PosixMessage NO_TEXT = PosixMessage.of(new byte[] {(byte) 0xff}, 5);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final PosixMessageQueue dead = queues.create(1, 64);
    private final PosixMqReceiver receiver = PosixMqReceiver.create(queue);

    private void preload(PosixMessage... messages) {
        for (PosixMessage message : messages) {
            assertThat(queue.trySend(message)).isTrue();
        }
    }

    private static PosixMessage text(String text) {
        return PosixMessage.ofText(text, 5);
    }

    private Flux<String> receive(WhenUndecodable<PosixMessage> whenUndecodable) {
        return receiver.receive(TEXT, whenUndecodable);
    }

    @Test
    void anotherQueueGetsTheMessageWithItsPriority() {
        preload(text("1"), NO_TEXT, text("2"));
        WhenUndecodable<PosixMessage> deadLetters = WhenUndecodable.deadLetterTo(PosixMqSender.create(dead));
        StepVerifier.create(receiver.receiveUntilEmpty(TEXT, deadLetters))
                .expectNext("1", "2")
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(dead.tryReceive()).isEqualTo(NO_TEXT);
        assertThat(deadLetters.count()).isEqualTo(1);
    }

    @Test
    void aFullDeadLetterQueueHoldsTheNextMessageBackUntilThereIsRoom() {
        Queues.fill(dead);
        preload(NO_TEXT, text("1"), text("2"));
        Sinks.Empty<Void> attempted = Sinks.empty();
        PosixMqSender sender = PosixMqSender.create(dead);
        Probe<String> probe = Probe.of(
                receive(WhenUndecodable.deadLetter(bad -> {
                    attempted.tryEmitEmpty();
                    return sender.send(bad.message());
                })),
                2);
        attempted.asMono().block(Bounds.SOON);
        assertThat(Queues.count(queue)).isEqualTo(2);
        assertThat(probe.received()).isEmpty();
        assertThat(dead.tryReceive()).isNotNull(); // room for the letter, whose priority is above that of what is left
        probe.awaitReceived(2);
        assertThat(probe.received()).containsExactly("1", "2");
        assertThat(dead.tryReceive()).isEqualTo(NO_TEXT);
        probe.cancel();
    }

    @Test
    void oneElementOfDemandTakesOneElementHoweverManyLettersGoAhead() {
        preload(NO_TEXT, text("1"), text("2"));
        Probe<String> probe = Probe.of(receive(WhenUndecodable.deadLetterTo(PosixMqSender.create(dead))), 0);
        assertThat(Queues.count(queue)).isEqualTo(3);
        probe.request(1);
        probe.awaitReceived(1);
        assertThat(Queues.count(queue)).isEqualTo(1);
        probe.cancel();
        assertThat(probe.received()).containsExactly("1");
    }

    @Test
    void aFullDiskReachesTheSubscriberWithTheBytes() {
        preload(NO_TEXT, text("1"));
        WhenUndecodable<PosixMessage> toDisk = WhenUndecodable.deadLetter(bad -> Mono.fromCallable(
                        () -> Files.write(Path.of("/dev/full"), bad.payload(), StandardOpenOption.WRITE))
                .subscribeOn(Schedulers.boundedElastic()));
        StepVerifier.create(receive(toDisk))
                .expectErrorSatisfies(error -> {
                    assertThat(error)
                            .isInstanceOf(DeadLetterException.class)
                            .hasCauseInstanceOf(IOException.class)
                            .hasMessageContaining(queue.name())
                            .hasMessageContaining("No space left on device")
                            .hasMessageContaining("of priority 5 with 1 bytes");
                    assertThat(((DeadLetterException) error).payload()).isEqualTo(NO_TEXT.payload());
                    assertThat(error.getSuppressed()).hasOnlyElementsOfTypes(DecodeException.class);
                })
                .verify(Bounds.SOON);
        assertThat(Queues.drain(queue)).containsExactly("1");
    }

    @Test
    void aResultThatWasNotSentIsAFailure() {
        Queues.fill(dead);
        preload(NO_TEXT);
        PosixMqSender sender = PosixMqSender.create(dead, SenderOptions.create().sendTimeout(Duration.ZERO));
        StepVerifier.create(receive(WhenUndecodable.deadLetter(
                        bad -> sender.send(Mono.just(OutboundMessage.create(bad.message(), 1))))))
                .expectError(DeadLetterException.class)
                .verify(Bounds.SOON);
    }

    @Test
    void aFunctionOrPublisherThatThrowsOrReturnsNullIsAFailure() {
        for (WhenUndecodable<PosixMessage> broken : List.<WhenUndecodable<PosixMessage>>of(
                WhenUndecodable.deadLetter(bad -> null),
                WhenUndecodable.deadLetter(bad -> {
                    throw new IllegalStateException("broken");
                }),
                WhenUndecodable.deadLetter(bad -> {
                    throw new AssertionError("broken");
                }),
                WhenUndecodable.deadLetter(bad -> subscriber -> {
                    throw new IllegalStateException("broken");
                }))) {
            preload(NO_TEXT);
            StepVerifier.create(receive(broken))
                    .expectError(DeadLetterException.class)
                    .verify(Bounds.SOON);
        }
    }

    @Test
    void aCallbackOfASkipThatThrowsEndsTheStream() {
        preload(NO_TEXT);
        StepVerifier.create(receive(WhenUndecodable.skip(bad -> {
                    throw new IllegalStateException("broken");
                })))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalStateException.class)
                        .hasSuppressedException(error.getSuppressed()[0]))
                .verify(Bounds.SOON);
    }

    @Test
    void aCallbackOfASkipMayFailTheStreamWithTheCause() {
        preload(NO_TEXT);
        StepVerifier.create(receive(WhenUndecodable.skip(bad -> {
                    throw bad.cause();
                })))
                .expectError(DecodeException.class)
                .verify(Bounds.SOON);
    }

    @Test
    void aMessageThatIsRefusedBehindACancelIsDiscarded() {
        AtomicReference<Probe<String>> probe = new AtomicReference<>();
        probe.set(Probe.of(
                receive(WhenUndecodable.deadLetter(bad -> {
                    probe.get().cancel();
                    throw new IllegalStateException("broken");
                })),
                0));
        preload(NO_TEXT);
        probe.get().request(1);
        Bounds.await("the message in the hook")
                .until(() -> probe.get().discarded().equals(List.of(NO_TEXT)));
        assertThat(probe.get().hasEnded()).isFalse();
    }

    @Test
    void aCancelTakesTheLetterBackAndDiscardsTheMessage() {
        Queues.fill(dead);
        preload(NO_TEXT, text("1"));
        List<PosixMessage> given = new CopyOnWriteArrayList<>();
        PosixMqSender sender = PosixMqSender.create(dead);
        Probe<String> probe = Probe.of(
                receive(WhenUndecodable.deadLetter(bad -> {
                    given.add(bad.message());
                    return sender.send(bad.message());
                })),
                1);
        Bounds.await("the letter").until(() -> given.size() == 1);
        probe.cancel();
        Bounds.await("the message in the hook").until(() -> probe.discarded().size() == 1);
        assertThat(probe.discarded()).containsExactly(NO_TEXT);
        assertThat(Queues.drain(dead)).isEmpty();
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(dead)).isZero();
        assertThat(Queues.drain(queue)).containsExactly("1");
    }

    @Test
    void aStopWaitsForTheLetterThatIsOnItsWay() {
        Sinks.Empty<Void> arrival = Sinks.empty();
        List<PosixMessage> given = new CopyOnWriteArrayList<>();
        preload(NO_TEXT, text("1"));
        Probe<String> probe = Probe.of(
                receive(WhenUndecodable.deadLetter(bad -> {
                    given.add(bad.message());
                    return arrival.asMono();
                })),
                1);
        Bounds.await("the letter").until(() -> given.size() == 1);
        receiver.stop();
        assertThat(probe.hasEnded()).isFalse();
        arrival.tryEmitEmpty();
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).isEmpty();
        assertThat(Queues.drain(queue)).containsExactly("1");
    }

    @Test
    void aLetterThatFailsBehindACloseIsTheEnd() {
        Sinks.Empty<Void> arrival = Sinks.empty();
        List<PosixMessage> given = new CopyOnWriteArrayList<>();
        preload(NO_TEXT);
        Probe<String> probe = Probe.of(
                receive(WhenUndecodable.deadLetter(bad -> {
                    given.add(bad.message());
                    return arrival.asMono();
                })),
                1);
        Bounds.await("the letter").until(() -> given.size() == 1);
        queue.close();
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.hasEnded()).isFalse();
        arrival.tryEmitError(new IOException("no room"));
        assertThat(probe.awaitEnd()).isInstanceOf(DeadLetterException.class);
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsNotPositiveEndsTheStream() {
        Probe<String> probe = Probe.of(receive(WhenUndecodable.deadLetter(bad -> Mono.empty())), 0);
        probe.request(0);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeEncodedIsNotSent() {
        CodecSender<String> sender = PosixMqSender.create(queue).encoding(TEXT, text -> text.equals("bad") ? -1 : 1);
        StepVerifier.create(sender.send("\uD83D"))
                .expectError(CodecException.class)
                .verify(Bounds.SOON);
        StepVerifier.create(sender.send("bad"))
                .expectError(IllegalArgumentException.class)
                .verify(Bounds.SOON);
        StepVerifier.create(
                        sender.send(Flux.just("a", "b", "\uD83D", "c").map(text -> OutboundMessage.create(text, 1))))
                .expectNextCount(2)
                .expectError(CodecException.class)
                .verify(Bounds.SOON);
        assertThat(Queues.drain(queue)).containsExactly("a", "b");
        assertThatIllegalArgumentException().isThrownBy(() -> sender.send("a", Duration.ofNanos(-1)));
    }
}
