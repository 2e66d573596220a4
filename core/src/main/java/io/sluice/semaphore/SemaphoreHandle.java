package io.sluice.semaphore;

/** What a semaphore is open by: a descriptor of its own, or memory that somebody else has mapped. */
interface SemaphoreHandle {
    boolean isOpen();

    /** Begins a use. Each {@code true} must be followed by one {@link #release()}. */
    boolean acquire();

    void release();

    /** Whether all of the semaphore is there, which a look at cut memory cannot say without a risk. During a use only. */
    boolean isWhole();

    void close();
}
