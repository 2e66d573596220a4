package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one notification slot of a queue. */
class NotificationSlotTest {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("m");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(5, 16);
    private final PosixMqNotificationSlot slot = slot(queue);

    private PosixMqNotificationSlot slot(PosixMessageQueue of) {
        return queues.closing(PosixMqNotificationSlot.open(of));
    }

    @Test
    @Conforms({"mq_notify 1-1", "mq_notify 6-1"})
    void theFirstMessageInAnEmptyQueueNotifiesOnceAndEndsTheRegistration() {
        slot.register();
        assertThat(slot.isRegistered()).isTrue();
        assertThat(slot.tryRead()).isNull();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        assertThat(slot.isRegistered()).isFalse();
        queue.tryReceive();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isNull();
    }

    @Test
    void aMessageBehindOthersDoesNotNotify() {
        queue.trySend(MESSAGE);
        slot.register();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isNull();
        queue.tryReceive();
        queue.tryReceive();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @ParameterizedTest
    @EnumSource
    void theAccessOfTheHandleDoesNotMatter(PosixAccess access) {
        PosixMqNotificationSlot other = slot(queues.open(queue.name(), access));
        other.register();
        queue.trySend(MESSAGE);
        assertThat(other.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @Test
    @Conforms({"mq_notify 2-1", "mq_notify 7-1", "mq_notify 9-1"})
    void aSecondRegistrantIsRefusedAlsoInTheSameProcess() {
        slot.register();
        PosixMqNotificationSlot second = slot(queue);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(second::register)
                .returns(Errno.EBUSY, ErrnoException::errno)
                .withMessage("mq_notify(" + queue.name() + "): EBUSY, resource busy. A queue has one notification slot."
                        + " This process holds it already: share the one subscription, or cancel it first.");
        slot.register();
        assertThat(slot.isRegistered()).isTrue();
    }

    @Test
    @Conforms({"mq_notify 2-1", "mq_notify 9-1"})
    void theRefusalNamesTheProcessThatHoldsTheSlot() {
        try (RunningProgram holder = CProgram.of("mq_slot").start(queue.name())) {
            holder.awaitLine("held");
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(slot::register)
                    .withMessageContaining("A queue has one notification slot. Another process holds it, with the id "
                            + holder.pid() + ": end its registration, or try again later");
            PosixMqNotificationSlot blind = slot(queues.open(queue.name(), PosixAccess.WRITE));
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(blind::register)
                    .withMessageContaining("A queue has one notification slot. Another process holds it: end");
        }
        slot.register();
        assertThat(slot.isRegistered()).isTrue();
    }

    @Test
    @Conforms("mq_notify 3-1")
    void afterDeregisteringNothingNotifiesAndTheSlotIsFree() {
        slot.register();
        slot.deregister();
        slot.deregister();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isNull();
        try (RunningProgram holder = CProgram.of("mq_slot").start(queue.name())) {
            holder.awaitLine("held");
        }
    }

    @Test
    @Conforms("mq_notify 4-1")
    void afterTheEventTheSlotIsFree() {
        slot.register();
        queue.trySend(MESSAGE);
        PosixMqNotificationSlot second = slot(queue);
        second.register();
        slot.deregister();
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        assertThat(second.isRegistered()).isTrue();
        queue.tryReceive();
        queue.trySend(MESSAGE);
        assertThat(second.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @Test
    @Conforms("mq_notify 5-1")
    void aBlockedReceiverTakesTheMessageWithoutAnEventAndTheRegistrationStays() {
        slot.register();
        try (RunningProgram rival = CProgram.of("mq_rivals").start(queue.name(), "receive", 1)) {
            rival.awaitLine("ready");
            rival.awaitAsleep();
            queue.trySend(MESSAGE);
            Bounds.await("the rival to take it").until(() -> queue.attributes().currentMessages() == 0);
            assertThat(slot.tryRead()).isNull();
            assertThat(slot.isRegistered()).isTrue();
        }
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @Test
    @Conforms("mq_close 2-1")
    void closingAnotherDescriptorOfTheQueueNotifiesOfTheLoss() {
        slot.register();
        queues.open(queue.name(), PosixAccess.READ).close();
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.REGISTRATION_REMOVED);
        assertThat(slot.isRegistered()).isFalse();
        slot.register();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @Test
    void closingADescriptorOfAnotherQueueDoesNotNotify() {
        slot.register();
        queues.create(1, 1).close();
        assertThat(slot.tryRead()).isNull();
        assertThat(slot.isRegistered()).isTrue();
    }

    @Test
    void aNotificationNotReadBeforeRegisteringAgainIsReadAfterwards() {
        slot.register();
        queue.trySend(MESSAGE);
        slot.register();
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        assertThat(slot.isRegistered()).isTrue();
        assertThat(slot.tryRead()).isNull();
    }

    @Test
    void unlinkingDoesNotNotify() {
        slot.register();
        PosixMessageQueue.unlink(queue.name());
        assertThat(slot.tryRead()).isNull();
        queue.trySend(MESSAGE);
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @Test
    @Conforms("mq_close 2-1")
    void closingTheQueueClosesTheSlotAndFreesItForOthers() {
        PosixMessageQueue other = queues.open(queue.name(), PosixAccess.WRITE);
        slot.register();
        queue.close();
        assertThat(slot.isOpen()).isFalse();
        try (RunningProgram holder = CProgram.of("mq_slot").start(queue.name())) {
            holder.awaitLine("held");
        }
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    @Conforms("mq_notify 8-1")
    void closingFreesTheSlotAndEverythingElseIsRefused() {
        slot.register();
        slot.close();
        slot.close();
        slot.deregister();
        assertThat(slot.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(slot::register);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(slot::tryRead);
        slot(queue).register();
    }

    @Test
    void aClosedQueueIsRefused() {
        queue.close();
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> PosixMqNotificationSlot.open(queue))
                .withMessageEndingWith("The queue was closed before.");
    }

    @Test
    void hundredsOfRegistrationsThatNobodyReadDoNotBlock() {
        Assertions.assertTimeoutPreemptively(Bounds.SOON, () -> {
            for (int i = 0; i < 300; i++) {
                slot.register();
                slot.deregister();
            }
            for (int i = 0; i < 300; i++) {
                slot.register();
                queue.trySend(MESSAGE);
                queue.tryReceive();
            }
        });
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
        assertThat(slot.tryRead()).isNull();
    }

    @Test
    void anEventMakesTheDescriptorReady() throws Exception {
        slot.register();
        CountDownLatch ready = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.create()) {
            loop.execute(() -> loop.register(slot, new ReadinessHandler() {
                        @Override
                        public void onReady() {
                            if (slot.tryRead() == PosixMqNotification.MESSAGE_ARRIVED) {
                                ready.countDown();
                            }
                        }

                        @Override
                        public void onClosed(Throwable cause) {}
                    })
                    .interest(Interest.READ));
            queue.trySend(MESSAGE);
            assertThat(ready.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        }
    }

    /** Without an event loop in between: registering again before draining is all it takes. */
    @Test
    void noArrivalIsMissedBetweenTwoRegistrations() {
        long seed = System.nanoTime();
        System.out.println("arrivals at random moments, seed " + seed);
        long count = 5_000;
        long next = 0;
        slot.register(); // while the queue is empty
        try (RunningProgram sender = CProgram.of("mq_arrivals").start(queue.name(), count, seed)) {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (next < count) {
                assertThat(System.nanoTime())
                        .as("stalled at %d of seed %d", next, seed)
                        .isLessThan(deadline);
                if (slot.tryRead() == PosixMqNotification.MESSAGE_ARRIVED) {
                    slot.register();
                    next = drain(next);
                }
            }
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    private long drain(long first) {
        long next = first;
        for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
            assertThat(ByteBuffer.wrap(message.payload())
                            .order(ByteOrder.nativeOrder())
                            .getLong())
                    .isEqualTo(next);
            next++;
        }
        return next;
    }
}
