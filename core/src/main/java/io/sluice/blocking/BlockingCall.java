package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * A call of the kernel that may block, with the memory it needs and the receiver of its result. Each kind of IPC writes one
 * for each of its blocking functions and begins it with {@link WaitSet#begin}.
 *
 * <pre>{@code
 * if (new WaitSet("/orders", WaitingThreads.shared()).begin(call).hasEnded()) {
 *     System.out.println(call.function() + " returned at once");
 * }
 * }</pre>
 *
 * <p>{@link #began} comes first, on the thread that begins the wait. Then the waiting thread makes the call and passes on
 * its result. The last result goes to exactly one of {@link #returned}, {@link #failed} and {@link #interrupted}.
 */
public interface BlockingCall {
    /**
     * The C function, for messages.
     *
     * @return such as {@code mq_timedsend}
     */
    String function();

    /**
     * The wait is in its set, and no thread is used for it yet. What the call needs is prepared here. If this throws, the
     * wait does not begin.
     *
     * @param wait the wait; if it is interrupted here, the call is never made
     */
    void began(KernelWait wait);

    /**
     * Makes the call, once. A call that was interrupted by a signal of somebody else is made again.
     *
     * @return 0 or more, or the negated error number
     */
    long call();

    /**
     * The call was successful.
     *
     * @param result what it returned, 0 or more
     * @return whether to make it again on the same thread
     */
    boolean returned(long result);

    /**
     * Turns the error of the call into what happened and what to do. Called again after a pause where the heap has no room for it.
     *
     * @param errno the error number, never {@code EINTR}
     * @return the exception for {@link #failed}
     */
    ErrnoException failure(int errno);

    /**
     * The call failed.
     *
     * @param cause what {@link #failure} has made
     */
    void failed(ErrnoException cause);

    /**
     * The wait was interrupted before the call had any effect.
     *
     * @param cause why: the handle or the threads were closed; null if only this wait was interrupted
     */
    void interrupted(@Nullable ErrnoException cause);

    /** Gives back what the call needs. Called once, when the call is not made any more, also where it never began. */
    void release();
}
