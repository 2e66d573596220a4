package io.sluice.benchmarks.worker;

import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.HeldLock;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** A lock on a file that nobody else wants. */
final class UncontendedLocks {
    private UncontendedLocks() {}

    /** By the calls of the core, on one description of the file. */
    static Role byCalls() {
        return new Uncontended<>(path -> LockFile.open(Path.of(path)), file -> () -> {
            if (!file.tryLock(LockMode.EXCLUSIVE, LockRange.whole())) {
                throw new IllegalStateException("somebody else has the lock");
            }
            file.unlock(LockRange.whole());
        });
    }

    /** Sluice: a subscription for each lock, and a description of the file as well. */
    static Role acquired() {
        return new Uncontended<>(path -> FileLocker.create(Path.of(path)), locker -> {
            Mono<HeldLock> lock = locker.lock(LockMode.EXCLUSIVE, LockRange.whole());
            AtOnce<HeldLock> subscriber = new AtOnce<>(HeldLock::release);
            return () -> subscriber.awaitFrom(lock);
        });
    }
}
