package io.sluice.benchmarks.worker;

import io.sluice.reactor.timerfd.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sluice: how late one-shot timers on one loop are. */
final class ExpiringTimers implements Role {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LAST = Duration.ofMillis(600);

    private final Timers timers = Timers.create();

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        int count = command.count();
        long[] late = new long[count];
        AtomicInteger expired = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(count);
        round.ready();
        for (int i = 0; i < count; i++) {
            Duration delay = FIRST.plus(LAST.minus(FIRST).multipliedBy(i).dividedBy(count));
            long due = System.nanoTime() + delay.toNanos();
            timers.after(delay).subscribe(expirations -> {
                late[expired.getAndIncrement()] = System.nanoTime() - due;
                left.countDown();
            });
        }
        if (!left.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(expired + " of " + count + " timers have expired");
        }
        round.done(late);
    }
}
