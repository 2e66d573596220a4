package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTimeoutsTest {
    private static final long MILLI = 1_000_000;
    private static final long SOON_NANOS = 50 * MILLI;
    private static final int MOST_TRIES = 30;

    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void aTimeoutIsNeverEarlyAndAtItsBestSoon() {
        long bestNanosLate = Long.MAX_VALUE;
        long[] delays = {1, 1000, MILLI - 1, MILLI, MILLI + 1, 5 * MILLI, 20 * MILLI, 50 * MILLI};
        // On a busy machine the loop's thread has to wait for a processor again and again.
        for (int i = 0; i < MOST_TRIES && (i < delays.length || bestNanosLate >= SOON_NANOS); i++) {
            long delay = delays[i % delays.length];
            CompletableFuture<Long> ran = new CompletableFuture<>();
            long due = LoopProbe.on(loop, () -> {
                long now = System.nanoTime();
                loop.schedule(delay, () -> ran.complete(System.nanoTime()));
                return now + delay;
            });
            long late = LoopProbe.get(ran) - due;
            assertThat(late).as("delay %d ns", delay).isNotNegative();
            bestNanosLate = Math.min(bestNanosLate, late);
        }
        assertThat(bestNanosLate).isLessThan(SOON_NANOS);
    }

    @Test
    void timeoutsRunInTheOrderOfTheirTimesWhateverTheOrderGiven() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Long> ranDue = new ArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        LoopProbe.run(loop, () -> {
            for (int i = 0; i < 500; i++) {
                AtomicReference<Timeout> timeout = new AtomicReference<>();
                timeout.set(loop.schedule(
                        random.nextInt(30) * MILLI,
                        () -> ranDue.add(timeout.get().deadlineNanos())));
            }
            loop.schedule(100 * MILLI, () -> last.complete(null));
        });
        LoopProbe.get(last);
        assertThat(ranDue).as("seed %d", seed).hasSize(500).isSorted();
    }

    @Test
    void equalTimesRunInTheOrderGiven() {
        TimeoutQueue queue = new TimeoutQueue(new LoopMeter());
        List<Timeout> given = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            given.add(queue.add(7, 3, () -> {}));
        }
        List<Timeout> expired = new ArrayList<>();
        assertThat(queue.pollExpired(9)).isNull();
        for (Timeout next = queue.pollExpired(10); next != null; next = queue.pollExpired(10)) {
            expired.add(next);
        }
        assertThat(expired).containsExactlyElementsOf(given);
    }

    @Test
    void aCancelledTimeoutNeverRuns() {
        List<String> ran = new ArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        LoopProbe.run(loop, () -> {
            Timeout cancelled = loop.schedule(MILLI, () -> ran.add("cancelled"));
            Timeout[] byAnother = new Timeout[1];
            loop.schedule(0, () -> byAnother[0].cancel());
            byAnother[0] = loop.schedule(0, () -> ran.add("cancelled by one that was due at the same time"));
            cancelled.cancel();
            cancelled.cancel();
            loop.schedule(20 * MILLI, () -> last.complete(null));
        });
        LoopProbe.get(last);
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimeoutThatSchedulesAnotherAtOnceDoesNotStarveTasks() {
        boolean[] stop = new boolean[1];
        LoopProbe.run(
                loop,
                () -> loop.schedule(0, new Runnable() {
                    @Override
                    public void run() {
                        if (!stop[0]) {
                            loop.schedule(0, this);
                        }
                    }
                }));
        LoopProbe.run(loop, () -> stop[0] = true);
    }

    @Test
    void whatATimeoutThrowsDoesNotEndTheLoop() {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        RuntimeException expected = new RuntimeException("expected");
        LoopProbe.run(loop, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown));
            loop.schedule(0, () -> {
                throw expected;
            });
        });
        assertThat(LoopProbe.get(uncaught)).isSameAs(expected);
        LoopProbe.run(loop, () -> {});
    }

    @Test
    void timesBeyondAnyLifeAreKeptApartFromPastOnes() {
        TimeoutQueue queue = new TimeoutQueue(new LoopMeter());
        long now = Long.MAX_VALUE - 5; // the clock may overflow any time
        queue.add(now, Long.MAX_VALUE, () -> {});
        Timeout soon = queue.add(now, 10, () -> {});
        Timeout negative = queue.add(now, Long.MIN_VALUE, () -> {});
        assertThat(queue.pollExpired(now)).isSameAs(negative);
        assertThat(queue.pollExpired(now)).isNull();
        assertThat(queue.pollExpired(now + 10)).isSameAs(soon);
        assertThat(queue.pollExpired(now + 1000 * MILLI)).isNull();
        assertThat(queue.millisToNext(now)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theSleepIsRoundedUpToWholeMilliseconds() {
        TimeoutQueue queue = new TimeoutQueue(new LoopMeter());
        assertThat(queue.millisToNext(0)).as("none: for ever").isEqualTo(-1);
        queue.add(0, 3 * MILLI + 1, () -> {});
        assertThat(queue.millisToNext(0)).isEqualTo(4);
        assertThat(queue.millisToNext(1)).isEqualTo(3);
        assertThat(queue.millisToNext(3 * MILLI)).isEqualTo(1);
        assertThat(queue.millisToNext(3 * MILLI + 1)).isZero();
        assertThat(queue.millisToNext(9 * MILLI)).isZero();
    }

    @Test
    void timeoutsThatAreNotDueAreDroppedAtTheEnd() {
        List<String> ran = new ArrayList<>();
        LoopProbe.run(loop, () -> loop.schedule(3_600_000 * MILLI, () -> ran.add("late")));
        loop.close();
        assertThat(ran).isEmpty();
    }
}
