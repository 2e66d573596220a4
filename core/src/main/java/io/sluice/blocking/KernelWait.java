package io.sluice.blocking;

import io.sluice.errno.Errno;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call that waits in the kernel on a pooled thread. It ends once: with the call's own result, or, where it was
 * interrupted in time, with {@code -EINTR} and without any effect.
 *
 * <p>All methods may be called from any thread.
 */
public final class KernelWait implements Runnable {
    /** The result of a wait that was interrupted before the kernel did anything. */
    public static final long INTERRUPTED = -Errno.EINTR.number();

    private static final int SPINS = 200;
    private static final long RESEND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BlockingCall call;
    private final LongConsumer completion;
    private final WakeSignal signal;
    /** The kernel's id of the thread while it may be inside the call, otherwise 0. Guarded by this. */
    private int threadId;
    /** Guarded by this. */
    private boolean started;

    private volatile boolean interrupted;
    private volatile boolean ended;
    private volatile @Nullable Thread waitingForEnd;

    KernelWait(BlockingCall call, LongConsumer completion, WakeSignal signal) {
        this.call = call;
        this.completion = completion;
        this.signal = signal;
    }

    /** Runs on the pooled thread. */
    @Override
    public void run() {
        enter();
        long result = INTERRUPTED;
        try {
            // A signal of somebody else is no reason to give up the place in line, but it does cost it.
            while (!interrupted && result == INTERRUPTED) {
                result = call.call();
            }
        } catch (OutOfMemoryError noRoomForTheResult) {
            result = -Errno.ENOMEM.number(); // whoever waits for the end must hear of it all the same
        } finally {
            leave();
        }
        completion.accept(result);
    }

    private synchronized void enter() {
        started = true;
        threadId = KernelWaiter.currentThreadId(signal);
    }

    private void leave() {
        synchronized (this) {
            threadId = 0; // from here on no signal is sent: the thread may be in another wait, or gone
            ended = true;
        }
        LockSupport.unpark(waitingForEnd);
    }

    /**
     * Calls the thread back. Returns at once; the signal is repeated every millisecond until the wait has ended, because
     * one that comes right before the thread enters the kernel is lost.
     */
    public void interrupt() {
        interrupted = true;
        if (sendSignal()) {
            Interrupter.INSTANCE.repeatUntilEnded(this);
        }
    }

    /**
     * Calls the thread back and waits until it has left the kernel, some microseconds as a rule: when this returns, the
     * call has had its effect already or never will.
     */
    public void interruptAndAwait() {
        interrupted = true;
        if (!hasStarted()) {
            return; // it will find the flag, and never make the call
        }
        int spins = 0;
        long nextSignal = System.nanoTime();
        while (!ended) {
            long now = System.nanoTime();
            if (now - nextSignal >= 0) {
                sendSignal();
                nextSignal = now + RESEND_NANOS;
            }
            if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                waitingForEnd = Thread.currentThread();
                if (!ended) {
                    LockSupport.parkNanos(this, RESEND_NANOS / 10);
                }
            }
        }
    }

    private synchronized boolean hasStarted() {
        return started;
    }

    /**
     * Whether the call has returned for good.
     *
     * @return true when nothing will happen in the kernel any more
     */
    public boolean hasEnded() {
        return ended;
    }

    /** Returns false if there is nobody to be called back any more. */
    synchronized boolean sendSignal() {
        if (threadId != 0) {
            signal.sendTo(threadId);
        }
        return !ended;
    }
}
