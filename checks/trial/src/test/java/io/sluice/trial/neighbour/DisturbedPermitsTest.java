package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody changes a semaphore for whose permits others wait. */
class DisturbedPermitsTest {
    private static final String NAME = TestQueues.PREFIX + "disturbed";
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final SemaphoreOperation TAKE = SemaphoreOperation.take(0, 1);

    @Test
    void whoWaitsStaysWithTheSemaphoreThatWasOpenedAndOthersGetTheNewOne() throws Exception {
        for (int i = 0; i < Trial.rounds(50, 10_000); i++) {
            try (PosixSemaphore old = PosixSemaphore.builder(NAME).value(0).create()) {
                CompletableFuture<Permit> waiting =
                        SemaphoreAcquirer.create(old).acquire().toFuture();
                PosixSemaphore.unlink(NAME);
                try (PosixSemaphore next = PosixSemaphore.builder(NAME).value(1).create()) {
                    next.post();
                    assertThat(waiting).isNotDone();
                    old.post();
                    assertThat(permit(waiting).release()).isTrue();
                    assertThat(old.value()).isOne();
                    assertThat(next.value()).isEqualTo(2);
                } finally {
                    PosixSemaphore.unlink(NAME);
                }
            }
        }
    }

    @Test
    void anOpenSemaphoreNeedsNoPermissionsOfItsFile() throws Exception {
        Path file = Path.of("/dev/shm/sem." + NAME.substring(1));
        try (PosixSemaphore semaphore = PosixSemaphore.builder(NAME).value(0).create()) {
            CompletableFuture<Permit> waiting =
                    SemaphoreAcquirer.create(semaphore).acquire().toFuture();
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            semaphore.post();
            assertThat(permit(waiting).release()).isTrue();
        } finally {
            PosixSemaphore.unlink(NAME);
        }
    }

    @Test
    void aHolderThatStandsStillHoldsUpOthersUntilTheirTimeoutOnly() throws Exception {
        try (PosixSemaphore semaphore = PosixSemaphore.builder(NAME).value(1).create();
                RunningProgram peer = CProgram.of("sem_peer").start(NAME)) {
            peer.say("open");
            peer.awaitLine("opened");
            peer.say("wait");
            peer.awaitLine("took");
            Stopped stopped = new Stopped(peer);
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
            assertThatExceptionOfType(AcquireTimeoutException.class)
                    .isThrownBy(() -> acquirer.acquire(SHORT).block());
            CompletableFuture<Permit> waiting = acquirer.acquire().toFuture();
            stopped.goOn();
            peer.say("post");
            assertThat(permit(waiting).release()).isTrue();
        } finally {
            PosixSemaphore.unlink(NAME);
        }
    }

    @Test
    void aSemaphoreThatAnotherOneHasFilledRefusesThePermitUntilThereIsRoom() {
        try (PosixSemaphore semaphore =
                PosixSemaphore.builder(NAME).value(Integer.MAX_VALUE).create()) {
            Permit permit = SemaphoreAcquirer.create(semaphore).acquire().block();
            semaphore.post();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(permit::release)
                    .returns(Errno.EOVERFLOW, ErrnoException::errno)
                    .withMessageContaining("somebody posts without waiting");
            assertThat(permit.isReleased()).isFalse();
            assertThat(semaphore.tryWait()).isTrue();
            assertThat(permit.release()).isTrue();
            assertThat(semaphore.value()).isEqualTo(Integer.MAX_VALUE);
        } finally {
            PosixSemaphore.unlink(NAME);
        }
    }

    @Test
    void aValueThatIsSetLetsExactlySoManyIn() throws Exception {
        try (SysvSemaphoreSet set =
                SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(0, 0).create()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, TAKE);
            for (int i = 0; i < Trial.rounds(50, 10_000); i++) {
                CompletableFuture<Permit> first = acquirer.acquire().toFuture();
                CompletableFuture<Permit> second = acquirer.acquire().toFuture();
                if (i % 2 == 0) {
                    set.setValue(0, 1);
                } else {
                    set.setValues(1, 0);
                }
                permit(first);
                assertThat(second).isNotDone();
                set.setValue(0, 1);
                permit(second);
                assertThat(set.value(0)).isZero();
            }
            set.remove();
        }
    }

    @Test
    void aSetThatIsRemovedEndsEachWaitAndTheHoldersLearnOfIt() throws Exception {
        for (int i = 0; i < Trial.rounds(20, 5_000); i++) {
            try (SysvSemaphoreSet set =
                    SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1).create()) {
                SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(set, TAKE);
                Permit held = acquirer.acquire().block();
                List<CompletableFuture<Permit>> waiting = List.of(
                        acquirer.acquire().toFuture(), acquirer.acquire().toFuture());
                set.remove();
                for (CompletableFuture<Permit> each : waiting) {
                    assertThat(each)
                            .failsWithin(Bounds.SOON)
                            .withThrowableOfType(ExecutionException.class)
                            .withCauseInstanceOf(SetRemovedException.class);
                }
                assertThatExceptionOfType(SetRemovedException.class).isThrownBy(held::release);
            }
        }
    }

    private static Permit permit(CompletableFuture<Permit> waiting) throws Exception {
        return waiting.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
