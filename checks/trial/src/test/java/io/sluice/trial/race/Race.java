package io.sluice.trial.race;

import java.util.concurrent.atomic.AtomicReference;

/** Two events that may come in either order or at once, and what has to be true behind them. */
abstract class Race implements AutoCloseable {
    private static final long EFFECT_NANOS = 100_000;

    private final String name;
    private final AtomicReference<String> late = new AtomicReference<>();

    Race(String name) {
        this.name = name;
    }

    /** A subscriber of one round. */
    final Witness witness(long demand) {
        return new Witness(demand, late);
    }

    /** Brings about what both events begin with. */
    abstract void prepare(long round);

    /** The one event. */
    abstract void first();

    /** The other event, on the other thread. */
    abstract void second();

    /** Awaits what has to come, fails where something is not as it must be, and says in words how the round has ended. */
    abstract String outcome();

    /** Whether it depends on the moments how a round ends. */
    abstract boolean isUndecided();

    /** When, on the clock of {@link System#nanoTime()}, the latest effect of the round was seen; 0 for no effect. */
    abstract long effectAt();

    /** How long, about, the effect takes from the earlier event on; what is seen then counts. */
    long expectedEffectNanos() {
        return EFFECT_NANOS;
    }

    @Override
    public void close() {}

    @Override
    public final String toString() {
        return name;
    }
}
