package io.sluice.reactor.internal.source;

import io.sluice.epoll.Interest;

/**
 * How one kind takes elements on an event loop. All methods but {@link #interrupt()} are called on the loop's thread.
 *
 * @param <T> the type of the elements
 */
public interface LoopReader<T> {
    /** What a visit has found. */
    enum Found {
        /** As much as was asked for, or as one time slice allows: there may be more. */
        MORE,
        /** Less than was asked for: there is no more at this moment. */
        NO_MORE
    }

    /**
     * Takes and emits what there is demand for, one time slice at the most. Every take goes through {@link
     * LoopSource#tryTake}. It may end the source. It throws only what a subscriber has thrown.
     */
    Found take(LoopSource<T> source);

    /** There is demand and no more to take: says what to wait for. */
    default void await(LoopSource<T> source) {
        source.await(Interest.READ);
    }

    /** Whether readiness matters also while there is no demand. */
    default boolean waitsWithoutDemand() {
        return false;
    }

    /** Asks what waits in the kernel to leave it soon. On the loop's thread. */
    default void interruptSoon() {}

    /** What waits in the kernel has left it when this returns. On any thread. */
    default void interrupt() {}

    /** The stream has ended: releases what it holds. On the loop's thread, or on another where the loop has ended before. */
    default void release() {}
}
