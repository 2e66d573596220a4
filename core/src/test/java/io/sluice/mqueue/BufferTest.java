package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sending from and receiving into buffers of every kind: bytes, positions and what must stay untouched. */
class BufferTest {
    private static final int SIZE = 32;
    private static final byte UNTOUCHED = 0x55;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    /** Buffers with a certain number of bytes remaining. */
    static Stream<Named<IntFunction<ByteBuffer>>> kinds() {
        return Stream.of(
                Named.of("heap", ByteBuffer::allocate),
                Named.of("direct", ByteBuffer::allocateDirect),
                Named.of("heap, positioned", length -> positioned(ByteBuffer.allocate(length + 12))),
                Named.of("direct, positioned", length -> positioned(ByteBuffer.allocateDirect(length + 12))),
                Named.of(
                        "heap, sliced",
                        length -> positioned(ByteBuffer.allocate(length + 12)).slice()),
                Named.of(
                        "direct, sliced",
                        length -> positioned(ByteBuffer.allocateDirect(length + 12))
                                .slice()),
                Named.of(
                        "direct, sliced and positioned",
                        length -> positioned(positioned(ByteBuffer.allocateDirect(length + 24))
                                .slice())));
    }

    private static ByteBuffer positioned(ByteBuffer buffer) {
        return buffer.position(5).limit(buffer.capacity() - 7);
    }

    private static ByteBuffer filled(IntFunction<ByteBuffer> kind, int length) {
        ByteBuffer buffer = kind.apply(length);
        for (int i = 0; i < length; i++) {
            buffer.put(buffer.position() + i, (byte) (i + 1));
        }
        return buffer;
    }

    private static byte[] expected(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theRemainingBytesAreSentAndThePositionMovesBehindThem(IntFunction<ByteBuffer> kind) {
        PosixMessageQueue queue = queues.create(1, SIZE);
        for (int length : new int[] {0, 1, SIZE - 1, SIZE}) {
            for (boolean readOnly : new boolean[] {false, true}) {
                ByteBuffer buffer = filled(kind, length);
                ByteBuffer sent = readOnly ? buffer.asReadOnlyBuffer() : buffer;
                int limit = sent.limit();
                assertThat(queue.trySend(sent, length)).isTrue();
                assertThat(sent.position()).isEqualTo(limit);
                assertThat(sent.limit()).isEqualTo(limit);
                assertThat(queue.tryReceive()).isEqualTo(PosixMessage.of(expected(length), length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFullQueueLeavesThePosition(IntFunction<ByteBuffer> kind) {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("first"))).isTrue();
        ByteBuffer buffer = filled(kind, 4);
        int position = buffer.position();
        assertThat(queue.trySend(buffer, 0)).isFalse();
        assertThat(buffer.position()).isEqualTo(position);
        assertThat(buffer.remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMessageIsReceivedAtThePositionWhichMovesBehindIt(IntFunction<ByteBuffer> kind) {
        PosixMessageQueue queue = queues.create(1, SIZE);
        for (int length : new int[] {0, 1, SIZE - 1, SIZE}) {
            for (int spare : new int[] {0, 9}) {
                assertThat(queue.trySend(expected(length), 77)).isTrue();
                ByteBuffer buffer = kind.apply(SIZE + spare);
                ByteBuffer whole = buffer.duplicate().clear();
                while (whole.hasRemaining()) {
                    whole.put(UNTOUCHED);
                }
                int position = buffer.position();
                int limit = buffer.limit();
                assertThat(queue.tryReceive(buffer)).isEqualTo(77);
                assertThat(buffer.position()).isEqualTo(position + length);
                assertThat(buffer.limit()).isEqualTo(limit);
                byte[] all = new byte[buffer.capacity()];
                buffer.duplicate().clear().get(all);
                byte[] expected = new byte[buffer.capacity()];
                Arrays.fill(expected, UNTOUCHED);
                System.arraycopy(expected(length), 0, expected, position, length);
                assertThat(all).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEmptyQueueLeavesTheBuffer(IntFunction<ByteBuffer> kind) {
        PosixMessageQueue queue = queues.create(1, SIZE);
        ByteBuffer buffer = filled(kind, SIZE);
        int position = buffer.position();
        assertThat(queue.tryReceive(buffer)).isEqualTo(PosixMessageQueue.EMPTY);
        assertThat(buffer.position()).isEqualTo(position);
        byte[] bytes = new byte[SIZE];
        buffer.get(bytes);
        assertThat(bytes).isEqualTo(expected(SIZE));
    }
}
