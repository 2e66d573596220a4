package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import io.sluice.testing.OpenResources;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handles that nobody closed, and those that only seem to be dropped. */
class DroppedHandlesTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    /** One open handle stays, so that only reports of the other one count. */
    private final PosixMessageQueue kept = queues.create(2, 16);

    private final String name = kept.name();

    private static int line(LogRecord report) {
        for (StackTraceElement frame : report.getThrown().getStackTrace()) {
            if (frame.getClassName().equals(DroppedHandlesTest.class.getName())) {
                return frame.getLineNumber();
            }
        }
        throw new AssertionError("not opened here", report.getThrown());
    }

    private static int lineBefore() {
        return StackWalker.getInstance()
                        .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                        .getLineNumber()
                - 1;
    }

    private long openHere() {
        return OpenResources.now().descriptors().getOrDefault("message queue " + name, 0);
    }

    /** Opens and drops it; in a frame of its own, so that nothing is left of it on the stack. */
    private int drop() {
        PosixMessageQueue.open(name, PosixAccess.READ);
        return lineBefore();
    }

    @Test
    void aDroppedQueueIsReportedOnceWithTheLineOfItsOpeningAndClosed() {
        int opened = drop();
        LogRecord report = LeakReports.await(name);
        assertThat(report.getMessage())
                .startsWith(name + " (descriptor ")
                .endsWith(") was never closed and is garbage now, so its descriptor is closed; it was opened at the"
                        + " place below.");
        assertThat(line(report)).isEqualTo(opened);
        Bounds.await("the close").until(() -> openHere() == 1);
        assertThat(LeakReports.collectAndTake(name)).isEmpty();
        kept.trySend(PosixMessage.ofText("still open"));
    }

    private static WeakReference<EventLoop> dropLoop() {
        return new WeakReference<>(EventLoop.create());
    }

    /** Its thread keeps it. */
    @Test
    void anEventLoopThatNobodyHasIsNotReportedAndGoesOn() {
        WeakReference<EventLoop> dropped = dropLoop();
        assertThat(LeakReports.collectAndTake("")).isEmpty();
        EventLoop loop = dropped.get();
        assertThat(loop).isNotNull();
        AtomicBoolean ran = new AtomicBoolean();
        loop.execute(() -> ran.set(true));
        Bounds.await("a task of the loop").untilTrue(ran);
        loop.close();
    }

    private int waitInTheKernelAndDrop() {
        kept.trySend(PosixMessage.ofText("m"));
        PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ);
        int opened = lineBefore();
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingReceive(outcome);
        assertThat(outcome.await().message()).isNotNull();
        return opened;
    }

    @Test
    void oneThatHasASecondDescriptorForItsWaitsIsReportedOnceAndBothAreClosed() {
        int opened = waitInTheKernelAndDrop();
        assertThat(line(LeakReports.await(name))).isEqualTo(opened);
        Bounds.await("both closes").until(() -> openHere() == 1);
        assertThat(LeakReports.collectAndTake("blocking open of " + name)).isEmpty();
    }

    private RecordedWait<PosixMessage> dropWhileItWaits() {
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        PosixMessageQueue.open(name, PosixAccess.READ).blockingReceive(outcome);
        return outcome;
    }

    @Test
    void oneThatWaitsInTheKernelIsNotDroppedUntilTheWaitIsOver() {
        RecordedWait<PosixMessage> outcome = dropWhileItWaits();
        assertThat(LeakReports.collectAndTake(name)).isEmpty();
        kept.trySend(PosixMessage.ofText("for who waits"));
        assertThat(outcome.await().message()).isEqualTo(PosixMessage.ofText("for who waits"));
        LeakReports.await(name);
        Bounds.await("both closes").until(() -> openHere() == 1);
    }

    private void watchAndDrop(EventLoop loop, CountDownLatch ready) throws InterruptedException {
        PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ);
        CountDownLatch watched = new CountDownLatch(1);
        loop.execute(() -> {
            loop.register(queue, new ReadinessHandler() {
                        @Override
                        public void onReady() {
                            ready.countDown();
                        }

                        @Override
                        public void onClosed(Throwable cause) {}
                    })
                    .interest(Interest.READ);
            watched.countDown();
        });
        assertThat(watched.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
    }

    @Test
    void oneThatAnEventLoopWatchesIsNotDroppedUntilTheLoopIsClosed() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.create()) {
            watchAndDrop(loop, ready);
            assertThat(LeakReports.collectAndTake(name)).isEmpty();
            kept.trySend(PosixMessage.ofText("m"));
            assertThat(ready.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        }
        LeakReports.await(name);
    }

    private int dropTimer() {
        TimerFd.create(TimerClock.BOOTTIME).setAfter(Duration.ofHours(1));
        return lineBefore();
    }

    @Test
    void aDroppedTimerIsReportedWithTheLineOfItsOpening() {
        int opened = dropTimer();
        assertThat(line(LeakReports.await("boottime timer"))).isEqualTo(opened);
    }

    private int dropSlot() {
        PosixMqNotificationSlot.open(kept);
        return lineBefore();
    }

    @Test
    void aDroppedNotificationSlotIsReportedAlthoughItsQueueIsOpen() {
        int opened = dropSlot();
        assertThat(line(LeakReports.await("notification socket of " + name))).isEqualTo(opened);
        try (PosixMqNotificationSlot next = PosixMqNotificationSlot.open(kept)) {
            next.register();
            kept.trySend(PosixMessage.ofText("m"));
            assertThat(next.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        }
    }

    private void registerAndDrop() {
        PosixMqNotificationSlot.open(kept).register();
    }

    @Test
    void aDroppedNotificationSlotGivesItsRegistrationBack() {
        registerAndDrop();
        LeakReports.await("notification socket of " + name);
        try (PosixMqNotificationSlot next = PosixMqNotificationSlot.open(kept)) {
            next.register();
            kept.trySend(PosixMessage.ofText("m"));
            assertThat(next.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        }
    }

    private void registerAndDropBehindTheEvent() {
        PosixMqNotificationSlot.open(kept).register();
        kept.trySend(PosixMessage.ofText("its event"));
        assertThat(kept.tryReceive()).isNotNull();
    }

    @Test
    void aDroppedNotificationSlotWhoseRegistrationIsOverLeavesTheNextOneAlone() {
        registerAndDropBehindTheEvent();
        try (PosixMqNotificationSlot next = PosixMqNotificationSlot.open(kept)) {
            next.register();
            LeakReports.await("notification socket of " + name);
            assertThat(next.tryRead()).isNull();
            kept.trySend(PosixMessage.ofText("m"));
            assertThat(next.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        }
    }

    private void registerAndDropWithTheQueue() {
        PosixMqNotificationSlot.open(PosixMessageQueue.open(name, PosixAccess.READ))
                .register();
    }

    @Test
    void aSlotThatIsDroppedWithItsQueueGivesTheRegistrationBackToo() {
        registerAndDropWithTheQueue();
        LeakReports.await("notification socket of " + name);
        LeakReports.await(name);
        Bounds.await("the close").until(() -> openHere() == 1);
        try (PosixMqNotificationSlot next = PosixMqNotificationSlot.open(kept)) {
            next.register();
            assertThat(next.isRegistered()).isTrue();
        }
    }

    @Test
    void aSlotThatIsClosedWithItsQueueIsNoLeak() {
        PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ);
        PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue);
        queue.close();
        assertThat(slot.isOpen()).isFalse();
        assertThat(LeakReports.collectAndTake("notification socket of " + name)).isEmpty();
        assertThat(LeakReports.collectAndTake(name)).isEmpty();
    }
}
