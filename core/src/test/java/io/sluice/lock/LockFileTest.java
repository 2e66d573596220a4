package io.sluice.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of both kinds on handles of this process, and what is refused. Other processes are in {@link LockPeersTest}. */
class LockFileTest {
    private static final LockRange WHOLE = LockRange.whole();
    private static final LockFileOptions FLOCK = LockFileOptions.create().kind(LockKind.FLOCK);

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("lock");
    }

    private LockFile open(LockKind kind) {
        return LockFile.open(path(), LockFileOptions.create().kind(kind));
    }

    private static void assertRefused(Errno errno, ThrowingCallable call) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(errno));
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    @Conforms({"flock01", "flock04", "flock06", "fcntl09"})
    void twoHandlesExcludeEachOther(LockKind kind) {
        try (LockFile first = open(kind);
                LockFile second = open(kind)) {
            assertThat(first.wasCreated()).isTrue();
            assertThat(second.wasCreated()).isFalse();
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            assertThat(second.tryLock(LockMode.SHARED, WHOLE)).isFalse();
            first.unlock(WHOLE);
            assertThat(first.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(second.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(second.kind()).isEqualTo(kind);
        }
    }

    @Test
    void aFileIsOpenedOnceMoreAfterItsNameWasRemoved() throws IOException {
        LockFile file = LockFile.open(path());
        Files.delete(path());
        try (LockFile again = file.reopen()) {
            assertThat(again.path()).isEqualTo(path());
            assertThat(again.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            file.close();
            assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(file::reopen);
            assertThat(again.isOpen()).isTrue();
        }
    }

    @Test
    @Conforms("fcntl14")
    void onlyRangesThatOverlapConflict() {
        try (LockFile first = open(LockKind.OFD);
                LockFile second = open(LockKind.OFD)) {
            assertThat(first.tryLock(LockMode.EXCLUSIVE, LockRange.of(10, 10))).isTrue();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.of(0, 10))).isTrue();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.startingAt(20)))
                    .isTrue();
            assertThat(second.tryLock(LockMode.SHARED, LockRange.of(19, 1))).isFalse();
            assertThat(second.tryLock(LockMode.SHARED, WHOLE)).isFalse();
            first.unlock(LockRange.of(15, 1));
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.of(15, 1))).isTrue();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.of(14, 1))).isFalse();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.of(16, 1))).isFalse();
        }
    }

    @Test
    void theLastByteThatThereCanBeIsLocked() {
        try (LockFile first = open(LockKind.OFD);
                LockFile second = open(LockKind.OFD)) {
            assertThat(first.tryLock(LockMode.EXCLUSIVE, LockRange.of(Long.MAX_VALUE, 1)))
                    .isTrue();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.of(0, Long.MAX_VALUE)))
                    .isTrue();
            assertThat(second.tryLock(LockMode.EXCLUSIVE, LockRange.startingAt(Long.MAX_VALUE)))
                    .isFalse();
            assertThat(second.holder(LockMode.SHARED, WHOLE).orElseThrow().range())
                    .isEqualTo(LockRange.of(Long.MAX_VALUE, 1));
        }
    }

    @Test
    void anOfdLockKeepsTheSharedOneWhereItCannotBecomeExclusive() {
        try (LockFile first = open(LockKind.OFD);
                LockFile second = open(LockKind.OFD)) {
            assertThat(first.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(second.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            RecordedWait<Void> late = new RecordedWait<>();
            first.blockingLock(LockMode.EXCLUSIVE, WHOLE, Duration.ofMillis(10), late);
            assertThat(late.await().cause().errno()).isEqualTo(Errno.ETIMEDOUT);
            assertThat(second.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            second.unlock(WHOLE);
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(first.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(second.tryLock(LockMode.SHARED, WHOLE)).isTrue();
        }
    }

    @Test
    void aSharedLockOfFlockIsNotMadeExclusive() {
        try (LockFile first = open(LockKind.FLOCK);
                LockFile second = open(LockKind.FLOCK)) {
            assertThat(first.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertRefused(Errno.EOPNOTSUPP, () -> first.tryLock(LockMode.EXCLUSIVE, WHOLE));
            assertRefused(Errno.EOPNOTSUPP, () -> first.blockingLock(LockMode.EXCLUSIVE, WHOLE, new RecordedWait<>()));
            assertThat(second.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            first.unlock(WHOLE);
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(first.tryLock(LockMode.SHARED, WHOLE)).isTrue();
            assertThat(second.tryLock(LockMode.SHARED, WHOLE)).isTrue();
        }
    }

    @Test
    void aHandleWaitsForOneModeOfFlockAtATime() {
        try (LockFile holder = open(LockKind.FLOCK);
                LockFile file = open(LockKind.FLOCK)) {
            assertThat(holder.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            RecordedWait<Void> wait = new RecordedWait<>();
            file.blockingLock(LockMode.EXCLUSIVE, WHOLE, wait);
            assertRefused(Errno.EBUSY, () -> file.tryLock(LockMode.SHARED, WHOLE));
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            wait.begun().interruptAndAwait();
            wait.await();
            assertThat(wait.cause()).isNull();
            holder.unlock(WHOLE);
            assertThat(file.tryLock(LockMode.SHARED, WHOLE)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    @Conforms("fcntl10")
    void aWaitGetsTheLockWhenItIsGivenBack(LockKind kind) {
        try (LockFile first = open(kind);
                LockFile second = open(kind)) {
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            RecordedWait<Void> wait = new RecordedWait<>();
            second.blockingLock(LockMode.SHARED, WHOLE, wait);
            BlockedThreads.await(1);
            assertThat(wait.hasEnded()).isFalse();
            first.unlock(WHOLE);
            assertThat(wait.await().wasDone()).isTrue();
            try (LockFile third = open(kind)) {
                assertThat(third.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    void aWaitEndsWithItsTimeoutAndNamesTheHolder(LockKind kind) {
        try (LockFile first = open(kind);
                LockFile second = open(kind)) {
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            long begun = System.nanoTime();
            RecordedWait<Void> wait = new RecordedWait<>();
            second.blockingLock(LockMode.SHARED, WHOLE, Duration.ofMillis(20), wait);
            assertThat(wait.await().cause())
                    .hasMessageContaining("ETIMEDOUT")
                    .hasMessageContaining("Process " + ProcessHandle.current().pid())
                    .hasMessageContaining("has an exclusive lock on the whole file");
            assertThat(System.nanoTime() - begun)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
            RecordedWait<Void> atOnce = new RecordedWait<>();
            second.blockingLock(LockMode.SHARED, WHOLE, Duration.ZERO, atOnce);
            assertThat(atOnce.await().cause()).hasMessageContaining("ETIMEDOUT");
            RecordedWait<Void> forEver = new RecordedWait<>();
            second.blockingLock(LockMode.SHARED, WHOLE, Duration.ofSeconds(Long.MAX_VALUE), forEver);
            first.unlock(WHOLE);
            assertThat(forEver.await().wasDone()).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> second.blockingLock(LockMode.SHARED, WHOLE, Duration.ofNanos(-1), wait));
        }
    }

    /** As where a timer of the caller comes first. */
    @Test
    void aWaitThatIsInterruptedWhenItsTimeIsOverNamesTheHolder() {
        try (LockFile first = open(LockKind.OFD);
                LockFile second = open(LockKind.OFD)) {
            assertThat(first.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            RecordedWait<Void> wait = new RecordedWait<>() {
                @Override
                public void began(KernelWait begun) {
                    begun.interrupt(); // so the call is never made
                    super.began(begun);
                }
            };
            second.blockingLock(LockMode.SHARED, WHOLE, Duration.ZERO, wait);
            assertThat(wait.await().cause())
                    .hasMessageContaining("ETIMEDOUT")
                    .hasMessageContaining("has an exclusive lock on the whole file");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    @Conforms("flock07")
    void anInterruptedWaitHasTheLockOrNothing(LockKind kind) {
        try (LockFile holder = open(kind);
                LockFile waiter = open(kind)) {
            for (int i = 0; i < 100; i++) {
                assertThat(holder.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
                RecordedWait<Void> wait = new RecordedWait<>();
                waiter.blockingLock(LockMode.EXCLUSIVE, WHOLE, wait);
                holder.unlock(WHOLE);
                wait.begun().interruptAndAwait();
                assertThat(wait.await().cause()).isNull();
                assertThat(holder.tryLock(LockMode.SHARED, WHOLE)).isEqualTo(!wait.wasDone());
                waiter.unlock(WHOLE);
                holder.unlock(WHOLE);
            }
        }
    }

    @Test
    void aCloseEndsTheWaitsAndGivesAllBack() {
        try (LockFile holder = open(LockKind.OFD)) {
            LockFile file = open(LockKind.OFD);
            assertThat(holder.tryLock(LockMode.EXCLUSIVE, LockRange.of(0, 10))).isTrue();
            assertThat(file.tryLock(LockMode.EXCLUSIVE, LockRange.of(10, 10))).isTrue();
            RecordedWait<Void> wait = new RecordedWait<>();
            file.blockingLock(LockMode.SHARED, LockRange.of(0, 10), wait);
            BlockedThreads.await(1);
            file.close();
            file.close();
            assertThat(wait.await().cause()).isInstanceOf(ClosedHandleException.class);
            assertThat(file.isOpen()).isFalse();
            // Whoever looks at this process for the holders of some lock keeps each of its files open meanwhile.
            Bounds.await("the locks").until(() -> holder.tryLock(LockMode.EXCLUSIVE, WHOLE));
            assertThatExceptionOfType(ClosedHandleException.class)
                    .isThrownBy(() -> file.tryLock(LockMode.SHARED, WHOLE));
            assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> file.unlock(WHOLE));
            assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(file::holders);
            assertThatExceptionOfType(ClosedHandleException.class)
                    .isThrownBy(() -> file.blockingLock(LockMode.SHARED, WHOLE, new RecordedWait<>()));
        }
    }

    @Test
    @Conforms("flock03")
    void aDuplicateOfTheDescriptorDoesNotKeepTheLocks() throws IOException {
        FileCalls files = Libc.get().files();
        LockFile file = LockFile.open(path(), FLOCK);
        assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
        int duplicate = files.fcntl(number(path()), FileConstants.F_DUPFD_CLOEXEC, 0);
        file.close();
        try (LockFile other = open(LockKind.FLOCK)) {
            assertThat(other.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
        }
        assertThat(files.close(duplicate)).isZero();
    }

    private static int number(Path path) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(each -> leadsTo(each, path))
                    .mapToInt(each -> Integer.parseInt(each.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean leadsTo(Path descriptor, Path path) {
        try {
            return Files.readSymbolicLink(descriptor).equals(path);
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    @Conforms("fcntl36")
    void aLockOfTheJvmItselfIsRefusedAndNotWaitedFor() throws IOException {
        try (LockFile file = open(LockKind.OFD);
                FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock(100, 10, false);
            assertRefused(Errno.EDEADLK, () -> file.tryLock(LockMode.SHARED, WHOLE));
            RecordedWait<Void> wait = new RecordedWait<>();
            file.blockingLock(LockMode.EXCLUSIVE, LockRange.of(105, 1), wait);
            assertThat(wait.await().cause())
                    .hasMessageContaining("EDEADLK")
                    .hasMessageContaining("classic lock on bytes 100 to 109 itself, as FileChannel.lock takes it");
            assertThat(file.tryLock(LockMode.EXCLUSIVE, LockRange.of(0, 100))).isTrue();
            file.unlock(WHOLE);
            lock.release();
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
        }
    }

    @Test
    void aLockOfTheJvmItselfIsFoundBehindAnothersThatTheKernelNames() throws IOException {
        try (LockFile file = open(LockKind.OFD);
                LockFile other = open(LockKind.OFD);
                FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertThat(other.tryLock(LockMode.EXCLUSIVE, LockRange.of(0, 50))).isTrue();
            channel.lock(100, 10, false);
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
            RecordedWait<Void> wait = new RecordedWait<>();
            file.blockingLock(LockMode.EXCLUSIVE, WHOLE, wait);
            assertThat(wait.await().cause()).hasMessageContaining("EDEADLK");
        }
    }

    @Test
    void flockAndTheOtherKindsDoNotSeeEachOther() throws IOException {
        try (LockFile flock = open(LockKind.FLOCK);
                LockFile ofd = open(LockKind.OFD);
                FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(flock.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(flock.holder(LockMode.EXCLUSIVE, WHOLE)).isEmpty();
            assertThat(ofd.holder(LockMode.SHARED, WHOLE).orElseThrow().kind()).isEqualTo(LockKind.CLASSIC);
            assertThat(ofd.holders())
                    .extracting(LockHolder::kind)
                    .containsExactlyInAnyOrder(LockKind.FLOCK, LockKind.CLASSIC);
        }
    }

    @Test
    void anOfdLockNeedsTheRightAccess() throws IOException {
        Files.createFile(path());
        LockFileOptions options = LockFileOptions.create();
        try (LockFile reading = LockFile.open(path(), options.access(LockAccess.READ));
                LockFile writing = LockFile.open(path(), options.access(LockAccess.WRITE));
                LockFile flock = LockFile.open(path(), FLOCK.access(LockAccess.READ))) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> reading.tryLock(LockMode.EXCLUSIVE, WHOLE))
                    .withMessageContaining("EBADF")
                    .withMessageContaining("opened for reading, and an exclusive lock wants it open for writing");
            assertRefused(Errno.EBADF, () -> writing.blockingLock(LockMode.SHARED, WHOLE, new RecordedWait<>()));
            assertThat(reading.tryLock(LockMode.SHARED, LockRange.of(0, 1))).isTrue();
            assertThat(writing.tryLock(LockMode.EXCLUSIVE, LockRange.of(1, 1))).isTrue();
            assertThat(flock.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
        }
    }

    @Test
    void flockLocksTheWholeFile() {
        try (LockFile file = open(LockKind.FLOCK)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.tryLock(LockMode.SHARED, LockRange.of(0, 1)))
                    .withMessageContaining("use LockKind.OFD");
            assertThatIllegalArgumentException().isThrownBy(() -> file.unlock(LockRange.of(0, 1)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FLOCK.kind(LockKind.CLASSIC));
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0666, 0440, 0})
    void aFileIsMadeWithItsModeWhateverTheUmask(int mode) throws IOException {
        try (LockFile file = LockFile.open(path(), LockFileOptions.create().mode(mode))) {
            assertThat(file.wasCreated()).isTrue();
            assertThat(Files.getAttribute(path(), "unix:mode")).isEqualTo(0100000 | mode);
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockFileOptions.create().mode(01000));
    }

    @Test
    void aFileThatExistsKeepsItsMode() throws IOException {
        Files.createFile(path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        LockFile.open(path()).close();
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void whatIsNoRegularFileIsRefused() throws IOException {
        LockFileOptions options = LockFileOptions.create();
        assertRefused(Errno.EISDIR, () -> LockFile.open(folder));
        assertRefused(Errno.EINVAL, () -> LockFile.open(Path.of("/dev/null")));
        assertRefused(Errno.ENOENT, () -> LockFile.open(folder.resolve("none/lock")));
        assertRefused(Errno.ENOENT, () -> LockFile.open(path(), options.createIfMissing(false)));
        assertRefused(Errno.ENOENT, () -> LockFile.open(Path.of("")));
        Path link = Files.createSymbolicLink(folder.resolve("link"), path());
        assertRefused(Errno.ELOOP, () -> LockFile.open(link));
        assertRefused(Errno.ENOENT, () -> LockFile.open(link, options.followSymbolicLink(true)));
        assertThat(path()).doesNotExist();
        Files.createFile(path());
        assertRefused(Errno.ELOOP, () -> LockFile.open(link));
        try (LockFile file = LockFile.open(link, options.followSymbolicLink(true));
                LockFile direct = LockFile.open(path())) {
            assertThat(file.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
            assertThat(direct.tryLock(LockMode.SHARED, WHOLE)).isFalse();
        }
    }
}
