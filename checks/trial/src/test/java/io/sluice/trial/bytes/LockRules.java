package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ErrnoException;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Paths, ranges, modes and spans of file locks: each is what it says, or is refused before the kernel sees it. */
final class LockRules {
    private static final int MODES = 0777;

    private LockRules() {}

    /** A lock file is made, or nothing is, and what is no file is not touched. All ways to open it agree. */
    static void checkPath(Path path) throws IOException {
        boolean refused = !PathWords.isUtf8(path);
        boolean wasThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        Documented.Outcome<LockFile> opened = Documented.LOCK_OPEN.call(() -> LockFile.open(path));
        assertThat(opened.refused()).isEqualTo(refused);
        boolean failed = closed(opened.value());
        assertThat(closed(Documented.LOCK_OPEN_WITH_OPTIONS
                        .call(() -> LockFile.open(path, LockFileOptions.create()))
                        .value()))
                .isEqualTo(failed);
        assertThat(closed(Documented.LOCKER.call(() -> FileLocker.create(path)).value()))
                .isEqualTo(failed);
        assertThat(closed(Documented.LOCKER_WITH_OPTIONS
                        .call(() -> FileLocker.create(path, FileLockerOptions.create()))
                        .value()))
                .isEqualTo(failed);
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isEqualTo(wasThere || !failed);
        if (!failed && !wasThere) {
            Files.delete(path);
        }
    }

    private static boolean closed(@Nullable LockFile file) {
        if (file != null) {
            file.close();
        }
        return file == null;
    }

    private static boolean closed(@Nullable FileLocker locker) {
        if (locker != null) {
            locker.close();
        }
        return locker == null;
    }

    static void checkMode(int mode) {
        assertThat(Documented.LOCK_MODE
                        .call(() -> LockFileOptions.create().mode(mode))
                        .refused())
                .isEqualTo((mode & ~MODES) != 0);
    }

    /** A length of 0 means up to the end, as for the kernel. */
    static void checkRange(LockFile file, long from, long length) {
        boolean valid = from >= 0 && length >= 0 && (length == 0 || from + (length - 1) >= 0);
        Documented.Outcome<LockRange> range = Documented.LOCK_RANGE.call(() -> new LockRange(from, length));
        assertThat(range.refused()).isEqualTo(!valid);
        assertThat(Documented.LOCK_RANGE_FROM
                        .call(() -> LockRange.startingAt(from))
                        .refused())
                .isEqualTo(from < 0);
        assertThat(Documented.LOCK_RANGE_OF
                        .call(() -> LockRange.of(from, length))
                        .refused())
                .isEqualTo(!valid);
        if (valid) {
            assertThat(file.tryLock(LockMode.EXCLUSIVE, range.value())).isTrue();
            file.unlock(range.value());
        }
    }

    /** On a file that nobody else locks, no call waits. */
    static void checkTimeout(Path path, Duration timeout) throws Exception {
        boolean negative = timeout.isNegative();
        LockRange whole = LockRange.whole();
        try (FileLocker locker = FileLocker.create(path)) {
            assertOnlyNegativeIsRefused(
                    negative,
                    Documented.LOCK.call(() ->
                            locker.lock(LockMode.EXCLUSIVE, whole, timeout).map(HeldLock::release)));
            assertOnlyNegativeIsRefused(
                    negative,
                    Documented.WITH_LOCK.call(
                            () -> locker.withLock(LockMode.EXCLUSIVE, whole, timeout, () -> Flux.just(1))
                                    .single()));
            HeldLock shared = locker.lock(LockMode.SHARED, whole).block(Bounds.SOON);
            assertOnlyNegativeIsRefused(negative, Documented.LOCK_UPGRADE.call(() -> shared.upgrade(timeout)));
            shared.release();
        }
        try (LockFile file = LockFile.open(path)) {
            Outcome outcome = new Outcome();
            assertThat(Documented.LOCK_BLOCKING
                            .call(() -> file.blockingLock(LockMode.EXCLUSIVE, whole, timeout, outcome))
                            .refused())
                    .isEqualTo(negative);
            if (!negative) {
                outcome.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static void assertOnlyNegativeIsRefused(boolean negative, Documented.Outcome<? extends Mono<?>> outcome) {
        assertThat(outcome.refused()).isEqualTo(negative);
        if (!negative) {
            assertThat(outcome.value().block(Bounds.SOON)).isNotNull();
        }
    }

    /** Of a wait that may be over before it begins. */
    private static final class Outcome extends CompletableFuture<Boolean> implements WaitHandler {
        @Override
        public void done() {
            complete(true);
        }

        @Override
        public void notDone(@Nullable ErrnoException cause) {
            complete(false);
        }
    }
}
