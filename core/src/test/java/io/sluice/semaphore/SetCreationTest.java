package io.sluice.semaphore;

import static io.sluice.semaphore.SemaphoreOperation.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestSets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A set exists before it has its values. Nobody may use it in between. */
class SetCreationTest {
    private static final int ROUNDS = 200;
    private static final Duration SHORT = Duration.ofMillis(30);

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static RunningProgram peer(IpcKey key) {
        return CProgram.of("sysvsem_peer").start(key.value());
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "opener");
        thread.start();
        return thread;
    }

    @Test
    void whoOpensASetWaitsUntilItsCreatorHasGivenItItsValues() throws Exception {
        IpcKey key = sets.key();
        try (RunningProgram peer = peer(key)) {
            assertThat(peer.ask("create 0 0")).isEqualTo("created");
            CompletableFuture<SysvSemaphoreSet> found = new CompletableFuture<>();
            Thread opener = thread(() -> found.complete(SysvSemaphoreSet.builder(key)
                    .initializationTimeout(Bounds.SOON)
                    .values(7, 7)
                    .openOrCreate()));
            Bounds.await("a wait for the creator").until(() -> opener.getState() == Thread.State.TIMED_WAITING);
            assertThat(peer.ask("set 1 3")).isEqualTo("set");
            assertThat(found).isNotDone();
            assertThat(peer.ask("initialize 1 3")).isEqualTo("initialized");
            opener.join();
            SysvSemaphoreSet set = sets.closing(found.get());
            assertThat(set.wasCreated()).isFalse();
            assertThat(set.values()).containsExactly(1, 3);
            assertThat(sets.closing(SysvSemaphoreSet.open(key)).id()).isEqualTo(set.id());
        }
    }

    @Test
    void aCreatorThatNeverFinishesIsAnErrorWithinTheBound() {
        IpcKey key = sets.key();
        try (RunningProgram peer = peer(key)) {
            assertThat(peer.ask("create 0")).isEqualTo("created");
            long begun = System.nanoTime();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> SysvSemaphoreSet.builder(key)
                            .initializationTimeout(SHORT)
                            .openOrCreate())
                    .withMessageContaining("ETIMEDOUT")
                    .withMessageContaining("within PT0.03S nobody has operated on it (sem_otime is 0)")
                    .withMessageContaining("remove the set, or accept it as it is (acceptUninitialized())");
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
            SysvSemaphoreSet accepted = sets.closing(
                    SysvSemaphoreSet.builder(key).acceptUninitialized().open());
            assertThat(accepted.status().isInitialized()).isFalse();
            assertThat(accepted.status().lastOperationTime()).isNull();
            assertThat(accepted.values()).containsExactly(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SysvSemaphoreSet.builder(key).initializationTimeout(Duration.ofNanos(-1)));
        }
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() throws Exception {
        IpcKey key = sets.key();
        try (RunningProgram peer = peer(key)) {
            assertThat(peer.ask("create 0")).isEqualTo("created");
            CompletableFuture<ErrnoException> refused = new CompletableFuture<>();
            Thread opener = thread(() -> {
                try {
                    SysvSemaphoreSet.builder(key)
                            .initializationTimeout(Bounds.SOON)
                            .open()
                            .close();
                } catch (ErrnoException e) {
                    refused.complete(e);
                }
            });
            Bounds.await("a wait for the creator").until(() -> opener.getState() == Thread.State.TIMED_WAITING);
            opener.interrupt();
            opener.join();
            assertThat(refused.get().errno()).isEqualTo(Errno.EINTR);
        }
    }

    @Test
    void aSetThatIsRemovedInsteadOfFinishedIsCreatedAnew() throws Exception {
        IpcKey key = sets.key();
        try (RunningProgram peer = peer(key)) {
            assertThat(peer.ask("create 0")).isEqualTo("created");
            CompletableFuture<SysvSemaphoreSet> made = new CompletableFuture<>();
            CompletableFuture<ErrnoException> refused = new CompletableFuture<>();
            Thread creator = thread(() -> made.complete(SysvSemaphoreSet.builder(key)
                    .initializationTimeout(Bounds.SOON)
                    .values(2)
                    .openOrCreate()));
            Thread opener = thread(() -> {
                try {
                    SysvSemaphoreSet.builder(key)
                            .initializationTimeout(Bounds.SOON)
                            .open()
                            .close();
                } catch (ErrnoException e) {
                    refused.complete(e);
                }
            });
            for (Thread each : List.of(creator, opener)) {
                Bounds.await("a wait for the creator").until(() -> each.getState() == Thread.State.TIMED_WAITING);
            }
            assertThat(peer.ask("remove")).isEqualTo("removed");
            creator.join();
            opener.join();
            assertThat(sets.closing(made.get()).wasCreated()).isTrue();
            assertThat(refused.get()).isInstanceOf(SetRemovedException.class);
        }
    }

    @Test
    void ofTwoCreatorsOneCreatesAndBothSeeTheValues() throws Exception {
        IpcKey key = sets.key();
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<SysvSemaphoreSet> first = opened(key, together);
            CompletableFuture<SysvSemaphoreSet> second = opened(key, together);
            try (SysvSemaphoreSet one = first.get();
                    SysvSemaphoreSet other = second.get()) {
                assertThat(one.id()).isEqualTo(other.id());
                assertThat(Stream.of(one, other).filter(SysvSemaphoreSet::wasCreated))
                        .hasSize(1);
                assertThat(one.values()).containsExactly(32_767, 0);
                one.remove();
            }
        }
    }

    private static CompletableFuture<SysvSemaphoreSet> opened(IpcKey key, CyclicBarrier together) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            SysvSemaphoreSet set =
                    SysvSemaphoreSet.builder(key).values(32_767, 2).openOrCreate();
            assertThat(set.tryChange(List.of(take(1, 1)))).as("has its values").isTrue();
            return set;
        });
    }

    @Test
    void aFirstValueOfZeroIsShownToOthersAsWell() {
        SysvSemaphoreSet set = sets.create(0, 5);
        assertThat(set.status().isInitialized()).isTrue();
        assertThat(sets.closing(SysvSemaphoreSet.open(set.key())).values()).containsExactly(0, 5);
    }

    @Test
    void aSetOfAnotherShapeIsRefusedUnlessAnyIsAccepted() {
        SysvSemaphoreSet set = sets.create(1, 2);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SysvSemaphoreSet.builder(set.key())
                        .values(1, 2, 3)
                        .mode(0660)
                        .openOrCreate())
                .withMessageContaining("EEXIST")
                .withMessageContaining("Asked for: 3 semaphores, mode 0660. Found: 2 semaphores, mode 0600.");
        assertThat(sets.closing(SysvSemaphoreSet.builder(set.key())
                                .values(1, 2, 3)
                                .acceptShape()
                                .openOrCreate())
                        .size())
                .isEqualTo(2);
        assertThat(sets.closing(SysvSemaphoreSet.builder(set.key()).openOrCreate())
                        .values())
                .containsExactly(1, 2);
    }

    @Test
    @Conforms({"semget02", "semget03", "semget06"})
    void aKeyThatIsTakenIsNotCreatedAndOneThatIsFreeIsNotOpened() {
        SysvSemaphoreSet set = sets.create(1);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SysvSemaphoreSet.builder(set.key()).create())
                .withMessageContaining("EEXIST");
        set.remove();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SysvSemaphoreSet.open(set.key()))
                .withMessageContaining("There is no semaphore set of this key");
        assertThatIllegalArgumentException().isThrownBy(() -> SysvSemaphoreSet.open(IpcKey.PRIVATE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysvSemaphoreSet.builder(set.key()).values());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysvSemaphoreSet.builder(set.key()).values(1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysvSemaphoreSet.builder(set.key()).mode(01000));
    }
}
