package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSendTest {
    private static final int SIZE = 16;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({"mq_send 1-1", "mq_send 8-1"})
    void theMessageArrives() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("order", 5))).isTrue();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("order", 5));
    }

    @Test
    @Conforms({"mq_send 2-1", "mq_send 9-1", "mq_send 14-1"})
    void oneByteTooManyIsRefusedAndNothingIsQueued() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        byte[] tooLong = new byte[SIZE + 1];
        assertTooLong(queue, () -> queue.trySend(PosixMessage.of(tooLong)));
        assertTooLong(queue, () -> queue.trySend(tooLong, 0));
        assertTooLong(queue, () -> queue.trySend(ByteBuffer.wrap(tooLong), 0));
        assertTooLong(queue, () -> queue.trySend(ByteBuffer.allocateDirect(SIZE + 1), 0));
        assertTooLong(queue, () -> queue.blockingSend(PosixMessage.of(tooLong), null, new RecordedWait<>()));
        assertThat(queue.attributes().currentMessages()).isZero();
    }

    private static void assertTooLong(PosixMessageQueue queue, Runnable send) {
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(send::run)
                .returns(Errno.EMSGSIZE, ErrnoException::errno)
                .withMessage(
                        "mq_send(" + queue.name() + "): EMSGSIZE, message too long. The message has 17 bytes and the"
                                + " queue takes 16: send less, or create the queue with a larger max message size.");
    }

    @Test
    @Conforms({"mq_send 3-1", "mq_send 3-2", "mq_receive 1-1"})
    void higherPrioritiesComeFirstAndEqualOnesInTheOrderSent() {
        PosixMessageQueue queue = queues.create(6, SIZE);
        int[] priorities = {1, PosixMessage.MAX_PRIORITY, 0, 1, PosixMessage.MAX_PRIORITY, 0};
        for (int i = 0; i < priorities.length; i++) {
            assertThat(queue.trySend(new byte[] {(byte) i}, priorities[i])).isTrue();
        }
        for (int expected : new int[] {1, 4, 0, 3, 2, 5}) {
            PosixMessage message = queue.tryReceive();
            assertThat(message.payload()).containsExactly(expected);
            assertThat(message.priority()).isEqualTo(priorities[expected]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 32_768, Integer.MIN_VALUE, Integer.MAX_VALUE})
    @Conforms({"mq_send 4-1", "mq_send 4-2", "mq_send 13-1", "mq_timedsend 4-1", "mq_timedsend 4-2", "mq_timedsend 13-1"
    })
    void aPriorityOutOfRangeIsRefusedAndNothingIsQueued(int priority) {
        PosixMessageQueue queue = queues.create(1, SIZE);
        String message = "priority must be from 0 to 32767, but was " + priority;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.trySend(new byte[1], priority))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.trySend(ByteBuffer.allocate(1), priority))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixMessage.of(new byte[1], priority))
                .withMessage(message);
        assertThat(queue.attributes().currentMessages()).isZero();
    }

    @Test
    @Conforms("mq_send 4-3")
    void theHighestPriorityIsAccepted() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(new byte[0], 32_767)).isTrue();
        assertThat(queue.tryReceive().priority()).isEqualTo(32_767);
    }

    @Test
    @Conforms({"mq_send 5-1", "mq_open 18-1"})
    void onAFullQueueItWaitsUntilAReceive() {
        PosixMessageQueue queue = fullQueue();
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingSend(PosixMessage.ofText("second"), null, outcome);
        assertThat(outcome.hasEnded()).isFalse();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("first"));
        assertThat(outcome.await().wasDone()).isTrue();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("second"));
    }

    @Test
    @Conforms({"mq_send 5-2", "mq_send 12-1"})
    void aCancelledWaitLeavesNothingQueued() {
        PosixMessageQueue queue = fullQueue();
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        KernelWait wait = queue.blockingSend(PosixMessage.ofText("second"), null, outcome);
        wait.interruptAndAwait();
        assertThat(outcome.await().wasDone()).isFalse();
        assertThat(outcome.cause()).isNull();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("first"));
        assertThat(queue.tryReceive()).isNull();
    }

    @Test
    @Conforms({"mq_send 7-1", "mq_send 10-1", "mq_open 18-1", "mq_timedsend 7-1", "mq_timedsend 10-1"})
    void aFullQueueRefusesWithoutWaitingAndWithoutQueueing() {
        PosixMessageQueue queue = fullQueue();
        assertThat(queue.trySend(PosixMessage.ofText("second"))).isFalse();
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("first"));
        assertThat(queue.trySend(PosixMessage.ofText("second"))).isTrue();
    }

    @Test
    @Conforms({"mq_send 9-1", "mq_send 11-2"})
    void whoDidNotOpenItForSendingGetsAnErrorAndNothingIsQueued() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        PosixMessageQueue reader = queues.open(queue.name(), PosixAccess.READ);
        for (Runnable send : new Runnable[] {
            () -> reader.trySend(new byte[1], 0),
            () -> reader.trySend(ByteBuffer.allocateDirect(1), 0),
            () -> reader.blockingSend(PosixMessage.ofText("x"), null, new RecordedWait<>())
        }) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(send::run)
                    .returns(Errno.EBADF, ErrnoException::errno)
                    .withMessageContaining(
                            "The queue was opened with PosixAccess.READ: open it with PosixAccess.WRITE");
        }
        assertThat(queue.attributes().currentMessages()).isZero();
    }

    @Test
    void anEmptyMessageAndTheLongestOneArrive() {
        PosixMessageQueue queue = queues.create(2, SIZE);
        byte[] longest = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        assertThat(queue.trySend(new byte[0], 9)).isTrue();
        assertThat(queue.trySend(longest, 1)).isTrue();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.of(new byte[0], 9));
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.of(longest, 1));
    }

    @Test
    void nullIsNoMessage() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThatNullPointerException().isThrownBy(() -> queue.trySend((PosixMessage) null));
        assertThatNullPointerException().isThrownBy(() -> queue.trySend((byte[]) null, 0));
        assertThatNullPointerException().isThrownBy(() -> PosixMessage.of(null)).withMessage("payload");
    }

    private PosixMessageQueue fullQueue() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("first"))).isTrue();
        return queue;
    }
}
