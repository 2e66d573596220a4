package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.junit.RunningProgram;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Somebody replaces, cuts or forbids a file that is locked, or stands still with the lock on it. */
class ReplacedLockFileTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private FileLocker locker(LockKind kind) {
        return FileLocker.create(
                file(), FileLockerOptions.create().file(LockFileOptions.create().kind(kind)));
    }

    private Path file() {
        return folder.resolve("lock");
    }

    private static String name(LockKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Mono<HeldLock> exclusive(FileLocker locker) {
        return locker.lock(LockMode.EXCLUSIVE, LockRange.whole());
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void aLockerStaysWithTheFileThatItHasOpened(LockKind kind) throws Exception {
        try (FileLocker old = locker(kind);
                FileLocker sameFile = locker(kind)) {
            HeldLock held = exclusive(old).block();
            CompletableFuture<HeldLock> waiting = exclusive(sameFile).toFuture();
            Files.delete(file());
            try (FileLocker next = locker(kind)) { // which makes another file
                HeldLock ofTheNext = exclusive(next).block(Bounds.SOON);
                assertThat(waiting).isNotDone();
                assertThat(held.release()).isTrue();
                assertThat(lock(waiting).release()).isTrue();
                assertThat(exclusive(old).block(Bounds.SOON).release()).isTrue();
                assertThat(ofTheNext.release()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void whatIsInTheFileDoesNotMatter(LockKind kind) throws Exception {
        Files.writeString(file(), "of others");
        try (FileLocker locker = locker(kind)) {
            HeldLock held = exclusive(locker).block();
            CompletableFuture<HeldLock> waiting = exclusive(locker).toFuture();
            Files.writeString(file(), ""); // which cuts it
            assertThat(held.release()).isTrue();
            HeldLock second = lock(waiting);
            assertThat(locker.tryLock(LockMode.SHARED, LockRange.whole()).block())
                    .isNull();
            assertThat(second.release()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void whoHoldsALockKeepsItWhateverTheModeOfTheFileBecomes(LockKind kind) throws Exception {
        try (FileLocker locker = locker(kind);
                RunningProgram peer = CProgram.of("lock_peer").start(file())) {
            peer.say("try " + name(kind) + " shared 0 0"); // so it has opened the file
            peer.awaitLine("locked");
            peer.say("unlock " + name(kind) + " - 0 0");
            peer.awaitLine("unlocked");
            HeldLock held = exclusive(locker).block();
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("---------"));
            peer.say("try " + name(kind) + " shared 0 0");
            peer.awaitLine("taken");
            assertThat(held.release()).isTrue();
            peer.say("try " + name(kind) + " shared 0 0");
            peer.awaitLine("locked");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void aHolderThatStandsStillHoldsUpOthersUntilTheirTimeoutOnly(LockKind kind) throws Exception {
        try (FileLocker locker = locker(kind);
                RunningProgram peer = CProgram.of("lock_peer").start(file())) {
            peer.say("lock " + name(kind) + " exclusive 0 0");
            peer.awaitLine("locked");
            Stopped stopped = new Stopped(peer);
            assertThatExceptionOfType(AcquireTimeoutException.class)
                    .isThrownBy(() -> locker.lock(LockMode.SHARED, LockRange.whole(), SHORT)
                            .block());
            CompletableFuture<HeldLock> waiting = exclusive(locker).toFuture();
            stopped.goOn();
            peer.say("unlock " + name(kind) + " - 0 0");
            assertThat(lock(waiting).release()).isTrue();
        }
    }

    private static HeldLock lock(CompletableFuture<HeldLock> waiting) throws Exception {
        return waiting.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
