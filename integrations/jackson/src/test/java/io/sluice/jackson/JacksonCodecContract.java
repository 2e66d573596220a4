package io.sluice.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.codec.CodecException;
import io.sluice.codec.MessageCodec;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** What both versions of Jackson have to do. */
abstract class JacksonCodecContract {
    record Order(String item, int count) {}

    /** Jackson cannot write what refers to itself. */
    static final class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    private static final Order BOLTS = new Order("bolts ×", 12);
    private static final String JSON = "{\"item\":\"bolts ×\",\"count\":12}";

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final MessageCodec<Order> codec = codec(Order.class);

    abstract <T> MessageCodec<T> codec(Class<T> type);

    abstract MessageCodec<List<Order>> ofList();

    private static ByteBuffer bytes(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRecordComesBack() {
        assertThat(new String(codec.encode(BOLTS), StandardCharsets.UTF_8)).isEqualTo(JSON);
        assertThat(codec.decode(bytes(JSON))).isEqualTo(BOLTS);
        assertThat(codec.decode(bytes(" " + JSON + "\n"))).isEqualTo(BOLTS);
        assertThat(ofList().decode(ByteBuffer.wrap(ofList().encode(List.of(BOLTS, BOLTS)))))
                .containsExactly(BOLTS, BOLTS);
    }

    @Test
    void bytesOutsideTheHeapAndBehindAPositionAreRead() {
        ByteBuffer lent = ByteBuffer.allocateDirect(64).put((byte) '?').put(bytes(JSON));
        assertThat(codec.decode(lent.flip().position(1).asReadOnlyBuffer())).isEqualTo(BOLTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"item\":\"bolts\",\"count\":\"many\"}",
                "{\"item\":\"bolts\",\"count\":1}}",
                "{\"item\":\"bolts\",\"count\":1} {\"item\":\"nuts\",\"count\":1}"
            })
    void whatIsNoOrderIsRefused(String json) {
        assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(bytes(json)));
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        byte[] json = JSON.getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(ByteBuffer.wrap(json)));
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        MessageCodec<Endless> endless = codec(Endless.class);
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> endless.encode(new Endless()))
                .withMessageStartingWith("An object cannot be written as JSON of ");
    }

    @Test
    void aStreamOfOrdersSkipsWhatIsNone() {
        PosixMessageQueue queue = queues.create(10, 256);
        PosixMqSender sender = PosixMqSender.create(queue);
        sender.encoding(codec)
                .send(BOLTS)
                .then(sender.send(PosixMessage.ofText("{")))
                .then(sender.encoding(codec).send(new Order("nuts", 1)))
                .block(Bounds.SOON);
        WhenUndecodable<PosixMessage> skip = WhenUndecodable.skip();
        StepVerifier.create(PosixMqReceiver.create(queue).receiveUntilEmpty(codec, skip))
                .expectNext(BOLTS, new Order("nuts", 1))
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(skip.count()).isEqualTo(1);
    }
}
