package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.SysvTestQueues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendTest {
    private static final TypeSelector ANY = TypeSelector.any();

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static SysvMessage bytes(long type, int size) {
        return SysvMessage.of(type, new byte[size]);
    }

    private SysvMessageQueue full() {
        SysvMessageQueue queue = queues.create(16);
        assertThat(queue.trySend(bytes(1, 16))).isTrue();
        return queue;
    }

    @Test
    @Conforms("msgsnd 01")
    void aSendCountsInTheStatus() {
        SysvMessageQueue queue = queues.create();
        assertThat(queue.status().lastSendTime()).isNull();
        assertThat(queue.status().lastSender()).isZero();
        assertThat(queue.trySend(SysvMessage.ofText(3, "hello"))).isTrue();
        SysvMqStatus status = queue.status();
        assertThat(status.messages()).isEqualTo(1);
        assertThat(status.bytes()).isEqualTo(5);
        assertThat(status.lastSender()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(status.lastSendTime()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
        assertThat(status.lastReceiveTime()).isNull();
    }

    @Test
    @Conforms("msgsnd 05")
    void aFullQueueIsAnAnswerAndTakesNothing() {
        SysvMessageQueue queue = full();
        assertThat(queue.trySend(bytes(2, 1))).isFalse();
        assertThat(queue.status().messages()).isEqualTo(1);
        assertThat(queue.tryReceive(ANY)).isEqualTo(bytes(1, 16));
        assertThat(queue.trySend(bytes(2, 1))).isTrue();
    }

    @Test
    void emptyMessagesFillAQueueByTheirNumber() {
        SysvMessageQueue queue = queues.create(16);
        for (int i = 0; i < 16; i++) {
            assertThat(queue.trySend(bytes(i + 1, 0))).isTrue();
        }
        assertThat(queue.trySend(bytes(1, 0))).isFalse();
        assertThat(queue.tryReceive(ANY)).isEqualTo(bytes(1, 0));
    }

    @Test
    void theLargestTypeAndEveryByteArrive() {
        SysvMessageQueue queue = queues.create();
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(queue.trySend(SysvMessage.of(Long.MAX_VALUE, all))).isTrue();
        assertThat(queue.tryReceive(TypeSelector.only(Long.MAX_VALUE))).isEqualTo(SysvMessage.of(Long.MAX_VALUE, all));
    }

    @Test
    @Conforms("msgsnd 02")
    void aMessageOverTheLimitNamesItAndIsNotQueued() {
        SysvMessageQueue queue = queues.create();
        int limit = SysvMqLimits.read().maxMessageSize();
        assertThat(queue.trySend(bytes(1, limit))).isTrue();
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> queue.trySend(bytes(1, limit + 1)))
                .withMessageContaining("has " + (limit + 1) + " bytes, and the limit msgmax is " + limit);
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> queue.blockingSend(bytes(1, limit + 1), new RecordedWait<>()));
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void aMessageLargerThanTheQueueIsRefusedInsteadOfWaitingForEver() {
        SysvMessageQueue queue = queues.create(16);
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> queue.trySend(bytes(1, 17)))
                .withMessageContaining("has 17 bytes, and the whole queue holds 16 (msg_qbytes)");
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> queue.blockingSend(bytes(1, 17), new RecordedWait<>()));
        assertThat(queue.status().messages()).isZero();
    }

    @Test
    @Conforms("msgsnd 06")
    void aRemovedQueueEndsTheWait() {
        SysvMessageQueue queue = full();
        RecordedWait<SysvMessage> outcome = new RecordedWait<>();
        queue.blockingSend(bytes(2, 1), outcome);
        BlockedThreads.await(1);
        queue.remove();
        assertThat(outcome.await().cause())
                .isInstanceOf(QueueRemovedException.class)
                .returns(Errno.EIDRM, ErrnoException::errno);
        assertThat(outcome.wasDone()).isFalse();
    }

    @Test
    @Conforms("msgsnd 05")
    void anInterruptedWaitQueuesNothing() {
        SysvMessageQueue queue = full();
        RecordedWait<SysvMessage> outcome = new RecordedWait<>();
        KernelWait wait = queue.blockingSend(bytes(2, 1), outcome);
        BlockedThreads.await(1);
        wait.interruptAndAwait();
        assertThat(queue.tryReceive(ANY)).isNotNull();
        assertThat(outcome.await().cause()).isNull();
        assertThat(outcome.wasDone()).isFalse();
        assertThat(queue.status().messages()).isZero();
    }

    @Test
    void aWaitEndsWithRoom() {
        SysvMessageQueue queue = full();
        RecordedWait<SysvMessage> outcome = new RecordedWait<>();
        queue.blockingSend(bytes(2, 1), outcome);
        BlockedThreads.await(1);
        assertThat(queue.tryReceive(ANY)).isNotNull();
        assertThat(outcome.await().wasDone()).isTrue();
        assertThat(queue.tryReceive(ANY)).isEqualTo(bytes(2, 1));
    }

    @Test
    void closingTheHandleEndsTheWait() {
        SysvMessageQueue queue = full();
        SysvMessageQueue handle = queues.again(queue, SysvAccess.WRITE);
        RecordedWait<SysvMessage> outcome = new RecordedWait<>();
        handle.blockingSend(bytes(2, 1), outcome);
        BlockedThreads.await(1);
        handle.close();
        assertThat(outcome.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(queue.status().messages()).isEqualTo(1);
    }
}
