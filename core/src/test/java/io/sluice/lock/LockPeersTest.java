package io.sluice.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks beside C programs that have them by {@code fcntl} and {@code flock}, and beside the command {@code flock}. */
class LockPeersTest {
    private static final LockRange WHOLE = LockRange.whole();
    private static final Path FLOCK = Path.of("/usr/bin/flock");

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("lock");
    }

    private RunningProgram peer() {
        return CProgram.of("lock_peer").start(path());
    }

    private static String answer(RunningProgram peer, String line) {
        peer.say(line);
        return peer.line();
    }

    private LockFile open(LockKind kind) {
        return LockFile.open(path(), LockFileOptions.create().kind(kind == LockKind.CLASSIC ? LockKind.OFD : kind));
    }

    @ParameterizedTest
    @CsvSource({"OFD, ofd", "CLASSIC, classic", "FLOCK, flock"})
    @Conforms({"flock04", "flock05", "fcntl05", "fcntl22", "fcntl36"})
    void aProgramAndThisProcessExcludeEachOther(LockKind kind, String name) {
        try (LockFile file = open(kind);
                RunningProgram peer = peer()) {
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(answer(peer, "try " + name + " shared 0 0")).isEqualTo("taken");
            file.unlock(WHOLE);
            assertThat(answer(peer, "try " + name + " exclusive 0 0")).isEqualTo("locked");
            assertThat(file.tryLock(LockMode.SHARED, WHOLE)).isFalse();
            assertThat(file.holder(LockMode.SHARED, WHOLE))
                    .contains(new LockHolder(
                            OptionalLong.of(peer.pid()), Optional.of("lock_peer"), kind, LockMode.EXCLUSIVE, WHOLE));
            assertThat(answer(peer, "unlock " + name + " - 0 0")).isEqualTo("unlocked");
            assertThat(answer(peer, "try " + name + " shared 0 0")).isEqualTo("locked");
            assertThat(file.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(answer(peer, "try " + name + " exclusive 0 0")).isEqualTo("taken");
        }
    }

    @ParameterizedTest
    @CsvSource({"OFD, ofd", "CLASSIC, classic", "FLOCK, flock"})
    @Conforms({"fcntl10", "fcntl36"})
    void whoWaitsGetsTheLockInBothDirections(LockKind kind, String name) {
        try (LockFile file = open(kind);
                RunningProgram peer = peer()) {
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            peer.say("lock " + name + " exclusive 0 0");
            peer.awaitAsleep();
            file.unlock(WHOLE);
            assertThat(peer.line()).isEqualTo("locked");
            RecordedWait<Void> wait = new RecordedWait<>();
            file.blockingLock(LockMode.EXCLUSIVE, WHOLE, wait);
            BlockedThreads.await(1);
            assertThat(answer(peer, "unlock " + name + " - 0 0")).isEqualTo("unlocked");
            assertThat(wait.await().wasDone()).isTrue();
            assertThat(answer(peer, "try " + name + " shared 0 0")).isEqualTo("taken");
        }
    }

    @Test
    @Conforms({"fcntl05", "fcntl14"})
    void rangesMeanTheSameToBoth() {
        try (LockFile file = open(LockKind.OFD);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "try ofd exclusive 10 5")).isEqualTo("locked");
            assertThat(file.tryLock(LockMode.SHARED, LockRange.of(0, 10))).isTrue();
            assertThat(file.tryLock(LockMode.SHARED, LockRange.of(14, 1))).isFalse();
            assertThat(file.tryLock(LockMode.SHARED, LockRange.startingAt(15))).isTrue();
            assertThat(answer(peer, "ask ofd exclusive 1000000 1")).isEqualTo("-1 15 0");
            assertThat(file.holders())
                    .singleElement()
                    .satisfies(holder -> assertThat(holder.range()).isEqualTo(LockRange.of(10, 5)));
        }
    }

    @Test
    void aSearchWithoutTimeTellsTheLocksOfOthersFromItsOwn() {
        OpenLockFile file = OpenLockFile.open(path(), LockFileOptions.create());
        try (OwnedFd own = file.fd();
                RunningProgram peer = peer()) {
            assertThat(file.locks().tryLock(own.number(), LockMode.SHARED, WHOLE))
                    .isZero();
            assertThat(answer(peer, "try ofd shared 0 0")).isEqualTo("locked");
            String name = LockedFile.name(Libc.get().files(), own.number()).orElseThrow();
            assertThat(new HolderSearch(name, own.number(), 0)
                            .first(holder -> holder.conflictsWith(LockKind.OFD, LockMode.EXCLUSIVE, WHOLE)))
                    .contains(new LockHolder(
                            OptionalLong.empty(), Optional.empty(), LockKind.OFD, LockMode.SHARED, WHOLE));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void theWaiterOfAKilledHolderHasTheLock(LockKind kind) {
        try (LockFile file = open(kind)) {
            for (int i = 0; i < 5; i++) {
                RecordedWait<Void> wait = new RecordedWait<>();
                try (RunningProgram peer = peer()) {
                    String name = kind == LockKind.OFD ? "ofd" : "flock";
                    assertThat(answer(peer, "lock " + name + " exclusive 0 0")).isEqualTo("locked");
                    file.blockingLock(LockMode.EXCLUSIVE, WHOLE, wait);
                    BlockedThreads.await(1);
                    peer.kill();
                    assertThat(wait.await().wasDone()).isTrue();
                }
                file.unlock(WHOLE);
            }
        }
    }

    @Test
    void theCommandFlockAndThisProcessExcludeEachOther() {
        assumeThat(FLOCK).as("flock of util-linux").isExecutable();
        try (LockFile file = open(LockKind.FLOCK)) {
            assertThat(file.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(flock("--nonblock", "--shared")).isZero();
            assertThat(flock("--nonblock")).isEqualTo(1);
            file.unlock(WHOLE);
            String script = "exec 9>\"$1\" && flock 9 && echo locked && read end";
            try (RunningProgram shell = CProgram.of("lock_peer").startUnder(List.of("/bin/sh", "-c", script), path())) {
                shell.awaitLine("locked");
                assertThat(file.tryLock(LockMode.SHARED, WHOLE)).isFalse();
                // The command that took the lock has ended; the shell has inherited it.
                assertThat(file.holder(LockMode.SHARED, WHOLE).orElseThrow().pid())
                        .hasValue(shell.pid());
                shell.say("end");
                assertThat(shell.awaitExit(Bounds.SOON).status()).isZero();
            }
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
        }
    }

    /** The status of a program that runs under the command, or that of the command. */
    private int flock(String... options) {
        List<String> command = new ArrayList<>(List.of(FLOCK.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(path().toString(), "true"));
        try (RunningProgram process = CProgram.of("lock_peer").startUnder(command, "ignored")) {
            return process.awaitExit(Bounds.SOON).status();
        }
    }
}
