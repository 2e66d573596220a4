package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.errno.ClosedHandleException;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Pace;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A slot that is closed at any moment of its registrations. */
@LongTest
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NotificationCloseRaceTest {
    private static final int ROUNDS = 60_000;
    /** A round hands over to another thread: where others use all processors, all rounds would take minutes. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(1, 16);

    @Test
    void whenTheCloseReturnsTheSlotIsFree() throws Exception {
        long seed = System.nanoTime();
        System.out.println("slots closed at random moments, seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        SynchronousQueue<PosixMqNotificationSlot> slots = new SynchronousQueue<>();
        PosixMqNotificationSlot last = PosixMqNotificationSlot.open(queue);
        last.close();
        CompletableFuture<Void> registrant = CompletableFuture.runAsync(
                () -> {
                    PosixMqNotificationSlot slot;
                    do {
                        slot = take(slots);
                        registerAgainAndAgain(slot);
                    } while (slot != last);
                },
                task -> new Thread(task, "registrant").start());
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0 && !registrant.isDone(); round++) {
            PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue);
            if (!slots.offer(slot, Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)) {
                slot.close();
                break; // the registrant says why
            }
            Pace.spin(random.nextInt(10_000));
            slot.close();
            try (PosixMqNotificationSlot next = PosixMqNotificationSlot.open(queue)) {
                assertThatCode(next::register)
                        .as("round %d, seed %d", round, seed)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(slots.offer(last, Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS))
                .isTrue();
        registrant.get(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The message that it sends is an event, and each event ends a registration. */
    private void registerAgainAndAgain(PosixMqNotificationSlot slot) {
        try {
            while (true) {
                slot.register();
                queue.trySend(PosixMessage.ofText("m"));
                queue.tryReceive();
                slot.tryRead();
            }
        } catch (ClosedHandleException closed) {
            return;
        }
    }

    private static PosixMqNotificationSlot take(SynchronousQueue<PosixMqNotificationSlot> slots) {
        try {
            return slots.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
