package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueReceiveTest {
    private static final int SIZE = 16;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({
        "mq_receive 1-1",
        "mq_receive 4-1",
        "mq_receive 8-1",
        "mq_timedreceive 1-1",
        "mq_timedreceive 4-1",
        "mq_timedreceive 11-1"
    })
    void takesTheOldestOfTheHighestPriorityOnce() {
        PosixMessageQueue queue = queues.create(4, SIZE);
        List<PosixMessage> sent = List.of(
                PosixMessage.ofText("low", 1),
                PosixMessage.ofText("high", 9),
                PosixMessage.ofText("higher than low", 2),
                PosixMessage.ofText("also high", 9));
        sent.forEach(message -> assertThat(queue.trySend(message)).isTrue());
        List<PosixMessage> received = new ArrayList<>();
        for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
            received.add(message);
        }
        assertThat(received).containsExactly(sent.get(1), sent.get(3), sent.get(2), sent.get(0));
    }

    @Test
    @Conforms({
        "mq_receive 2-1",
        "mq_receive 9-1",
        "mq_receive 12-1",
        "mq_timedreceive 2-1",
        "mq_timedreceive 12-1",
        "mq_timedreceive 15-1"
    })
    void aShortBufferIsRefusedAndTheMessageStays() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("x"))).isTrue();
        for (ByteBuffer tooShort : List.of(
                ByteBuffer.allocate(SIZE - 1),
                ByteBuffer.allocateDirect(SIZE - 1),
                ByteBuffer.allocate(SIZE).position(1),
                ByteBuffer.allocate(0))) {
            int position = tooShort.position();
            assertThatExceptionOfType(MessageTooLargeException.class)
                    .isThrownBy(() -> queue.tryReceive(tooShort))
                    .returns(Errno.EMSGSIZE, ErrnoException::errno)
                    .withMessageContaining("mq_receive(" + queue.name() + ")")
                    .withMessageContaining("The buffer has room for " + tooShort.remaining()
                            + " bytes, and a message of this queue may have 16: pass a buffer of at least that size.");
            assertThat(tooShort.position()).isEqualTo(position);
        }
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("x"));
    }

    @Test
    void aReadOnlyBufferIsRefusedAndTheMessageStays() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("x"))).isTrue();
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(SIZE), ByteBuffer.allocateDirect(SIZE))) {
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> queue.tryReceive(buffer.asReadOnlyBuffer()));
        }
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    @Conforms({"mq_receive 4-1", "mq_receive 5-1", "mq_open 18-1", "mq_timedreceive 5-1"})
    void onAnEmptyQueueItWaitsForAMessageAndItsPriority() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingReceive(outcome);
        assertThat(outcome.hasEnded()).isFalse();
        assertThat(queue.trySend(PosixMessage.ofText("order", 12))).isTrue();
        assertThat(outcome.await().message()).isEqualTo(PosixMessage.ofText("order", 12));
        assertThat(queue.attributes().currentMessages()).isZero();
    }

    @Test
    @Conforms({
        "mq_receive 9-1",
        "mq_receive 13-1",
        "mq_timedreceive 5-3",
        "mq_timedreceive 12-1",
        "mq_timedreceive 16-1"
    })
    void aCancelledWaitTakesNothing() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        KernelWait wait = queue.blockingReceive(outcome);
        wait.interruptAndAwait();
        assertThat(queue.trySend(PosixMessage.ofText("order"))).isTrue();
        assertThat(outcome.await().message()).isNull();
        assertThat(outcome.cause()).isNull();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("order"));
    }

    @Test
    @Conforms({
        "mq_receive 7-1",
        "mq_receive 10-1",
        "mq_open 18-1",
        "mq_timedreceive 7-1",
        "mq_timedreceive 13-1",
        "mq_timedreceive 18-2"
    })
    void anEmptyQueueAnswersAtOnce() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.tryReceive()).isNull();
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        assertThat(queue.tryReceive(buffer)).isEqualTo(PosixMessageQueue.EMPTY);
        assertThat(buffer.position()).isZero();
    }

    @Test
    @Conforms({"mq_receive 9-1", "mq_receive 11-2", "mq_timedreceive 12-1", "mq_timedreceive 14-1"})
    void whoDidNotOpenItForReceivingGetsAnErrorAndTakesNothing() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        assertThat(queue.trySend(PosixMessage.ofText("order"))).isTrue();
        PosixMessageQueue writer = queues.open(queue.name(), PosixAccess.WRITE);
        for (Runnable receive : new Runnable[] {
            writer::tryReceive,
            () -> writer.tryReceive(ByteBuffer.allocate(SIZE)),
            () -> writer.blockingReceive(new RecordedWait<>())
        }) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(receive::run)
                    .returns(Errno.EBADF, ErrnoException::errno)
                    .withMessageContaining(
                            "The queue was opened with PosixAccess.WRITE: open it with PosixAccess.READ");
        }
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("order"));
    }

    @Test
    @Conforms({"mq_getattr 1-1", "mq_getattr 2-1", "mq_getattr 3-1", "mq_getattr 4-1", "mq_getattr 5-1"})
    void theAttributesAreThoseOfTheOpeningAndTheCountIsThatOfNow() {
        PosixMessageQueue queue = queues.create(3, SIZE);
        for (int count = 0; count < 3; count++) {
            assertThat(queue.attributes()).isEqualTo(new PosixMqAttributes(3, SIZE, count, true));
            assertThat(queue.trySend(PosixMessage.ofText("order"))).isTrue();
        }
        assertThat(queue.attributes().currentMessages()).isEqualTo(3);
        assertThat(queue.tryReceive()).isNotNull();
        assertThat(queue.attributes().currentMessages()).isEqualTo(2);
        assertThat(queues.open(queue.name(), PosixAccess.WRITE).attributes())
                .as("whatever it was opened for")
                .isEqualTo(queue.attributes());
    }
}
