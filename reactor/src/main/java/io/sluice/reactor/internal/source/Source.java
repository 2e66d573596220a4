package io.sluice.reactor.internal.source;

/**
 * One subscription to what comes from the kernel: its owner, and the subscriber behind it.
 *
 * @param <T> the type of the elements
 */
public interface Source<T> {
    /** The subscriber's side. */
    Downstream<T> downstream();

    /** Begins to take and to emit. Called once, when {@code onSubscribe} has returned, for signals are serial. */
    void start();
}
