package io.sluice.reactor.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.Probe;
import io.sluice.reactor.TwoThreads;
import io.sluice.testing.Bounds;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade that is cancelled just when it may succeed. */
class UpgradeRaceTest {
    private static final LockRange WHOLE = LockRange.whole();

    @TempDir
    Path folder;

    @RegisterExtension
    final TwoThreads threads = new TwoThreads();

    /** What is given up is shared again soon. */
    private static void awaitShared(LockFile rival, Runnable beforeEachLook) {
        Bounds.awaitSpinning("the way back", () -> {
            beforeEachLook.run();
            return rival.tryLock(LockMode.SHARED, WHOLE);
        });
    }

    @Test
    void theNextUpgradeStaysExclusive() {
        Path path = folder.resolve("lock");
        try (FileLocker locker = FileLocker.create(path);
                LockFile rival = LockFile.open(path)) {
            HeldLock lock = locker.lock(LockMode.SHARED, WHOLE).block();
            assertThat(lock).isNotNull();
            threads.rounds("cancelled in time", () -> {
                awaitShared(rival, lock::downgrade); // what the cancel came too late for may be delivered late
                Probe<HeldLock> first = Probe.of(lock.upgrade(Bounds.SOON), 1);
                AtomicReference<Probe<HeldLock>> second = new AtomicReference<>();
                threads.race(() -> rival.unlock(WHOLE), () -> {
                    first.cancel();
                    second.set(Probe.of(lock.upgrade(Bounds.SOON), 1));
                });
                second.get().awaitEndSpinning();
                assertThat(second.get().error()).isNull();
                assertThat(lock.mode()).isEqualTo(LockMode.EXCLUSIVE);
                TwoThreads.spin(threads.randomSpins());
                assertThat(rival.tryLock(LockMode.SHARED, WHOLE)).isFalse();
                return first.received().isEmpty();
            });
            lock.release();
        }
    }

    @Test
    void whatIsCancelledInTimeIsSharedAgain() {
        Path path = folder.resolve("lock");
        try (FileLocker locker = FileLocker.create(path);
                LockFile rival = LockFile.open(path)) {
            HeldLock lock = locker.lock(LockMode.SHARED, WHOLE).block();
            assertThat(lock).isNotNull();
            threads.rounds("cancelled in time", () -> {
                assertThat(rival.tryLock(LockMode.SHARED, WHOLE)).isTrue();
                Probe<HeldLock> upgrade = Probe.of(lock.upgrade(Bounds.SOON), 1);
                threads.race(() -> rival.unlock(WHOLE), upgrade::cancel);
                awaitShared(rival, () -> {
                    if (upgrade.hasEnded()) { // the cancel came too late
                        lock.downgrade();
                    }
                });
                assertThat(lock.mode()).isEqualTo(LockMode.SHARED);
                rival.unlock(WHOLE);
                return !upgrade.hasEnded();
            });
            lock.release();
        }
    }
}
