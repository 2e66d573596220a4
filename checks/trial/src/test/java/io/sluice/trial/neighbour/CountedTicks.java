package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.Disposable;

/** The ticks of a periodic timer, held to the clock: none is early, and none is missing, however late the thread comes. */
final class CountedTicks implements AutoCloseable {
    private final long periodNanos;
    private final long begun = System.nanoTime();
    private final AtomicReference<Throwable> error = new AtomicReference<>();
    private final Disposable stream;

    /** Of the thread that brings the ticks. */
    private long firstAt;

    private long firstCount;

    private volatile long sum;
    /** Whether the clock had no more periods than there were ticks when the last one came. */
    private volatile boolean complete;

    CountedTicks(Timers timers, Duration period) {
        periodNanos = period.toNanos();
        stream = timers.every(period)
                .subscribe(this::count, error::set, () -> error.set(new AssertionError("the ticks have ended")));
    }

    /** Compares with the clock here, behind the read: a comparison on another thread is behind by what it waits. */
    private void count(TimerExpirations expirations) {
        long now = System.nanoTime();
        if (firstCount == 0) {
            firstAt = now;
            firstCount = expirations.count();
        }
        long all = sum + expirations.count();
        complete = all >= firstCount + (now - firstAt) / periodNanos;
        sum = all;
    }

    void awaitAsMany(long count) {
        Bounds.await(count + " ticks").until(() -> sum >= count || error.get() != null);
        assertThat(error).hasNullValue();
    }

    /** That they go on, too: what came before this call does not count. */
    void assertNoneMissingNorEarly() {
        complete = false;
        Bounds.await("ticks, of which none is missing").untilAsserted(() -> {
            assertThat(error).hasNullValue();
            assertThat(complete).as("as many as periods: %d", sum).isTrue();
        });
        long ticks = sum;
        assertThat(ticks).isLessThanOrEqualTo((System.nanoTime() - begun) / periodNanos);
    }

    @Override
    public void close() {
        stream.dispose();
    }
}
