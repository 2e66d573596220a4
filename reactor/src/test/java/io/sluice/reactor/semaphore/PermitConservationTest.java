package io.sluice.reactor.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.reactor.Inside;
import io.sluice.reactor.Probe;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Cancels, timeouts, closes and C rivals: no permit is lost and none is made. */
@LongTest
class PermitConservationTest {
    private static final int PERMITS = 3;
    private static final int THREADS = 4;
    private static final int ROUNDS = 2_500;
    private static final int CLOSES = 200;

    private final String name = TestQueues.PREFIX + "permit-conservation";

    @Test
    @Conforms("sem_wait 4")
    void aStormOfCancelsAndTimeoutsBesideRivalsKeepsTheValue() {
        try (PosixSemaphore semaphore =
                        PosixSemaphore.builder(name).value(PERMITS).create();
                RunningProgram rivals = CProgram.of("sem_peer").start(name)) {
            startRivals(rivals);
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
            Inside inside = new Inside();
            IntStream.range(0, THREADS).parallel().forEach(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    round(acquirer, inside);
                }
            });
            assertThat(inside.most()).isBetween(1, PERMITS);
            Bounds.await("the last to leave").until(() -> inside.now() == 0);
            for (int i = 0; i < PERMITS; i++) { // which no rival has any more when all were taken here
                assertThat(acquirer.acquire(Bounds.SOON).block()).isNotNull();
            }
            assertThat(semaphore.tryWait()).isFalse();
            rivals.kill();
            assertThat(semaphore.value()).isZero();
        } finally {
            PosixSemaphore.unlink(name);
        }
    }

    private static void startRivals(RunningProgram rivals) {
        rivals.say("open");
        rivals.awaitLine("opened");
        rivals.say("rivals 2");
        rivals.awaitLine("started");
    }

    private static void round(SemaphoreAcquirer acquirer, Inside inside) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Mono<Integer> work = inside.work();
        Probe<?> probe = switch (random.nextInt(4)) {
            case 0 -> Probe.of(acquirer.withPermit(work), 1);
            case 1 -> Probe.of(acquirer.withPermit(Duration.ofNanos(random.nextInt(100_000)), work), 1);
            case 2 -> Probe.of(acquirer.acquire(), 1, (got, permit) -> permit.release());
            default ->
                Probe.of(
                        acquirer.acquire(Duration.ofNanos(random.nextInt(100_000))),
                        1,
                        (got, permit) -> permit.release());
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

    @Test
    void aCloseAtAnyMomentKeepsTheValue() {
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).value(1).create();
                RunningProgram rivals = CProgram.of("sem_peer").start(name)) {
            startRivals(rivals);
            for (int i = 0; i < CLOSES; i++) {
                PosixSemaphore closed = PosixSemaphore.builder(name).open();
                SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(closed);
                Probe<Permit> stream = Probe.of(acquirer.permits(), Long.MAX_VALUE, (got, permit) -> permit.release());
                Probe<Integer> guarded = Probe.of(acquirer.withPermit(Mono.just(1)), 1);
                for (int pause = ThreadLocalRandom.current().nextInt(5_000); pause > 0; pause--) {
                    Thread.onSpinWait();
                }
                closed.close();
                stream.awaitEnd();
                guarded.awaitEnd();
            }
            Probe<Permit> last = Probe.of(SemaphoreAcquirer.create(semaphore).acquire(), 1);
            assertThat(last.awaitEnd()).isNull();
            rivals.kill();
            assertThat(semaphore.value()).isZero();
            last.received().forEach(Permit::release);
            assertThat(semaphore.value()).isEqualTo(1);
        } finally {
            PosixSemaphore.unlink(name);
        }
    }
}
