package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.Bounds;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Waiting for microseconds, on a machine that may have no processor to spare for it. */
@SuppressWarnings("ThreadPriorityCheck") // to yield is what makes room for the thread that is waited for
final class Waiting {
    private static final int SPINS = 100;

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        long start = 0;
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                long now = System.nanoTime();
                start = start == 0 ? now : start;
                if (now - start > Bounds.SOON.toNanos()) {
                    throw new AssertionError("still no " + what);
                }
                Thread.yield();
            }
        }
    }

    /** For as long as it takes. */
    static void forEverUntil(BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Until the loop has done what it was doing, and what it was given before. */
    static void passThrough(EventLoop loop) {
        AtomicBoolean passed = new AtomicBoolean();
        loop.execute(() -> passed.set(true));
        until("the event loop", passed::get);
    }

    /** Without giving the processor away: the moment is what matters. */
    static void untilMoment(long nanoTime) {
        while (System.nanoTime() - nanoTime < 0) {
            Thread.onSpinWait();
        }
    }
}
