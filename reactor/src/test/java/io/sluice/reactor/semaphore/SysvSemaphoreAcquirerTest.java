package io.sluice.reactor.semaphore;

import static io.sluice.semaphore.SemaphoreOperation.awaitZero;
import static io.sluice.semaphore.SemaphoreOperation.give;
import static io.sluice.semaphore.SemaphoreOperation.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.reactor.Inside;
import io.sluice.reactor.Probe;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Checks;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Permits of a System V set, beside a C program that has it by {@code semget}. */
class SysvSemaphoreAcquirerTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final SemaphoreOperation ONE = take(0, 1).withUndo();
    private static final int MANY = 200;
    private static final int THREADS = 4;
    private static final int ROUNDS = Checks.or(300, 1_500);
    private static final int PERMITS = 3;

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static RunningProgram peer(SysvSemaphoreSet set) {
        RunningProgram peer = CProgram.of("sysvsem_peer").start(set.key().value());
        assertThat(peer.ask("open")).isEqualTo("opened");
        return peer;
    }

    @Test
    void aCProcessGivesAndTheWaitingMonoHasThePermit() {
        SysvSemaphoreSet set = sets.create(0, 1);
        try (RunningProgram peer = peer(set)) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, take(0, 2), take(1, 1), give(0, 1));
            StepVerifier.create(acquirer.acquire())
                    .then(() -> assertThat(peer.ask("op - 0:2")).isEqualTo("done"))
                    .assertNext(permit -> {
                        assertThat(set.values()).containsExactly(1, 0);
                        assertThat(permit.release()).isTrue();
                        assertThat(permit.release()).isFalse();
                    })
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(peer.ask("values")).isEqualTo("3 1");
        }
    }

    @Test
    void aPermitTakenWithUndoIsGivenBackWithUndo() {
        SysvSemaphoreSet set = sets.create(1);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, ONE);
        // Given back without undo, each round would leave one more to undo, and the kernel's counter would be full.
        for (int i = 0; i < 40_000; i++) {
            assertThat(acquirer.withPermit(Mono.just(i)).block()).isEqualTo(i);
        }
        assertThat(set.value(0)).isEqualTo(1);
    }

    @Test
    void whatAKilledProcessHeldWithUndoGoesToWhoWaitsHere() {
        SysvSemaphoreSet set = sets.create(1);
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("op u 0:-1")).isEqualTo("done");
            Probe<Integer> waiting = Probe.of(SemaphoreAcquirer.create(set, ONE).withPermit(Mono.just(1)), 1);
            Bounds.await("a waiter").until(() -> set.waiters(0) == 1);
            peer.kill();
            assertThat(waiting.awaitEnd()).isNull();
            assertThat(set.value(0)).isEqualTo(1);
        }
    }

    @Test
    void aTimeoutAndATryTakeNothing() {
        SysvSemaphoreSet set = sets.create(1, 0);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, ONE, take(1, 1));
        assertThat(acquirer.tryAcquire().block()).isNull();
        assertThatExceptionOfType(AcquireTimeoutException.class)
                .isThrownBy(() -> acquirer.acquire(SHORT).block())
                .withMessageContaining("unless it took them with undo");
        assertThat(set.values()).containsExactly(1, 0);
        assertThat(SemaphoreAcquirer.create(set, ONE, awaitZero(1)).tryAcquire().block())
                .isNotNull();
        assertThat(set.values()).containsExactly(0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> SemaphoreAcquirer.create(set));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() ->
                        SemaphoreAcquirer.create(set, take(2, 1)).acquire().block())
                .withMessageContaining("EFBIG");
    }

    @Test
    @Conforms("semop05")
    void aRemovedSetIsTheEndForAllWhoWait() {
        SysvSemaphoreSet set = sets.create(1);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, ONE);
        Permit held = acquirer.acquire().block();
        List<Probe<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(Probe.of(acquirer.acquire(), 1));
            waiting.add(Probe.of(acquirer.withPermit(() -> Flux.just(1)), 1));
        }
        waiting.add(Probe.of(acquirer.permits(), Long.MAX_VALUE));
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("remove")).isEqualTo("removed");
        }
        waiting.forEach(probe -> assertThat(probe.awaitEnd()).isInstanceOf(SetRemovedException.class));
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(held::release);
        assertThatExceptionOfType(SetRemovedException.class)
                .isThrownBy(() -> acquirer.acquire().block());
    }

    @Test
    void theCloseOfTheHandleEndsThoseWhoWaitAndWhatIsHeldCanBeGivenBack() {
        SysvSemaphoreSet set = sets.create(1);
        SysvSemaphoreSet other = sets.again(set);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, ONE);
        Permit held = acquirer.acquire().block();
        Probe<Permit> waiting = Probe.of(acquirer.acquire(), 1);
        set.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(acquirer.acquire(), 1).error()).isInstanceOf(ClosedHandleException.class);
        assertThat(held).isNotNull();
        held.release();
        assertThat(other.value(0)).isEqualTo(1);
    }

    @Test
    void manyWhoWaitHoldOneThread() {
        SysvSemaphoreSet set = sets.create(0);
        try (WaitingThreads threads = WaitingThreads.create("permits-of-sets", 1);
                SysvSemaphoreSet own = SysvSemaphoreSet.builder(set.key())
                        .waitingThreads(threads)
                        .open()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(own, ONE);
            List<Probe<Integer>> probes = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                probes.add(Probe.of(acquirer.withPermit(Mono.just(i)), 1));
            }
            assertThat(set.tryChange(List.of(give(0, 1)))).isTrue();
            probes.forEach(probe -> assertThat(probe.awaitEnd()).isNull());
            assertThat(set.value(0)).isEqualTo(1);
        }
    }

    @Test
    @Conforms({"semop04", "semctl06", "sem01"})
    void aStormOfCancelsAndTimeoutsBesideRivalsKeepsTheValues() {
        SysvSemaphoreSet set = sets.create(PERMITS, PERMITS);
        Inside inside = new Inside();
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("rivals 0 2")).isEqualTo("started");
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, ONE, take(1, 1));
            IntStream.range(0, THREADS).parallel().forEach(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    round(acquirer, inside);
                }
            });
            assertThat(inside.most()).isBetween(1, PERMITS);
            Bounds.await("the last to leave").until(() -> inside.now() == 0);
        }
        Bounds.await("the values of before")
                .untilAsserted(() -> assertThat(set.values()).containsExactly(PERMITS, PERMITS));
    }

    private static void round(SemaphoreAcquirer acquirer, Inside inside) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Mono<Integer> work = inside.work();
        Duration timeout = Duration.ofNanos(random.nextInt(100_000));
        Probe<?> probe = switch (random.nextInt(4)) {
            case 0 -> Probe.of(acquirer.withPermit(work), 1);
            case 1 -> Probe.of(acquirer.withPermit(timeout, work), 1);
            case 2 -> Probe.of(acquirer.acquire(), 1, (got, permit) -> permit.release());
            default -> Probe.of(acquirer.acquire(timeout), 1, (got, permit) -> permit.release());
        };
        if (random.nextBoolean()) {
            for (int pause = random.nextInt(1_000); pause > 0; pause--) {
                Thread.onSpinWait();
            }
            probe.cancel();
        } else {
            probe.awaitEnd();
        }
    }
}
