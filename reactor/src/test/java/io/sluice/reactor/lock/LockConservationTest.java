package io.sluice.reactor.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.Inside;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.LongTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Cancels, timeouts and a killed rival: no lock stays behind, and nobody has one that excludes him. */
@LongTest
class LockConservationTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 500;
    private static final LockRange WHOLE = LockRange.whole();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    @Conforms("fcntl34")
    void aStormOfCancelsAndTimeoutsLeavesNoLockBehind(LockKind kind) {
        Path path = folder.resolve("lock");
        FileLockerOptions options =
                FileLockerOptions.create().file(LockFileOptions.create().kind(kind));
        String name = kind == LockKind.FLOCK ? "flock" : "ofd";
        try (FileLocker locker = FileLocker.create(path, options);
                RunningProgram peer = CProgram.of("lock_peer").start(path)) {
            Inside inside = new Inside();
            IntStream.range(0, THREADS).parallel().forEach(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    round(locker, inside);
                }
            });
            assertThat(inside.most()).isEqualTo(1);
            Bounds.await("the last to leave").until(() -> inside.now() == 0);
            assertThat(locker.lock(LockMode.EXCLUSIVE, WHOLE, Bounds.SOON)
                            .map(HeldLock::release)
                            .block())
                    .isTrue();
            peer.say("try " + name + " exclusive 0 0");
            assertThat(peer.line()).isEqualTo("locked");
            Probe<HeldLock> waiting = Probe.of(locker.lock(LockMode.EXCLUSIVE, WHOLE), 1);
            peer.kill();
            assertThat(waiting.awaitEnd()).isNull();
            waiting.received().forEach(HeldLock::release);
            assertThat(locker.holders()).isEmpty();
        }
    }

    private static void round(FileLocker locker, Inside inside) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Mono<Integer> work = inside.work();
        Duration timeout = Duration.ofNanos(random.nextInt(200_000));
        Probe<?> probe = switch (random.nextInt(4)) {
            case 0 -> Probe.of(locker.withLock(LockMode.EXCLUSIVE, WHOLE, () -> work), 1);
            case 1 -> Probe.of(locker.withLock(LockMode.EXCLUSIVE, WHOLE, timeout, () -> work), 1);
            case 2 -> Probe.of(locker.lock(LockMode.EXCLUSIVE, WHOLE), 1, (got, lock) -> lock.release());
            default -> Probe.of(locker.lock(LockMode.SHARED, WHOLE, timeout), 1, (got, lock) -> lock.release());
        };
        if (random.nextBoolean()) {
            for (int pause = random.nextInt(1_000); pause > 0; pause--) {
                Thread.onSpinWait();
            }
            probe.cancel();
        } else {
            probe.awaitEnd();
        }
    }
}
