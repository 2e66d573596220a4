package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.CodecException;
import io.sluice.codec.struct.StructCodec;
import io.sluice.errno.DecodeException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import reactor.core.publisher.Flux;

/** C structs of any layout: objects come back, and any bytes are an object or refused, whatever is around them. */
final class StructRules implements AutoCloseable {
    /** Before and behind the bytes of a buffer that is a part of another. */
    private static final int MARGIN = 24;

    private static final int LONGEST = 8192;

    private final PosixMessageQueue queue = PosixMessageQueue.builder(NameRules.PREFIX + "structs")
            .maxMessages(1)
            .maxMessageSize(LONGEST)
            .create();
    private final PosixMqReceiver receiver = PosixMqReceiver.create(queue);

    StructRules() {
        PosixMessageQueue.unlink(queue.name());
    }

    static void checkObject(StructPlan plan, long seed) {
        Object[] object = plan.object(new SplittableRandom(seed));
        StructCodec<Object[]> codec = plan.codec();
        byte[] bytes = codec.encode(object);
        assertThat(bytes).hasSize(codec.size());
        assertThat(codec.decode(ByteBuffer.wrap(bytes))).matches(decoded -> Arrays.deepEquals(decoded, object));
        for (boolean direct : new boolean[] {true, false}) {
            for (byte around : new byte[] {0, -1}) {
                assertThat(decoded(codec, part(bytes, around, direct)))
                        .matches(decoded -> Arrays.deepEquals(decoded, object));
            }
        }
    }

    /** The same bytes in the midst of a larger buffer. */
    private static ByteBuffer part(byte[] bytes, byte around, boolean direct) {
        int size = bytes.length + 2 * MARGIN;
        ByteBuffer whole = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            whole.put(i, around);
        }
        whole.put(MARGIN, bytes);
        ByteBuffer part = whole.position(MARGIN).limit(MARGIN + bytes.length);
        return direct ? part : part.asReadOnlyBuffer();
    }

    /** The object; null if the bytes are refused. The buffer keeps its order of bytes. */
    private static Object[] decoded(StructCodec<Object[]> codec, ByteBuffer bytes) {
        ByteOrder order = bytes.order();
        try {
            return codec.decode(bytes);
        } catch (CodecException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return null;
        } finally {
            assertThat(bytes.order()).isEqualTo(order);
        }
    }

    /** Random bytes, of the size of the struct and so many more or less. */
    void checkBytes(StructPlan plan, long seed, int more) {
        StructCodec<Object[]> codec = plan.codec();
        byte[] bytes = new byte[Math.max(0, codec.size() + more)];
        SplittableRandom random = new SplittableRandom(seed);
        if (random.nextBoolean()) { // else all is zero
            random.nextBytes(bytes);
        }
        Object[] object = decoded(codec, ByteBuffer.wrap(bytes));
        if (bytes.length != codec.size()) {
            assertThat(object).isNull();
        }
        if (object != null) {
            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(object))))
                    .matches(decoded -> Arrays.deepEquals(decoded, object));
        }
        for (byte around : new byte[] {0, -1}) {
            Object[] inTheMidst = decoded(codec, part(bytes, around, true));
            assertThat(Arrays.deepEquals(inTheMidst, object)).isTrue();
        }
        if (bytes.length <= LONGEST) {
            checkReceived(codec, bytes, object);
        }
    }

    private void checkReceived(StructCodec<Object[]> codec, byte[] bytes, Object[] object) {
        assertThat(queue.trySend(PosixMessage.of(bytes))).isTrue();
        Flux<Object[]> received = receiver.receiveUntilEmpty(codec, WhenUndecodable.fail());
        try {
            List<Object[]> objects = received.collectList().block();
            assertThat(objects).hasSize(1).allMatch(each -> object != null && Arrays.deepEquals(each, object));
        } catch (DecodeException refused) {
            assertThat(object).isNull();
            assertThat(refused.payload()).isEqualTo(bytes);
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
