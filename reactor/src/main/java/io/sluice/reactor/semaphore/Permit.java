package io.sluice.reactor.semaphore;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A permit of a semaphore. Whoever has it releases it, once. Nothing else does: neither the garbage collector nor the end of
 * the process. With System V semaphores the kernel does at the end of the process, if it was acquired with undo.
 *
 * <pre>{@code
 * acquirer.acquire().subscribe(permit -> {
 *     try {
 *         System.out.println("this process has a permit");
 *     } finally {
 *         permit.release();
 *     }
 * });
 * }</pre>
 *
 * <p>May be used from any thread.
 */
public final class Permit {
    private static final AtomicIntegerFieldUpdater<Permit> RELEASED =
            AtomicIntegerFieldUpdater.newUpdater(Permit.class, "released");

    private final SemaphoreTarget target;
    private volatile int released;

    /** A permit that is to be acquired. */
    Permit(SemaphoreTarget target) {
        this.target = target;
    }

    /**
     * Gives the permit back, in the way in which it was taken. Never waits. Works also where the semaphore's handle is closed
     * by now.
     *
     * @return whether this call gave it back; false if an earlier one has
     * @throws io.sluice.errno.ErrnoException if the semaphore has as many permits as it can have ({@code EOVERFLOW}, {@code
     *     ERANGE}), or another process has destroyed it ({@code EFAULT}, {@code EIDRM}); the permit can be released again
     */
    public boolean release() {
        if (!RELEASED.compareAndSet(this, 0, 1)) {
            return false;
        }
        try {
            target.release();
            return true;
        } catch (Throwable refused) {
            released = 0;
            throw refused;
        }
    }

    /**
     * Whether the permit was given back.
     *
     * @return true from the release on
     */
    public boolean isReleased() {
        return released != 0;
    }

    @Override
    public String toString() {
        return "Permit(" + target + (isReleased() ? ", released)" : ")");
    }
}
