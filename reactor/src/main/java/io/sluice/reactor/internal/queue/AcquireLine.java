package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;

/**
 * Those who acquire the same thing from a kernel object, such as a permit. While nobody waits, an acquisition is attempted at
 * once, on the thread that asks for it. Otherwise it waits behind the others, and at most one thread waits for all of them.
 *
 * <p>May be used from any thread.
 *
 * @param <M> what says what to acquire
 */
public final class AcquireLine<M> {
    private final Target<M> target;
    private final OperationQueue<M> operations;

    /**
     * A line in which nobody waits.
     *
     * @param target its {@link Target#attempt} may be called from any thread, and {@link Target#undo} gives back
     * @param loop attempts for those who wait, and signals their outcomes
     */
    public AcquireLine(Target<M> target, EventLoop loop) {
        this.target = target;
        operations = new OperationQueue<>(target, loop);
    }

    /** What is acquired from. */
    public Target<M> target() {
        return target;
    }

    /** Whether nobody waits. By the time that the caller looks at the answer, it may be another one. */
    public boolean isIdle() {
        return operations.isIdle();
    }

    OperationQueue<M> operations() {
        return operations;
    }

    /** Acquires without waiting. False where nothing is left, or others wait for it. Throws where it failed. */
    boolean tryNow(M message) {
        return operations.isIdle() && target.attempt(message) == Target.Attempt.DONE;
    }

    @Override
    public String toString() {
        return "those who acquire from " + target;
    }
}
