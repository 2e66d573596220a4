package io.sluice.reactor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.Inside;
import io.sluice.reactor.Probe;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Locks of one process and of a C program beside it. */
class FileLockerTest {
    private static final LockRange WHOLE = LockRange.whole();
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final int MANY = 200;

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("lock");
    }

    private FileLocker locker(LockKind kind) {
        return FileLocker.create(
                path(), FileLockerOptions.create().file(LockFileOptions.create().kind(kind)));
    }

    private RunningProgram peer() {
        return CProgram.of("lock_peer").start(path());
    }

    private static String answer(RunningProgram peer, String line) {
        peer.say(line);
        return peer.line();
    }

    private static String name(LockKind kind) {
        return kind == LockKind.FLOCK ? "flock" : "ofd";
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void aLockThatAProgramGivesBackComesToTheOneWhoWaits(LockKind kind) {
        try (FileLocker locker = locker(kind);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "lock " + name(kind) + " exclusive 0 0")).isEqualTo("locked");
            assertThat(locker.tryLock(LockMode.SHARED, WHOLE).block()).isNull();
            Probe<HeldLock> probe = Probe.of(locker.lock(LockMode.EXCLUSIVE, WHOLE), 1);
            assertThat(answer(peer, "unlock " + name(kind) + " - 0 0")).isEqualTo("unlocked");
            assertThat(probe.awaitEnd()).isNull();
            HeldLock lock = probe.received().get(0);
            assertThat(lock.mode()).isEqualTo(LockMode.EXCLUSIVE);
            assertThat(answer(peer, "try " + name(kind) + " shared 0 0")).isEqualTo("taken");
            assertThat(lock.release()).isTrue();
            assertThat(lock.release()).isFalse();
            assertThat(lock.isReleased()).isTrue();
            assertThat(answer(peer, "try " + name(kind) + " exclusive 0 0")).isEqualTo("locked");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void whatRunsWithALockKeepsOthersOutUntilItsEnd(LockKind kind) {
        try (FileLocker locker = locker(kind);
                RunningProgram peer = peer()) {
            Mono<String> outside = Mono.fromSupplier(() -> answer(peer, "try " + name(kind) + " shared 0 0"));
            Mono<Boolean> inside = locker.tryLock(LockMode.SHARED, WHOLE).hasElement();
            Flux<Object> both =
                    locker.withLock(LockMode.EXCLUSIVE, WHOLE, () -> Flux.concat(outside.cast(Object.class), inside));
            assertThat(both.collectList().block()).containsExactly("taken", false);
            assertThat(answer(peer, "try " + name(kind) + " exclusive 0 0")).isEqualTo("locked");
            assertThat(answer(peer, "unlock " + name(kind) + " - 0 0")).isEqualTo("unlocked");
            Probe<Object> endless = Probe.of(locker.withLock(LockMode.EXCLUSIVE, WHOLE, Flux::never), 1);
            assertThat(answer(peer, "try " + name(kind) + " shared 0 0")).isEqualTo("taken");
            endless.cancel();
            assertThat(answer(peer, "try " + name(kind) + " shared 0 0")).isEqualTo("locked");
        }
    }

    @Test
    void aLockGoesBackBehindAnError() {
        try (FileLocker locker = locker(LockKind.OFD)) {
            Flux<Integer> failing =
                    locker.withLock(LockMode.EXCLUSIVE, WHOLE, () -> Flux.error(new IllegalStateException("expected")));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(failing::blockLast);
            assertThat(locker.holders()).isEmpty();
        }
    }

    @Test
    void aTimeoutNamesTheHolder() {
        try (FileLocker locker = locker(LockKind.OFD);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "lock ofd exclusive 0 0")).isEqualTo("locked");
            // Where the search for the holder takes too long, as on a busy machine, the error goes without it.
            Bounds.await("the holder's name")
                    .untilAsserted(() -> assertThatExceptionOfType(AcquireTimeoutException.class)
                            .isThrownBy(() ->
                                    locker.lock(LockMode.SHARED, WHOLE, SHORT).block())
                            .withMessageContaining("ETIMEDOUT")
                            .withMessageContaining("Process " + peer.pid() + " (lock_peer) has an exclusive lock"));
            assertThatExceptionOfType(AcquireTimeoutException.class)
                    .isThrownBy(() -> locker.withLock(LockMode.SHARED, WHOLE, Duration.ZERO, () -> Mono.just(1))
                            .blockLast());
            assertThat(locker.holders()).hasSize(1);
            assertThatIllegalArgumentException().isThrownBy(() -> locker.lock(LockMode.SHARED, WHOLE, SHORT.negated()));
        }
    }

    @Test
    void whoWaitsForOneRangeDoesNotHoldUpAnother() {
        try (FileLocker locker = locker(LockKind.OFD);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "lock ofd exclusive 0 10")).isEqualTo("locked");
            assertThat(answer(peer, "lock ofd exclusive 10 10")).isEqualTo("locked");
            Probe<HeldLock> first = Probe.of(locker.lock(LockMode.EXCLUSIVE, LockRange.of(0, 10)), 1);
            Probe<HeldLock> second = Probe.of(locker.lock(LockMode.EXCLUSIVE, LockRange.of(10, 10)), 1);
            Probe<HeldLock> free = Probe.of(locker.lock(LockMode.EXCLUSIVE, LockRange.startingAt(20)), 1);
            assertThat(free.awaitEnd()).isNull();
            assertThat(answer(peer, "unlock ofd - 10 10")).isEqualTo("unlocked");
            assertThat(second.awaitEnd()).isNull();
            assertThat(first.received()).isEmpty();
            assertThat(answer(peer, "unlock ofd - 0 10")).isEqualTo("unlocked");
            assertThat(first.awaitEnd()).isNull();
            List.of(first, second, free).forEach(probe -> probe.received().forEach(HeldLock::release));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void manyWhoWaitForTheSameHoldOneThread(LockKind kind) {
        LockFileOptions file = LockFileOptions.create().kind(kind);
        try (WaitingThreads threads = WaitingThreads.create("locks", 1);
                FileLocker locker =
                        FileLocker.create(path(), FileLockerOptions.create().file(file.waitingThreads(threads)));
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "lock " + name(kind) + " exclusive 0 0")).isEqualTo("locked");
            List<Probe<Integer>> probes = new ArrayList<>();
            Inside inside = new Inside();
            for (int i = 0; i < MANY; i++) {
                probes.add(Probe.of(locker.withLock(LockMode.EXCLUSIVE, WHOLE, inside::work), 1));
            }
            assertThat(answer(peer, "unlock " + name(kind) + " - 0 0")).isEqualTo("unlocked");
            probes.forEach(probe -> assertThat(probe.awaitEnd()).isNull());
            assertThat(inside.most()).isEqualTo(1);
            assertThat(answer(peer, "try " + name(kind) + " exclusive 0 0")).isEqualTo("locked");
        }
    }

    @Test
    void linesInWhichNobodyWaitsAreDropped() {
        try (FileLocker locker = locker(LockKind.OFD)) {
            for (int i = 0; i < 1_000; i++) {
                locker.withLock(LockMode.EXCLUSIVE, LockRange.of(i, 1), Mono::empty)
                        .blockLast();
            }
            assertThat(locker.lineCount()).isLessThanOrEqualTo(64);
        }
    }

    @Test
    void anOfdLockChangesItsMode() {
        try (FileLocker locker = locker(LockKind.OFD);
                RunningProgram peer = peer()) {
            HeldLock lock = locker.lock(LockMode.EXCLUSIVE, WHOLE).block();
            assertThat(lock).isNotNull();
            lock.downgrade();
            assertThat(lock.mode()).isEqualTo(LockMode.SHARED);
            assertThat(answer(peer, "try ofd shared 0 0")).isEqualTo("locked");
            assertThat(lock.tryUpgrade()).isFalse();
            // The event loop's timeout may come before the kernel's, and a busy machine has no time to look for the
            // holder.
            Bounds.await("the holder's name")
                    .untilAsserted(() -> assertThatExceptionOfType(AcquireTimeoutException.class)
                            .isThrownBy(() -> lock.upgrade(SHORT).block())
                            .withMessageContaining("lock_peer"));
            assertThat(lock.mode()).isEqualTo(LockMode.SHARED);
            StepVerifier.create(lock.upgrade(Bounds.SOON))
                    .then(() -> assertThat(answer(peer, "unlock ofd - 0 0")).isEqualTo("unlocked"))
                    .expectNext(lock)
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(lock.mode()).isEqualTo(LockMode.EXCLUSIVE);
            assertThat(answer(peer, "try ofd shared 0 0")).isEqualTo("taken");
            assertThat(lock.release()).isTrue();
            assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(lock::downgrade);
            assertThatExceptionOfType(ClosedHandleException.class)
                    .isThrownBy(() -> lock.upgrade(SHORT).block());
        }
    }

    @Test
    void aCancelledUpgradeLeavesTheLockShared() {
        try (FileLocker locker = locker(LockKind.OFD);
                RunningProgram peer = peer()) {
            HeldLock lock = locker.lock(LockMode.SHARED, WHOLE).block();
            assertThat(lock).isNotNull();
            assertThat(answer(peer, "try ofd shared 0 0")).isEqualTo("locked");
            for (int i = 0; i < 50; i++) {
                Probe<HeldLock> upgrade = Probe.of(lock.upgrade(Bounds.SOON), 1);
                peer.say("unlock ofd - 0 0");
                upgrade.cancel();
                assertThat(peer.line()).isEqualTo("unlocked");
                // What was acquired while it was cancelled is given back soon; and the cancel may have come too late.
                Bounds.await("the way back").until(() -> {
                    if (!upgrade.received().isEmpty()) {
                        lock.downgrade();
                    }
                    return answer(peer, "try ofd shared 0 0").equals("locked");
                });
            }
            lock.release();
        }
    }

    @Test
    void aLockOfFlockIsOnlyDowngraded() {
        try (FileLocker locker = locker(LockKind.FLOCK)) {
            HeldLock lock = locker.lock(LockMode.EXCLUSIVE, WHOLE).block();
            assertThat(lock).isNotNull();
            lock.downgrade();
            assertThat(locker.withLock(LockMode.SHARED, WHOLE, () -> Mono.just(1))
                            .blockLast())
                    .isEqualTo(1);
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> lock.upgrade(SHORT).block())
                    .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EOPNOTSUPP));
            assertThat(lock.mode()).isEqualTo(LockMode.SHARED);
            lock.release();
        }
    }

    @Test
    void theCloseOfTheLockerEndsThoseWhoWaitAndWhatIsHeldStays() {
        try (RunningProgram peer = peer()) {
            FileLocker locker = locker(LockKind.OFD);
            HeldLock held = locker.lock(LockMode.EXCLUSIVE, WHOLE).block();
            Probe<HeldLock> first = Probe.of(locker.lock(LockMode.SHARED, WHOLE), 1);
            Probe<HeldLock> second = Probe.of(locker.lock(LockMode.SHARED, WHOLE), 1);
            BlockedThreads.await(1);
            locker.close();
            assertThat(first.awaitEnd()).isInstanceOf(ClosedHandleException.class);
            assertThat(second.awaitEnd()).isInstanceOf(ClosedHandleException.class);
            assertThat(Probe.of(locker.lock(LockMode.SHARED, WHOLE), 1).error())
                    .isInstanceOf(ClosedHandleException.class);
            assertThat(answer(peer, "try ofd shared 0 0")).isEqualTo("taken");
            assertThat(held).isNotNull();
            held.release();
            assertThat(answer(peer, "try ofd exclusive 0 0")).isEqualTo("locked");
        }
    }

    @Test
    void aLockOfTheJvmItselfIsRefused() throws IOException {
        try (FileLocker locker = locker(LockKind.OFD);
                FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(Probe.of(locker.lock(LockMode.EXCLUSIVE, WHOLE), 1).awaitEnd())
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("EDEADLK");
        }
    }

    @Test
    void theFileThatWasOpenedIsLockedWhateverBecomesOfItsName() throws IOException {
        try (FileLocker locker = locker(LockKind.OFD);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "try ofd exclusive 0 1")).isEqualTo("locked");
            Files.delete(path());
            Files.createFile(path());
            assertThat(locker.tryLock(LockMode.EXCLUSIVE, WHOLE).block()).isNull();
        }
    }
}
