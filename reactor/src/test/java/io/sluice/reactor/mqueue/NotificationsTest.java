package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Notifications as a stream: demand, the slot, and rivals for it. */
class NotificationsTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final Flux<PosixMqNotification> notifications =
            PosixMqNotifier.create(queue).notifications();

    private Probe<PosixMqNotification> subscribe(long demand) {
        Probe<PosixMqNotification> probe = Probe.of(notifications, demand);
        Queues.passThrough(EventLoop.shared());
        return probe;
    }

    @Test
    @Conforms("mq_notify 1-1")
    void eachMessageInTheEmptyQueueNotifiesAndNoOther() {
        Probe<PosixMqNotification> probe = subscribe(Long.MAX_VALUE);
        for (int i = 1; i <= 5; i++) {
            Queues.preload(queue, 3);
            probe.awaitReceived(i);
            Queues.passThrough(EventLoop.shared());
            assertThat(probe.receivedCount()).isEqualTo(i);
            assertThat(Queues.drain(queue)).as("nothing was taken").hasSize(3);
        }
        assertThat(probe.received()).containsOnly(PosixMqNotification.MESSAGE_ARRIVED);
        probe.cancel();
    }

    @Test
    void messagesThatAreThereBeforeNotify() {
        Queues.preload(queue, 2);
        Probe<PosixMqNotification> probe = subscribe(Long.MAX_VALUE);
        probe.awaitReceived(1);
        assertThat(Queues.count(queue)).isEqualTo(2);
        probe.cancel();
    }

    @Test
    void withoutDemandNothingIsEmittedAndAllThatCameIsOneElementLater() {
        Probe<PosixMqNotification> probe = subscribe(0);
        for (int i = 0; i < 3; i++) {
            Queues.preload(queue, 1);
            Queues.passThrough(EventLoop.shared());
            Queues.drain(queue);
        }
        assertThat(probe.receivedCount()).isZero();
        probe.request(5);
        probe.awaitReceived(1);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(1);
        probe.cancel();
    }

    @Test
    void theSlotIsHeldAgainBeforeAnElementIsEmitted() {
        Probe<PosixMqNotification> probe = Probe.of(notifications, Long.MAX_VALUE, (self, event) -> {
            Queues.drain(queue);
            if (self.receivedCount() < 4) {
                Queues.preload(queue, 1); // right here nobody reads the events
            }
        });
        Queues.preload(queue, 1);
        probe.awaitReceived(4);
        probe.cancel();
    }

    @Test
    @Conforms("mq_notify 3-1")
    void whenACancelReturnsTheSlotIsFree() {
        for (int i = 0; i < 20; i++) {
            Probe<PosixMqNotification> probe = subscribe(1);
            assertThat(holdsTheSlot()).isTrue();
            probe.cancel();
            assertThat(holdsTheSlot()).isFalse();
        }
    }

    /** Whether anybody does, by trying to have it. */
    private boolean holdsTheSlot() {
        Probe<PosixMqNotification> rival = Probe.of(notifications, 0);
        Queues.passThrough(EventLoop.shared());
        rival.cancel();
        return rival.error() != null;
    }

    @Test
    @Conforms({"mq_notify 2-1", "mq_notify 9-1"})
    void aSlotThatIsHeldIsAnErrorThatSaysSo() {
        try (RunningProgram holder = CProgram.of("mq_slot").start(queue.name())) {
            holder.awaitLine("held");
            Probe<PosixMqNotification> probe = subscribe(1);
            assertThat(probe.awaitEnd())
                    .isInstanceOfSatisfying(
                            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY))
                    .hasMessageContaining(
                            "one notification slot. Another process holds it, with the id " + holder.pid());
        }
        Probe<PosixMqNotification> first = subscribe(1);
        assertThat(subscribe(1).awaitEnd()).hasMessageContaining("This process holds it already");
        assertThat(first.hasEnded()).isFalse();
        first.cancel();
    }

    @Test
    void whoWaitsForTheSlotHasItWhenItsHolderIsKilled() {
        RunningProgram holder = queues.closing(CProgram.of("mq_slot").start(queue.name()));
        holder.awaitLine("held");
        Probe<PosixMqNotification> probe = Probe.of(
                notifications.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(5))
                        .filter(e -> e instanceof ErrnoException refused && refused.errno() == Errno.EBUSY)),
                Long.MAX_VALUE);
        holder.close(); // SIGKILL
        Bounds.await("the slot").until(() -> {
            Queues.preload(queue, 1);
            Queues.passThrough(EventLoop.shared());
            Queues.drain(queue);
            return probe.receivedCount() > 0;
        });
        try (RunningProgram late = CProgram.of("mq_slot").start(queue.name())) {
            late.awaitLine("busy");
        }
        probe.cancel();
    }

    @Test
    @Conforms("mq_notify 5-1")
    void aBlockedReceiverTakesTheMessageAndTheStreamGoesOn() {
        Probe<PosixMqNotification> probe = subscribe(Long.MAX_VALUE);
        try (RunningProgram rival = CProgram.of("mq_rivals").start(queue.name(), "receive", 1)) {
            rival.awaitLine("ready");
            rival.awaitAsleep();
            Queues.preload(queue, 1);
            Bounds.await("the rival to take it").until(() -> Queues.count(queue) == 0);
            Queues.passThrough(EventLoop.shared());
            assertThat(probe.receivedCount()).isZero();
        }
        Queues.preload(queue, 1);
        probe.awaitReceived(1);
        probe.cancel();
    }

    @Test
    void closingOtherHandlesOfTheQueueLosesNoArrival() {
        Probe<PosixMqNotification> probe = subscribe(Long.MAX_VALUE);
        for (int i = 1; i <= 20; i++) {
            queues.open(queue.name(), PosixAccess.READ).close();
            Queues.preload(queue, 1);
            probe.awaitReceived(i);
            Queues.drain(queue);
        }
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(20);
        probe.cancel();
    }

    @Test
    void aFairReceiverOnAnotherHandleDoesNotCostTheStreamItsSlot() {
        Probe<PosixMqNotification> probe = subscribe(Long.MAX_VALUE);
        PosixMessageQueue other = queues.open(queue.name(), PosixAccess.READ);
        Probe<PosixMessage> fair = Probe.of(
                PosixMqReceiver.create(other, PosixMqReceiverOptions.create().fair(true))
                        .receive(),
                1);
        Waiters.awaitBusy(1);
        Queues.preload(queue, 1);
        fair.awaitReceived(1);
        other.close(); // and with it the second open that waits block in
        Queues.preload(queue, 1);
        probe.awaitReceived(1);
        probe.cancel();
    }

    @Test
    void closingTheQueueCompletesTheStreamWhateverItsDemand() {
        for (long demand : new long[] {0, 1, Long.MAX_VALUE}) {
            PosixMessageQueue closing = queues.open(queue.name(), PosixAccess.READ);
            Probe<PosixMqNotification> probe =
                    Probe.of(PosixMqNotifier.create(closing).notifications(), demand);
            Queues.passThrough(EventLoop.shared());
            closing.close();
            assertThat(probe.awaitEnd()).isNull();
            assertThat(probe.ends()).isEqualTo(1);
        }
        assertThat(holdsTheSlot()).isFalse();
    }

    @Test
    void aClosedQueueIsAnError() {
        queue.close();
        assertThat(Probe.of(notifications, 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(PosixMqNotifier.create(queue).receive(), 1).awaitEnd())
                .isInstanceOf(ClosedHandleException.class);
    }

    @Test
    void aClosedLoopIsAnErrorAndFreesTheSlot() {
        EventLoop loop = EventLoop.create();
        PosixMqNotifier notifier =
                PosixMqNotifier.create(queue, PosixMqNotifierOptions.create().eventLoop(loop));
        Probe<PosixMqNotification> open = Probe.of(notifier.notifications(), 1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(open.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(notifier.notifications(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(holdsTheSlot()).isFalse();
    }
}
