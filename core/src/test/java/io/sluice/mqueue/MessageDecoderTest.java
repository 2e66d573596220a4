package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Thrown;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages are read where the kernel has written them. */
class MessageDecoderTest {
    private static final PosixMessageDecoder<String> TEXT =
            (priority, message) -> priority + " " + StandardCharsets.UTF_8.decode(message);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);

    @Test
    void theDecoderGetsThePriorityAndTheBytesOfThisMessageAlone() {
        queue.trySend(PosixMessage.ofText("a longer one", 9));
        queue.trySend(PosixMessage.ofText("short", 2));
        queue.trySend(PosixMessage.of(new byte[0], 1));
        assertThat(queue.tryReceive(TEXT)).isEqualTo("9 a longer one");
        assertThat(queue.tryReceive(TEXT)).isEqualTo("2 short");
        assertThat(queue.tryReceive(TEXT)).isEqualTo("1 ");
        assertThat(queue.tryReceive(TEXT)).isNull();
    }

    @Test
    void theBufferIsLentInTheMachinesByteOrderAndCannotBeWritten() {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            queue.trySend(PosixMessage.of(new byte[] {1, 0, 0, 0}));
            int value = queue.tryReceive((priority, message) -> {
                lent.add(message);
                assertThat(message.order()).isEqualTo(ByteOrder.nativeOrder());
                assertThat(message.isDirect()).isTrue();
                assertThat(message.isReadOnly()).isTrue();
                assertThat(message.position()).isZero();
                assertThat(message.limit()).isEqualTo(4);
                message.order(ByteOrder.BIG_ENDIAN); // and the next message is not read with it
                return message.getInt();
            });
            assertThat(value).isEqualTo(0x01000000);
        }
        assertThat(lent.get(1)).isSameAs(lent.get(0));
    }

    @Test
    void aDecoderMayReceiveFromTheSameQueue() {
        queue.trySend(PosixMessage.ofText("outer", 2));
        queue.trySend(PosixMessage.ofText("inner", 1));
        String both = queue.tryReceive((priority, message) -> {
            String inner = queue.tryReceive(TEXT);
            return StandardCharsets.UTF_8.decode(message) + ", " + inner;
        });
        assertThat(both).isEqualTo("outer, 1 inner");
    }

    @Test
    void aMessageThatTheDecoderRefusesIsInTheErrorAndTheNextOneFollows() {
        queue.trySend(PosixMessage.ofText("bad", 7));
        queue.trySend(PosixMessage.ofText("worse", 6));
        queue.trySend(PosixMessage.ofText("good", 5));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> queue.tryReceive((priority, message) -> {
                    throw new IllegalStateException("no");
                }))
                .withMessageContaining(queue.name())
                .withMessageContaining(
                        "message of priority 7 with 3 bytes, which was taken, and its decoder has thrown")
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EBADMSG))
                .satisfies(refused -> assertThat(refused.payload()).isEqualTo("bad".getBytes(StandardCharsets.UTF_8)))
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> queue.tryReceive((priority, message) -> null))
                .withMessageContaining("has returned null");
        assertThat(queue.tryReceive(TEXT)).isEqualTo("5 good");
    }

    @Test
    void whereTheHeapHasNoRoomTheMessageIsKept() {
        queue.trySend(PosixMessage.ofText("kept", 3));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> queue.tryReceive((priority, message) -> {
                    throw new OutOfMemoryError("expected");
                }))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ENOMEM));
        assertThat(queue.tryReceive(TEXT)).isEqualTo("3 kept");
    }

    @Test
    void theAccessAndTheCloseAreLookedAt() {
        PosixMessageQueue sending = queues.open(queue.name(), PosixAccess.WRITE);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> sending.tryReceive(TEXT))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EBADF));
        queue.close();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> queue.tryReceive(TEXT));
    }

    @Test
    void aBlockingReceiveDecodesAsWell() {
        RecordedWait<String> wait = new RecordedWait<>(2);
        queue.blockingReceive(TEXT, wait);
        queue.trySend(PosixMessage.ofText("first", 1));
        queue.trySend(PosixMessage.ofText("second", 1));
        wait.await();
        assertThat(wait.messages()).containsExactly("1 first", "1 second");
    }

    @ParameterizedTest
    @MethodSource("io.sluice.testing.Thrown#byDecoders")
    void aBlockingReceiveEndsAtAMessageThatTheDecoderRefuses(Throwable thrown) {
        RecordedWait<String> wait = new RecordedWait<>();
        queue.blockingReceive(
                (priority, message) -> {
                    throw Thrown.unchecked(thrown);
                },
                wait);
        queue.trySend(PosixMessage.ofText("bad", 1));
        wait.await();
        assertThat(wait.cause()).isInstanceOf(DecodeException.class).cause().isSameAs(thrown);
        assertThat(queue.tryReceive()).isNull();
    }

    @Test
    void aBlockingReceiveGetsTheMessageThatWasKeptFirst() {
        queue.trySend(PosixMessage.ofText("kept", 3));
        RecordedWait<String> withoutRoom = new RecordedWait<>();
        queue.blockingReceive(
                (priority, message) -> {
                    throw new OutOfMemoryError("expected");
                },
                withoutRoom);
        withoutRoom.await();
        assertThat(withoutRoom.cause())
                .isInstanceOfSatisfying(
                        ErrnoException.class,
                        refused -> assertThat(refused.errno()).isEqualTo(Errno.ENOMEM));
        queue.trySend(PosixMessage.ofText("later", 9));
        RecordedWait<String> wait = new RecordedWait<>(2);
        queue.blockingReceive(TEXT, wait);
        wait.await();
        assertThat(wait.messages()).containsExactly("3 kept", "9 later");
    }
}
