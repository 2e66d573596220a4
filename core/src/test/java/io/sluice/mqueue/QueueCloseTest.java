package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueCloseTest {
    private static final int SIZE = 16;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({
        "mq_close 4-1",
        "mq_close 5-1",
        "mq_getattr 6-1",
        "mq_getattr 7-1",
        "mq_send 11-1",
        "mq_receive 11-1",
        "mq_timedreceive 14-1"
    })
    void everyOperationFailsAtOnceOnceItIsClosed() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        queue.close();
        PosixMessage message = PosixMessage.ofText("late");
        assertClosed(queue, "mq_send", () -> queue.trySend(message));
        assertClosed(queue, "mq_send", () -> queue.trySend(new byte[1], 1));
        assertClosed(queue, "mq_send", () -> queue.trySend(ByteBuffer.allocate(1), 1));
        assertClosed(queue, "mq_send", () -> queue.trySend(ByteBuffer.allocateDirect(1), 1));
        assertClosed(queue, "mq_receive", queue::tryReceive);
        assertClosed(queue, "mq_receive", () -> queue.tryReceive(ByteBuffer.allocate(SIZE)));
        assertClosed(queue, "mq_receive", () -> queue.tryReceive(ByteBuffer.allocateDirect(SIZE)));
        assertClosed(queue, "mq_timedsend", () -> queue.blockingSend(message, null, new RecordedWait<>()));
        assertClosed(queue, "mq_receive", () -> queue.blockingReceive(new RecordedWait<>()));
        assertClosed(queue, "mq_getattr", queue::attributes);
        assertClosed(queue, "statx", queue::permissions);
        try (PosixMessageQueue again = PosixMessageQueue.open(queue.name(), PosixAccess.READ)) {
            assertThat(again.attributes().currentMessages()).isZero();
        }
    }

    private static void assertClosed(PosixMessageQueue queue, String call, ThrowingCallable operation) {
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(operation)
                .returns(Errno.EBADF, ErrnoException::errno)
                .returns(call, ErrnoException::call)
                .withMessageContainingAll(call + "(" + queue.name() + ")", "EBADF", "was closed");
    }

    @Test
    void howItWasOpenedCanBeAskedOnceItIsClosed() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        queue.close();
        assertThat(queue.isOpen()).isFalse();
        assertThat(queue.access()).isEqualTo(PosixAccess.READ_WRITE);
        assertThat(queue.wasCreated()).isTrue();
        assertThat(queue.maxMessages()).isEqualTo(1);
        assertThat(queue.maxMessageSize()).isEqualTo(SIZE);
        assertThat(queue).hasToString("PosixMessageQueue(" + queue.name() + ", READ_WRITE, closed)");
    }

    @Test
    @Conforms({"mq_close 1-1", "mq_close 4-1"})
    void theMessagesStay() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("kept"))).isTrue();
        queue.close();
        assertThat(queues.open(queue.name(), PosixAccess.READ).tryReceive()).isEqualTo(PosixMessage.ofText("kept"));
    }

    @Test
    @Conforms("mq_close 3-1")
    void aSecondCloseNeverClosesTheNumbersNextOwner() throws Exception {
        PosixMessageQueue queue = queues.create(1, SIZE);
        int number = DescriptorNumbers.of(queue);
        Path entry = Path.of("/proc/self/fd/" + number);
        queue.close();
        Path file = Files.createTempFile("sluice", ".txt");
        // The kernel gives the lowest free number, and other threads of this JVM may be quicker.
        RandomAccessFile[] owners = new RandomAccessFile[100];
        try {
            boolean reused = false;
            for (int i = 0; i < owners.length && !reused; i++) {
                owners[i] = new RandomAccessFile(file.toFile(), "rw");
                reused = Files.exists(entry) && Files.isSameFile(entry, file);
            }
            assertThat(reused).as("number %d was given again", number).isTrue();
            queue.close();
            assertThat(Files.isSameFile(entry, file)).isTrue();
        } finally {
            for (RandomAccessFile owner : owners) {
                if (owner != null) {
                    owner.close();
                }
            }
            Files.delete(file);
        }
    }

    @Test
    void aCloseInterruptsABlockedReceive() {
        PosixMessageQueue full = queues.create(1, SIZE);
        assertThat(full.trySend(PosixMessage.ofText("first"))).isTrue();
        PosixMessageQueue empty = queues.create(1, SIZE);
        RecordedWait<PosixMessage> sending = new RecordedWait<>();
        RecordedWait<PosixMessage> receiving = new RecordedWait<>();
        full.blockingSend(PosixMessage.ofText("second"), null, sending);
        empty.blockingReceive(receiving);
        full.close();
        empty.close();
        assertThat(sending.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(receiving.await().cause()).isInstanceOf(ClosedHandleException.class);
        PosixMessageQueue again = queues.open(full.name(), PosixAccess.READ);
        assertThat(again.attributes().currentMessages()).isEqualTo(1);
    }
}
