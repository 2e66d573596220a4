package io.sluice.reactor.semaphore;

import static io.sluice.semaphore.SemaphoreOperation.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.reactor.Probe;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestSets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Waits for the value 0, which C programs take the last permits for. */
class ZeroWaiterTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int ROUNDS = 300;

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static void awaitWaiters(SysvSemaphoreSet set, int index, int count) {
        Bounds.await(count + " waiters for zero").until(() -> set.waitersForZero(index) == count);
    }

    @Test
    void everybodyWhoWaitsSeesAZeroThatDoesNotLast() {
        SysvSemaphoreSet set = sets.create(2, 1);
        ZeroWaiter waiter = ZeroWaiter.create(set);
        try (RunningProgram peer = CProgram.of("sysvsem_peer").start(set.key().value())) {
            assertThat(peer.ask("open")).isEqualTo("opened");
            Probe<Void> first = Probe.of(waiter.awaitZero(0), 0);
            Probe<Void> second = Probe.of(waiter.awaitZero(0), 0);
            Probe<Void> ofOther = Probe.of(waiter.awaitZero(1), 0);
            awaitWaiters(set, 0, 2);
            awaitWaiters(set, 1, 1);
            assertThat(peer.ask("op n 0:-1")).isEqualTo("done");
            assertThat(peer.ask("op n 0:-1")).isEqualTo("done");
            assertThat(peer.ask("op n 0:1")).isEqualTo("done");
            assertThat(first.awaitEnd()).isNull();
            assertThat(second.awaitEnd()).isNull();
            assertThat(ofOther.hasEnded()).isFalse();
            ofOther.cancel();
            assertThat(set.waitersForZero(1)).isZero();
            assertThat(set.values()).containsExactly(1, 1);
        }
    }

    @Test
    void aValueOfZeroCompletesAtOnceAndAnotherOneWithinTheTimeoutOrNot() {
        SysvSemaphoreSet set = sets.create(0, 1);
        ZeroWaiter waiter = ZeroWaiter.create(set);
        waiter.awaitZero(0, Duration.ZERO).block(Bounds.SOON);
        Mono<Void> other = waiter.awaitZero(1, SHORT);
        assertThat(Probe.of(other, 0).awaitEnd())
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("permits are left that nobody has taken");
        assertThat(set.waitersForZero(1)).isZero();
        assertThat(set.tryChange(List.of(take(1, 1)))).isTrue();
        assertThat(Probe.of(other, 0).awaitEnd()).as("a second subscription").isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> waiter.awaitZero(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> waiter.awaitZero(0, SHORT.negated()));
        assertThat(Probe.of(waiter.awaitZero(2), 0).awaitEnd())
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("EFBIG");
    }

    @Test
    @Conforms("semop05")
    void aRemovalAndACloseEndTheWaits() {
        SysvSemaphoreSet set = sets.create(1);
        SysvSemaphoreSet closed = sets.again(set);
        Probe<Void> ofClosed = Probe.of(ZeroWaiter.create(closed).awaitZero(0), 0);
        Probe<Void> ofRemoved = Probe.of(ZeroWaiter.create(set).awaitZero(0), 0);
        awaitWaiters(set, 0, 2);
        closed.close();
        assertThat(ofClosed.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        set.remove();
        assertThat(ofRemoved.awaitEnd()).isInstanceOf(SetRemovedException.class);
        assertThat(Probe.of(ZeroWaiter.create(set).awaitZero(0), 0).awaitEnd()).isInstanceOf(SetRemovedException.class);
    }

    @Test
    @Conforms("semop05")
    void aCancelAtAnyMomentLeavesNobodyWaiting() {
        SysvSemaphoreSet set = sets.create(1);
        ZeroWaiter waiter = ZeroWaiter.create(set);
        for (int i = 0; i < ROUNDS; i++) {
            Probe<Void> probe = Probe.of(waiter.awaitZero(0), 0);
            for (int pause = 0; pause < i * 50; pause++) {
                Thread.onSpinWait();
            }
            probe.cancel();
            assertThat(set.waitersForZero(0)).isZero();
            assertThat(probe.hasEnded()).isFalse();
        }
    }
}
