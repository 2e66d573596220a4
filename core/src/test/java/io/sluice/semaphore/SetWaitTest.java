package io.sluice.semaphore;

import static io.sluice.semaphore.SemaphoreOperation.awaitZero;
import static io.sluice.semaphore.SemaphoreOperation.give;
import static io.sluice.semaphore.SemaphoreOperation.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.SetRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.SysvTestSets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits on a set: what they bring, and how they end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SetWaitTest {
    private static final List<SemaphoreOperation> ONE = List.of(take(0, 1));
    private static final List<SemaphoreOperation> ONE_MORE = List.of(give(0, 1));
    private static final int ROUNDS = 1000;
    private static final int STORM = 300;
    /** A round hands over to another thread: where others use all processors, all rounds would take too long. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private static final int LONGEST_PAUSE_NANOS = 200_000;

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static RunningProgram peer(SysvSemaphoreSet set) {
        RunningProgram peer = CProgram.of("sysvsem_peer").start(set.key().value());
        assertThat(peer.ask("open")).isEqualTo("opened");
        return peer;
    }

    private static RecordedWait<Void> change(SysvSemaphoreSet set, List<SemaphoreOperation> operations) {
        RecordedWait<Void> wait = new RecordedWait<>();
        set.blockingChange(operations, wait);
        return wait;
    }

    private static void awaitWaiters(SysvSemaphoreSet set, int index, int count) {
        Bounds.await(count + " waiters").until(() -> set.waiters(index) == count);
    }

    @Test
    void aWaiterIsWokenUpByACProgramAndWakesUpOne() {
        SysvSemaphoreSet set = sets.create(0, 0);
        try (RunningProgram peer = peer(set)) {
            RecordedWait<Void> wait = change(set, List.of(take(0, 2), take(1, 1)));
            awaitWaiters(set, 0, 1);
            assertThat(peer.ask("op - 0:2")).isEqualTo("done");
            awaitWaiters(set, 1, 1);
            assertThat(wait.hasEnded()).isFalse();
            assertThat(peer.ask("op - 1:1")).isEqualTo("done");
            assertThat(wait.await().wasDone()).isTrue();
            assertThat(set.values()).containsExactly(0, 0);
            peer.say("op - 0:-3");
            awaitWaiters(set, 0, 1);
            assertThat(set.tryChange(List.of(give(0, 3)))).isTrue();
            assertThat(peer.line()).isEqualTo("done");
        }
    }

    @Test
    void aWaitForZeroEndsWhenTheLastPermitIsTaken() {
        SysvSemaphoreSet set = sets.create(2);
        try (RunningProgram peer = peer(set)) {
            RecordedWait<Void> wait = change(set, List.of(awaitZero(0)));
            Bounds.await("a waiter for zero").until(() -> set.waitersForZero(0) == 1);
            assertThat(peer.ask("op n 0:-1")).isEqualTo("done");
            assertThat(set.waitersForZero(0)).isEqualTo(1);
            assertThat(peer.ask("op n 0:-1")).isEqualTo("done");
            assertThat(wait.await().wasDone()).isTrue();
            assertThat(set.value(0)).isZero();
        }
    }

    @Test
    void whatAKilledProcessTookWithUndoComesBackAndAWaiterGoesOn() {
        SysvSemaphoreSet set = sets.create(1);
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("op u 0:-1")).isEqualTo("done");
            RecordedWait<Void> wait = change(set, ONE);
            awaitWaiters(set, 0, 1);
            peer.kill();
            assertThat(wait.await().wasDone()).isTrue();
            set.giveBack(ONE);
            assertThat(set.value(0)).isEqualTo(1);
        }
    }

    @Test
    void whatAKilledProcessTookWithoutUndoIsLost() {
        SysvSemaphoreSet set = sets.create(2);
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("op - 0:-1")).isEqualTo("done");
            peer.kill();
            assertThat(set.value(0)).isEqualTo(1);
        }
    }

    @Test
    void aWaitEndsWithItsTimeoutAndTakesNothing() {
        SysvSemaphoreSet set = sets.create(0, 5);
        long begun = System.nanoTime();
        RecordedWait<Void> wait = new RecordedWait<>();
        set.blockingChange(List.of(take(1, 1), take(0, 1)), Duration.ofMillis(20), wait);
        assertThat(wait.await().cause()).isInstanceOf(AcquireTimeoutException.class);
        assertThat(wait.cause().errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(set.values()).containsExactly(0, 5);
        RecordedWait<Void> atOnce = new RecordedWait<>();
        set.blockingChange(List.of(take(1, 1)), Duration.ZERO, atOnce);
        assertThat(atOnce.await().wasDone()).isTrue();
        RecordedWait<Void> forEver = new RecordedWait<>();
        set.blockingChange(ONE, Duration.ofSeconds(Long.MAX_VALUE), forEver);
        awaitWaiters(set, 0, 1);
        set.tryChange(ONE_MORE);
        assertThat(forEver.await().wasDone()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.blockingChange(ONE, Duration.ofNanos(-1), new RecordedWait<>()));
        assertThatIllegalArgumentException().isThrownBy(() -> set.blockingChange(List.of(), new RecordedWait<>()));
    }

    @Test
    @Conforms({"semop05", "semctl01"})
    void aRemovedSetEndsEveryWait() {
        SysvSemaphoreSet set = sets.create(0, 1);
        try (RunningProgram peer = peer(set)) {
            List<RecordedWait<Void>> waits =
                    List.of(change(set, ONE), change(set, ONE), change(set, List.of(awaitZero(1))));
            awaitWaiters(set, 0, 2);
            Bounds.await("a waiter for zero").until(() -> set.waitersForZero(1) == 1);
            assertThat(peer.ask("remove")).isEqualTo("removed");
            for (RecordedWait<Void> each : waits) {
                assertThat(each.await().cause()).isInstanceOf(SetRemovedException.class);
                assertThat(each.cause().errno()).isEqualTo(Errno.EIDRM);
            }
        }
        RecordedWait<Void> behind = change(set, ONE);
        assertThat(behind.await().cause()).isInstanceOf(SetRemovedException.class);
    }

    @Test
    void aCloseEndsTheWaitsAndLeavesTheSetToOthers() {
        SysvSemaphoreSet set = sets.create(0);
        SysvSemaphoreSet other = sets.again(set);
        RecordedWait<Void> wait = change(set, ONE);
        awaitWaiters(other, 0, 1);
        set.close();
        assertThat(wait.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(other.waiters(0)).isZero();
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> set.blockingChange(ONE, new RecordedWait<>()));
        assertThat(other.tryChange(ONE_MORE)).isTrue();
    }

    @Test
    @Conforms("semop05")
    void anInterruptedWaitTakesNothingWhoeverIsFaster() {
        SysvSemaphoreSet set = sets.create(0);
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0; round++) {
            RecordedWait<Void> wait = new RecordedWait<>();
            KernelWait begun = set.blockingChange(ONE, wait);
            if (round % 2 == 0) {
                set.tryChange(ONE_MORE);
                begun.interruptAndAwait();
            } else {
                begun.interruptAndAwait();
                set.tryChange(ONE_MORE);
            }
            assertThat(wait.await().cause()).isNull();
            assertThat(set.value(0)).isEqualTo(wait.wasDone() ? 0 : 1);
            assertThat(set.tryChange(ONE)).isEqualTo(!wait.wasDone());
        }
    }

    @Test
    @Conforms({"semop04", "semctl06", "sem01"})
    void noPermitIsLostAmongRivalsInterruptsAndTimeouts() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        SysvSemaphoreSet set = sets.create(2, 1);
        List<SemaphoreOperation> both =
                List.of(take(0, 2).withUndo(), take(1, 1).withUndo());
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("rivals 0 2")).isEqualTo("started");
            long end = System.nanoTime() + LONG_ENOUGH.toNanos();
            for (int round = 0; round < STORM && System.nanoTime() - end < 0; round++) {
                RecordedWait<Void> wait = new RecordedWait<>();
                KernelWait begun = random.nextBoolean()
                        ? set.blockingChange(both, wait)
                        : set.blockingChange(both, Duration.ofNanos(random.nextInt(LONGEST_PAUSE_NANOS)), wait);
                LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
                begun.interruptAndAwait();
                if (wait.await().wasDone()) {
                    set.giveBack(both);
                }
            }
        }
        Bounds.await("the values of before")
                .untilAsserted(() -> assertThat(set.values()).containsExactly(2, 1));
    }

    @Test
    void theThreadsOfASetAreBounded() {
        try (WaitingThreads one = WaitingThreads.create("sluice-waiter-of-test", 1);
                SysvSemaphoreSet set = SysvSemaphoreSet.builder(sets.key())
                        .values(0)
                        .waitingThreads(one)
                        .create()) {
            RecordedWait<Void> wait = change(set, ONE);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> set.blockingChange(ONE, new RecordedWait<>()));
            set.remove();
            wait.await();
        }
    }
}
