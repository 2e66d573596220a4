package io.sluice.samples.docs;

import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The Java of docs/locks.md. */
final class LocksSnippets {
    private LocksSnippets() {}

    static void work() {
        try (FileLocker locker = FileLocker.create(Path.of("/run/plant/lock"))) {
            Duration longest = Duration.ofSeconds(5);
            locker.withLock(LockMode.EXCLUSIVE, LockRange.whole(), longest, () -> report())
                    .blockLast();
        }
    }

    private static Mono<String> report() {
        return Mono.just("the only report at this time");
    }

    static boolean isFirst() {
        LockFile lock = LockFile.open(Path.of("/run/plant/controller.lock"));
        boolean first = lock.tryLock(LockMode.EXCLUSIVE, LockRange.whole());

        return first;
    }
}
