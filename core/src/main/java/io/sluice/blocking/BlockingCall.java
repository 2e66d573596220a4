package io.sluice.blocking;

/** One call of the kernel that may wait. */
@FunctionalInterface
public interface BlockingCall {
    /**
     * Makes the call, once: a call that was interrupted is made again by the waiter.
     *
     * @return 0 or more, or the negated error number
     */
    long call();
}
