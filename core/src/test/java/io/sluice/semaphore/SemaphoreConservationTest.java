package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitingThreads;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.LongTest;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No permit is lost and none is made, whatever ends the waits. */
@LongTest
class SemaphoreConservationTest {
    private static final int PERMITS = 3;
    private static final int THREADS = 4;
    private static final int ROUNDS = 2_500;
    /** A thread of a wait that is over is free a moment later: several may be on their way. */
    private static final int WAITING_THREADS = 16 * THREADS;

    private final String name = TestQueues.PREFIX + "conservation";

    @Test
    @Conforms({"sem_wait 1-1", "sem_wait 1-2", "sem_wait 4"})
    void interruptsTimeoutsAndRivalsNeitherLoseNorMakePermits() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (WaitingThreads threads = WaitingThreads.create("semaphores", WAITING_THREADS);
                PosixSemaphore semaphore = PosixSemaphore.builder(name)
                        .value(PERMITS)
                        .waitingThreads(threads)
                        .create();
                RunningProgram rivals = CProgram.of("sem_peer").start(name)) {
            rivals.say("open");
            rivals.awaitLine("opened");
            rivals.say("rivals 2");
            rivals.awaitLine("started");
            IntStream.range(0, THREADS).parallel().forEach(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    if (takes(semaphore)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        semaphore.post();
                    }
                }
            });
            assertThat(most).hasValueBetween(1, PERMITS);
            IntStream.range(0, PERMITS)
                    .forEach(
                            i -> { // which no rival has any more when all were taken here
                                RecordedWait<Void> wait = new RecordedWait<>();
                                semaphore.blockingWait(wait);
                                assertThat(wait.await().wasDone()).isTrue();
                            });
            assertThat(semaphore.tryWait()).isFalse();
            rivals.kill();
            assertThat(semaphore.value()).isZero();
        } finally {
            PosixSemaphore.unlink(name);
        }
    }

    private static boolean takes(PosixSemaphore semaphore) {
        int way = ThreadLocalRandom.current().nextInt(4);
        if (way == 0) {
            return semaphore.tryWait();
        }
        RecordedWait<Void> wait = new RecordedWait<>();
        if (way == 1) {
            semaphore.blockingWait(Duration.ofNanos(50_000), wait);
        } else {
            KernelWait begun = semaphore.blockingWait(wait);
            if (way == 2) {
                begun.interruptAndAwait();
            }
        }
        return wait.await().wasDone();
    }
}
