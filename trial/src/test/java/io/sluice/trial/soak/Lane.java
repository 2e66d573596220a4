package io.sluice.trial.soak;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One object of the kernel with those who use it. On the soak's thread only, but for what its streams count. */
abstract class Lane {
    /** What all lanes together did. */
    static final class Totals {
        final AtomicLong sent = new AtomicLong();
        final AtomicLong refused = new AtomicLong();
        final AtomicLong ticks = new AtomicLong();
        final AtomicLong subscriptions = new AtomicLong();
        final AtomicLong openings = new AtomicLong();
    }

    private static final int IN_ALL = 100;
    private static final int REOPENS = 2;
    private static final int SUBSCRIBES = 25;

    final Totals totals;

    Lane(Totals totals) {
        this.totals = totals;
    }

    /** Does one thing: sends, changes the subscriber, or closes what it has and begins afresh. */
    final void step(Random random) {
        int what = random.nextInt(IN_ALL);
        if (what < REOPENS) {
            close();
            open();
        } else if (what < REOPENS + SUBSCRIBES) {
            totals.subscriptions.incrementAndGet();
            changeSubscriber(random);
        } else {
            use(random);
        }
    }

    abstract void open();

    abstract void changeSubscriber(Random random);

    abstract void use(Random random);

    /** Fails where a message was lost or came twice. */
    abstract void close();
}
