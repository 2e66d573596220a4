package io.sluice.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A file that the lane itself locks and unlocks, while its subscribers wait for the lock or have it. */
final class LockLane extends Lane {
    private static final LockRange ALL = LockRange.whole();
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration MOST_WORK = Duration.ofMillis(20);

    private final Path path;
    private final LockFileOptions options;
    private final Supplier<EventLoop> loops;
    private FileLocker locker;
    private LockFile rival;

    LockLane(Totals totals, Path path, LockKind kind, Supplier<EventLoop> loops) {
        super(totals);
        this.path = path;
        this.loops = loops;
        options = LockFileOptions.create().kind(kind);
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        rival = LockFile.open(path, options);
        locker =
                FileLocker.create(path, FileLockerOptions.create().file(options).eventLoop(loops.get()));
    }

    @Override
    void changeSubscriber(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> read(StreamKind.LOCK_EXCLUSIVE, whileLocked(LockMode.EXCLUSIVE), PATIENCE.plus(MOST_WORK));
            case 1 -> read(StreamKind.LOCK_SHARED, whileLocked(LockMode.SHARED), PATIENCE.plus(MOST_WORK));
            default ->
                read(
                        StreamKind.LOCK_TRY,
                        locker.tryLock(LockMode.EXCLUSIVE, ALL)
                                .map(HeldLock::release)
                                .flux(),
                        Duration.ZERO);
        }
    }

    private Flux<Long> whileLocked(LockMode mode) {
        return locker.withLock(mode, ALL, PATIENCE, () -> Mono.delay(MOST_WORK))
                .onErrorComplete(AcquireTimeoutException.class);
    }

    @Override
    void use(Random random) {
        if (random.nextBoolean()) {
            rival.tryLock(LockMode.EXCLUSIVE, ALL);
        } else {
            rival.unlock(ALL);
        }
    }

    @Override
    boolean isEmpty() {
        return true;
    }

    @Override
    void close() {
        rival.unlock(ALL);
        Bounds.await("each lock to be given back").until(() -> rival.tryLock(LockMode.EXCLUSIVE, ALL));
        rival.close();
        locker.close();
        try {
            assertThat(Files.deleteIfExists(path)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
