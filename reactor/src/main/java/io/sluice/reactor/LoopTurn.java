package io.sluice.reactor;

import java.util.concurrent.TimeUnit;

/** How long a queue that always lets its stream go on may keep the other descriptors of its loop waiting. */
final class LoopTurn {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private LoopTurn() {}

    /** Whether another portion may follow in the turn that began then, on the clock of {@link System#nanoTime()}. */
    static boolean goesOn(long begunNanos) {
        return System.nanoTime() - begunNanos < NANOS;
    }
}
