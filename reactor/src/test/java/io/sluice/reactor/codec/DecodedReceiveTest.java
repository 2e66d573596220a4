package io.sluice.reactor.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.CodecException;
import io.sluice.codec.MessageCodec;
import io.sluice.errno.DecodeException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Pipe;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingSender;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.TestRings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Each kind of receiver and sender with a codec, and messages that it cannot decode. */
class DecodedReceiveTest {
    private static final MessageCodec<String> TEXT = MessageCodec.text();
    private static final byte[] NO_TEXT = {'a', (byte) 0xff, 'b'};

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @RegisterExtension
    final TestRings rings = new TestRings();

    private static void verifyFailed(Flux<String> failing, String source, String message) {
        StepVerifier.create(failing)
                .expectNext("before")
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(DecodeException.class)
                        .hasCauseInstanceOf(CodecException.class)
                        .hasMessageContaining(source)
                        .hasMessageContaining(message)
                        .hasMessageContaining("The byte at offset 1 of a message of 3 bytes is no text in UTF-8.")
                        .extracting(each -> ((DecodeException) each).payload())
                        .isEqualTo(NO_TEXT))
                .verify(Bounds.SOON);
    }

    private static void verifySkipped(Flux<String> skipping) {
        StepVerifier.create(skipping, 0)
                .thenRequest(1)
                .expectNext("behind")
                .thenCancel()
                .verify(Bounds.SOON);
    }

    private static void sendAll(Mono<?>... sends) {
        StepVerifier.create(Flux.concat(sends).then()).expectComplete().verify(Bounds.SOON);
    }

    @Test
    void aPosixQueue() {
        PosixMessageQueue queue = queues.create(10, 64);
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        PosixMqSender sender = PosixMqSender.create(queue);
        CodecSender<String> text = sender.encoding(TEXT);
        sendAll(text.send("before"), sender.send(PosixMessage.of(NO_TEXT)), text.send("behind", Duration.ZERO));
        verifyFailed(receiver.receive(TEXT), queue.name(), "a message of priority 0 with 3 bytes");
        assertThat(queue.tryReceive().text()).isEqualTo("behind");

        WhenUndecodable<PosixMessage> skip = WhenUndecodable.skip();
        sendAll(sender.send(PosixMessage.of(NO_TEXT)), text.send("behind"), text.send("left"));
        verifySkipped(receiver.receive(TEXT, skip));
        assertThat(skip.count()).isEqualTo(1);
        assertThat(Queues.drain(queue)).containsExactly("left");

        sendAll(sender.send(PosixMessage.of(NO_TEXT)), text.send("behind"));
        StepVerifier.create(receiver.receiveUntilEmpty(TEXT, skip))
                .expectNext("behind")
                .expectComplete()
                .verify(Bounds.SOON);
        sendAll(sender.send(PosixMessage.of(NO_TEXT)), text.send("behind"));
        StepVerifier.create(receiver.receiveWithin(Bounds.SOON, TEXT, skip))
                .expectNext("behind")
                .expectComplete()
                .verify(Bounds.SOON);
        sendAll(sender.send(PosixMessage.of(NO_TEXT)));
        StepVerifier.create(receiver.receiveWithin(Duration.ZERO, TEXT, skip))
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(skip.count()).isEqualTo(4);
    }

    @Test
    void aPosixQueueByName() {
        PosixMessageQueue queue = queues.create(10, 64);
        NamedPosixMqReceiver receiver = NamedPosixMqReceiver.create(queue.name());
        NamedPosixMqSender sender = queues.closing(NamedPosixMqSender.create(queue.name()));
        CodecSender<String> text = sender.encoding(TEXT, value -> value.length());
        sendAll(text.send("a longer one"), sender.send(PosixMessage.of(NO_TEXT, 3)));
        assertThat(queue.tryReceive().priority()).isEqualTo(12);
        sendAll(sender.encoding(TEXT).send("before"));
        assertThat(queue.tryReceive().priority()).isEqualTo(3);
        sendAll(sender.send(PosixMessage.of(NO_TEXT)), sender.encoding(TEXT).send("behind"));
        verifyFailed(receiver.receive(TEXT), queue.name(), "a message of priority 0 with 3 bytes");
        sendAll(sender.send(PosixMessage.of(NO_TEXT, 1)));
        verifySkipped(receiver.receive(TEXT, WhenUndecodable.skip()));
    }

    @Test
    void aSystemVQueue() {
        SysvMessageQueue queue = sysvQueues.create();
        SysvMqReceiver receiver = SysvMqReceiver.create(queue);
        SysvMqSender sender = SysvMqSender.create(queue);
        CodecSender<String> text = sender.encoding(TEXT, value -> 7);
        sendAll(text.send("before"), sender.send(SysvMessage.of(7, NO_TEXT)), text.send("behind"));
        verifyFailed(
                receiver.receive(TypeSelector.only(7), TEXT), queue.toString(), "a message of type 7 with 3 bytes");
        sendAll(sender.send(SysvMessage.of(5, NO_TEXT)));
        WhenUndecodable<SysvMessage> skip = WhenUndecodable.skip();
        verifySkipped(receiver.receive(TypeSelector.only(7), TEXT, skip));
        sendAll(text.send("behind"));
        StepVerifier.create(receiver.receiveUntilEmpty(TypeSelector.any(), TEXT, skip))
                .expectNext("behind")
                .expectComplete()
                .verify(Bounds.SOON);
        sendAll(sender.send(SysvMessage.of(5, NO_TEXT)), text.send("behind"));
        StepVerifier.create(receiver.receiveWithin(TypeSelector.any(), Bounds.SOON, TEXT, skip))
                .expectNext("behind")
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(skip.count()).isEqualTo(2);
    }

    @Test
    void aRing() {
        Ring ring = rings.create(1 << 16, ProducerKind.MANY);
        RingReceiver receiver = RingReceiver.create(rings.closing(ring.consumer()));
        RingSender sender = RingSender.create(rings.closing(ring.producer()));
        CodecSender<String> text = sender.encoding(TEXT, value -> 7);
        sendAll(text.send("before"), sender.send(RingMessage.of(7, NO_TEXT)), text.send("behind"));
        verifyFailed(receiver.receive(TEXT), ring.name(), "a message of type 7 with 3 bytes");
        sendAll(sender.send(RingMessage.of(5, NO_TEXT)), text.send("behind"), text.send("left"));
        List<Undecodable<RingMessage>> skipped = new CopyOnWriteArrayList<>();
        WhenUndecodable<RingMessage> skip = WhenUndecodable.skip(skipped::add);
        verifySkipped(receiver.receive(TEXT, skip));
        verifySkipped(receiver.receive(TEXT, skip));
        assertThat(skipped)
                .singleElement()
                .satisfies(each -> assertThat(each.message()).isEqualTo(RingMessage.of(5, NO_TEXT)));
        sendAll(sender.send(RingMessage.of(5, NO_TEXT)), text.send("behind"));
        StepVerifier.create(receiver.receiveUntilEmpty(TEXT, skip))
                .expectNext("left", "behind")
                .expectComplete()
                .verify(Bounds.SOON);
        sendAll(sender.send(RingMessage.of(5, NO_TEXT)), text.send("behind"));
        StepVerifier.create(receiver.receiveWithin(Bounds.SOON, TEXT, skip))
                .expectNext("behind")
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(skip.count()).isEqualTo(3);
    }

    @Test
    void aPipeOfRecords() {
        Framing<byte[]> prefixed = Framing.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 64);
        try (Pipe pipe = Pipe.open();
                PipeSender sender = PipeSender.create(pipe.writeEnd())) {
            CodecSender<String> text = sender.encoding(MessageCodec.of(
                    value -> TEXT.encode((char) value.length() + value), message -> TEXT.decode(message)));
            byte[] noText = {3, 'a', (byte) 0xff, 'b'};
            sendAll(text.send("before"), sender.send(noText), text.send("behind"));
            try (PipeReceiver<String> failing = PipeReceiver.create(pipe.readEnd(), Framing.decoded(prefixed, TEXT))) {
                verifyFailed(failing.receive(), "pipe", "a message with 3 bytes");
                verifySkipped(failing.receive());
            }
            sendAll(sender.send(noText), text.send("behind"));
            WhenUndecodable<ByteBuffer> skip = WhenUndecodable.skip();
            try (PipeReceiver<String> skipping =
                    PipeReceiver.create(pipe.readEnd(), Framing.decoded(prefixed, TEXT, skip))) {
                verifySkipped(skipping.receive());
            }
            assertThat(skip.count()).isEqualTo(1);
        }
    }
}
