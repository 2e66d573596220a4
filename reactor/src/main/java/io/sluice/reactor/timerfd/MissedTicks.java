package io.sluice.reactor.timerfd;

/** What becomes of the expirations of a timer for which there was no demand when they came. */
public enum MissedTicks {
    /** They become one element with their number. That is how the kernel keeps them, so nothing piles up. */
    COALESCE,
    /** Each becomes an element of its own, as fast as demand takes them. What piles up is a number, not elements. */
    BURST,
    /**
     * They are dropped, and the next element comes on time. The only expiration of a timer without an interval is never
     * dropped.
     */
    SKIP
}
