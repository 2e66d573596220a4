package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.SeededMessages;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueUnlinkTest {
    private static final int SIZE = 32;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({"mq_unlink 1-1", "mq_unlink 3-1"})
    void theNameIsGoneAtOnce() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        PosixMessageQueue.unlink(queue.name());
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixMessageQueue.open(queue.name(), PosixAccess.READ))
                .returns(Errno.ENOENT, ErrnoException::errno);
    }

    @Test
    @Conforms("mq_unlink 2-1")
    void theQueueLivesOnForThoseWhoHoldItOpen() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        PosixMessageQueue other = queues.open(queue.name(), PosixAccess.READ);
        PosixMessageQueue.unlink(queue.name());
        assertThat(queue.trySend(PosixMessage.ofText("order"))).isTrue();
        queue.close();
        assertThat(other.tryReceive()).isEqualTo(PosixMessage.ofText("order"));
    }

    @Test
    @Conforms("mq_unlink 2-1")
    void theQueueLivesOnForAnotherProcessToo() {
        PosixMessageQueue queue = queues.create(1, SIZE);
        try (RunningProgram receiver = CProgram.of("mq_receive").start(queue.name(), 1, SIZE, 5)) {
            receiver.awaitLine("receiving");
            PosixMessageQueue.unlink(queue.name());
            assertThat(queue.trySend(new SeededMessages(5, SIZE).message(0))).isTrue();
            RunningProgram.Exit exit = receiver.awaitExit(Bounds.SOON);
            assertThat(exit.status()).as(exit.output()).isZero();
        }
    }

    @Test
    @Conforms("mq_unlink 2-2")
    void aNewQueueOfThatNameIsSeparateAndEmpty() {
        PosixMessageQueue old = queues.create(2, SIZE);
        assertThat(old.trySend(PosixMessage.ofText("old"))).isTrue();
        PosixMessageQueue.unlink(old.name());
        PosixMessageQueue young = queues.closing(PosixMessageQueue.builder(old.name())
                .maxMessages(1)
                .maxMessageSize(SIZE)
                .create());
        assertThat(young.tryReceive()).isNull();
        assertThat(young.trySend(PosixMessage.ofText("young"))).isTrue();
        assertThat(old.tryReceive()).isEqualTo(PosixMessage.ofText("old"));
        assertThat(old.tryReceive()).isNull();
        assertThat(young.tryReceive()).isEqualTo(PosixMessage.ofText("young"));
    }

    @Test
    @Conforms("mq_unlink 2-3")
    void whoWaitsInTheKernelsLineWaitsOnTheOldQueue() {
        PosixMessageQueue old = queues.create(1, SIZE);
        PosixMessageQueue.unlink(old.name());
        PosixMessageQueue young = queues.closing(PosixMessageQueue.builder(old.name())
                .maxMessages(1)
                .maxMessageSize(SIZE)
                .create());
        assertThat(young.trySend(PosixMessage.ofText("young"))).isTrue();
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        old.blockingReceive(outcome); // opens the queue a second time, and the name is another one's by now
        assertThat(old.trySend(PosixMessage.ofText("old"))).isTrue();
        assertThat(outcome.await().message()).isEqualTo(PosixMessage.ofText("old"));
        assertThat(young.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    @Conforms({"mq_unlink 7-1", "mq_unlink 7-2"})
    void aMissingQueueIsAnError() {
        String name = queues.name();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixMessageQueue.unlink(name))
                .returns(Errno.ENOENT, ErrnoException::errno)
                .withMessage("mq_unlink(" + name + "): ENOENT, no such file or queue. There is no queue of this name in"
                        + " this IPC namespace.");
    }
}
