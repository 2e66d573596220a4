package io.sluice.trial.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.testing.Bounds;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cancels, timeouts, closes and C rivals, all at once: never too many inside, and as many permits at the end as before. */
class GuardConservationTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = Trial.rounds(5_000, 250_000);
    /** One that never pauses, and others that stay inside for a while, so that there is something to wait for. */
    private static final int[] RIVALS_MICROS_INSIDE = {0, 20, 20};

    private static final int REOPEN_EVERY = 20;
    private static final int MOST_WAIT_NANOS = 100_000;
    private static final int MOST_SPINS = 2_000;

    @TempDir
    Path folder;

    private final AtomicLong entered = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicReference<Throwable> unexpected = new AtomicReference<>();

    @ParameterizedTest
    @EnumSource
    void neverAreTooManyInsideAndNoPermitIsLost(GuardKind kind) {
        int permits = kind.permits();
        try (Guard guard = kind.create(permits);
                Inside inside = new Inside(folder, kind, guard, permits)) {
            inside.startRivals(RIVALS_MICROS_INSIDE);
            IntStream.range(0, THREADS).parallel().forEach(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    round(guard, inside);
                    if (thread == 0 && i % REOPEN_EVERY == 0) {
                        guard.reopen();
                    }
                }
            });
            assertThat(inside.rivalsAreAlive())
                    .as("a rival found too many inside")
                    .isTrue();
            assertThat(inside.most()).isBetween(1L, (long) permits);
            assertThat(unexpected.get()).isNull();
            assertThat(entered.get()).isPositive();
            takeAllAndKillTheRivals(guard, inside, permits);
            Bounds.await("all permits are back").until(() -> guard.left() == permits);
            assertThat(inside.now()).isZero();
            System.out.printf("the rivals entered %,d times%n", inside.countOfAll());
            Row.of("guards", kind)
                    .value("acquires", THREADS * ROUNDS)
                    .value("entered", entered.get())
                    .value("timed out", timedOut.get())
                    .value("cancelled", cancelled.get())
                    .value("closed", closed.get())
                    .done();
        }
    }

    /** While all permits are here, no rival has one that would be lost with it. */
    private static void takeAllAndKillTheRivals(Guard guard, Inside inside, int permits) {
        AtomicInteger here = new AtomicInteger();
        Flux<Object> holding = guard.with(() -> Mono.never().doOnSubscribe(begun -> here.incrementAndGet()));
        List<Disposable> holders =
                IntStream.range(0, permits).mapToObj(i -> holding.subscribe()).toList();
        Bounds.await("all permits").until(() -> here.get() == permits);
        inside.killRivals();
        holders.forEach(Disposable::dispose);
    }

    private void round(Guard guard, Inside inside) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int spinsInside = random.nextInt(MOST_SPINS);
        AtomicBoolean over = new AtomicBoolean();
        // It leaves before its end is passed on, and before its cancel returns.
        Supplier<Publisher<Long>> work = () -> Flux.using(
                () -> {
                    inside.enter();
                    over.set(true);
                    spin(spinsInside); // who stays lets others wait
                    return entered.incrementAndGet();
                },
                Mono::just,
                number -> inside.leave());
        Flux<Long> guarded = random.nextBoolean()
                ? guard.with(work)
                : guard.with(Duration.ofNanos(random.nextInt(MOST_WAIT_NANOS)), work);
        Disposable use = guarded.subscribe(number -> {}, error -> {
            count(error);
            over.set(true);
        });
        if (random.nextBoolean()) {
            spin(random.nextInt(MOST_SPINS));
            use.dispose();
            if (!over.get()) {
                cancelled.incrementAndGet();
            }
        } else {
            Bounds.awaitSpinning("an outcome", over::get);
        }
    }

    private void count(Throwable error) {
        if (error instanceof AcquireTimeoutException) {
            timedOut.incrementAndGet();
        } else if (error instanceof ClosedHandleException) {
            closed.incrementAndGet();
        } else {
            unexpected.compareAndSet(null, error);
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
