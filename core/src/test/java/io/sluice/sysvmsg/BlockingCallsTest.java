package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitingThreads;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.SysvTestQueues;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How blocking calls begin. What they send and receive is in the tests of sending and receiving. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCallsTest {
    private static final SysvMessage MESSAGE = SysvMessage.ofText(1, "m");

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @Test
    void aWaitThatIsInterruptedWhileItBeginsHasNoEffect() {
        SysvMessageQueue queue = queues.create();
        queue.trySend(MESSAGE);
        RecordedWait<SysvMessage> receive = new InterruptedAtOnce();
        queue.blockingReceive(TypeSelector.any(), receive);
        assertThat(receive.await().messages()).isEmpty();
        assertThat(receive.cause()).isNull();
        RecordedWait<SysvMessage> send = new InterruptedAtOnce();
        queue.blockingSend(MESSAGE, send);
        assertThat(send.await().wasDone()).isFalse();
        assertThat(send.cause()).isNull();
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    private static final class InterruptedAtOnce extends RecordedWait<SysvMessage> {
        @Override
        public void began(KernelWait wait) {
            wait.interrupt();
        }
    }

    @Test
    void aReceiveAndASendKnowTheirWaitBeforeTheyReturnIt() {
        SysvMessageQueue queue = queues.create();
        RecordedWait<SysvMessage> send = new RecordedWait<>();
        assertThat(queue.blockingSend(MESSAGE, send)).isSameAs(send.begun());
        send.await();
        RecordedWait<SysvMessage> receive = new RecordedWait<>();
        assertThat(queue.blockingReceive(TypeSelector.any(), receive)).isSameAs(receive.begun());
        assertThat(receive.await().messages()).containsExactly(MESSAGE);
    }

    @Test
    void theThreadsOfAQueueAreBounded() {
        try (WaitingThreads one = WaitingThreads.create("sluice-waiter-of-test", 1);
                SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE)
                        .waitingThreads(one)
                        .create()) {
            RecordedWait<SysvMessage> receive = new RecordedWait<>();
            queue.blockingReceive(TypeSelector.any(), receive);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> queue.blockingReceive(TypeSelector.any(), new RecordedWait<>()));
            queue.remove();
            receive.await();
        }
    }
}
