package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.Probe;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationMono;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody closes a sender: what it leaves behind on its event loop would stay until the queue is closed. */
class SendWatchTest {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("message");
    private static final int SENDERS = 20;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(1, 16);

    @Test
    void sendersThatWereSoonNotifiedOfRoomAreNotKept() {
        assertNotKept(Bounds.SOON, probe -> {
            queue.tryReceive();
            assertThat(probe.awaitEnd()).isNull();
        });
    }

    @Test
    void sendersThatHaveBlockedAreNotKept() {
        assertNotKept(Bounds.SOON, probe -> {
            Waiters.awaitBusy(1);
            queue.tryReceive();
            assertThat(probe.awaitEnd()).isNull();
        });
    }

    @Test
    void cancelledSendersAreNotKept() {
        assertNotKept(Bounds.SOON, Probe::cancel);
    }

    @Test
    void sendersWhoseTimeWasOverAreNotKept() {
        assertNotKept(
                Duration.ofMillis(20), probe -> assertThat(probe.awaitEnd()).isInstanceOf(SendTimeoutException.class));
    }

    /** The queue is left open and full, so no readiness ends a wait. */
    private void assertNotKept(Duration timeout, Consumer<Probe<Void>> end) {
        List<WeakReference<OperationQueue<PosixMessage>>> used =
                IntStream.range(0, SENDERS).mapToObj(i -> used(timeout, end)).toList();
        Queues.fill(queue);
        Bounds.await("none of the senders to be kept").until(() -> {
            System.gc();
            return used.stream().allMatch(operations -> operations.get() == null);
        });
        assertThat(queue.isOpen()).isTrue();
    }

    /** The operations of a sender with one send that has waited. */
    private WeakReference<OperationQueue<PosixMessage>> used(Duration timeout, Consumer<Probe<Void>> end) {
        Queues.fill(queue);
        OperationQueue<PosixMessage> operations =
                new OperationQueue<>(new PosixMqTarget(queue, MetricsRecorder.none()), EventLoop.shared());
        Probe<Void> probe = Probe.of(new OperationMono<>(operations, MESSAGE, Limit.within(timeout)), 1);
        Queues.passThrough(EventLoop.shared());
        end.accept(probe);
        return new WeakReference<>(operations);
    }
}
