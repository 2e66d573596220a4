package io.sluice.blocking;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A wait in the kernel, by which it can be interrupted. It ends once: with the result of its call, or, where it was
 * interrupted in time, without any effect.
 *
 * <pre>{@code
 * KernelWait wait = queue.blockingSend(PosixMessage.ofText("an order"), null, waitHandler);
 * wait.interruptAndAwait(); // the message was sent before, or never will be
 * }</pre>
 *
 * <p>All methods may be called from any thread, and again and again.
 */
// States and events: docs/states/kernel-wait.md
public final class KernelWait {
    /** The result of a call that was interrupted before the kernel did anything. */
    private static final long INTERRUPTED = -Errno.EINTR.number();

    private static final int SPINS = 200;
    private static final long RESEND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final System.Logger LOG = System.getLogger("io.sluice.blocking");

    // Neither the call nor its handle: a wait that is over and still referenced does not keep them from being
    // collected.
    private final WaitingThreads threads;
    private final String function;
    private final String handle;
    /** Not null where {@link #threadId} is not 0. */
    private @Nullable WakeSignal signal;
    /** The kernel's id of the thread while it may be inside the call, otherwise 0. Changed under this object's lock. */
    private volatile int threadId;

    /** Its neighbours in its {@link WaitSet}, which changes them under its own lock. */
    @Nullable
    KernelWait next;

    @Nullable
    KernelWait previous;

    /** Used on the waiting thread. */
    private Interrupter.@Nullable Deadline deadline;

    private volatile boolean interrupted;
    private volatile boolean ended;
    private volatile boolean threadReleased;
    private volatile @Nullable Thread waitingForEnd;

    KernelWait(WaitingThreads threads, String function, String handle) {
        this.threads = threads;
        this.function = function;
        this.handle = handle;
    }

    /** Makes the call, on the waiting thread. */
    void run(BlockingCall call, WaitSet waits, WakeSignal wakeSignal) {
        try {
            boolean again = true;
            while (again) {
                long result = callUnlessInterrupted(call, wakeSignal);
                if (result >= 0) {
                    again = call.returned(result);
                } else {
                    again = false;
                    ended = true;
                    passOn(result, call, waits);
                }
            }
        } finally {
            ended = true;
            waits.remove(this);
            forgetDeadline();
            call.release();
            threadReleased = true;
        }
    }

    /**
     * The handler must get an end, also where the heap has no room for the reason at first. So nothing is made here but the reason
     * itself.
     */
    private void passOn(long failure, BlockingCall call, WaitSet waits) {
        ErrnoException reason = null;
        boolean known = false;
        while (!known) {
            try {
                reason = failure == INTERRUPTED
                        ? waits.causeOfInterrupt(call.function(), threads)
                        : call.failure((int) -failure);
                known = true;
            } catch (OutOfMemoryError noRoom) {
                LockSupport.parkNanos(this, RESEND_NANOS);
            }
        }
        if (failure == INTERRUPTED || reason == null) {
            call.interrupted(reason);
        } else {
            call.failed(reason);
        }
    }

    private long callUnlessInterrupted(BlockingCall call, WakeSignal wakeSignal) {
        long result = INTERRUPTED;
        try {
            enter(wakeSignal); // which makes objects, too, where the thread is a new one
            // A signal of somebody else is no reason to give up the place among those who wait, but it does cost it.
            while (!interrupted && result == INTERRUPTED) {
                result = call.call();
            }
        } catch (OutOfMemoryError noRoomForTheResult) {
            result = -Errno.ENOMEM.number(); // the handler must get an end all the same
        } catch (InternalError memoryGone) {
            // Another process has cut off what was mapped. Compiled code says so some instructions late.
            result = -Errno.EFAULT.number();
        } finally {
            leave();
        }
        return result;
    }

    /** Signals the thread from a time of the monotonic clock on, until it has left the kernel. Called inside the call. */
    void signalFrom(long nanoTime) {
        if (deadline == null) {
            deadline = threads.interrupter().signalFrom(this, nanoTime);
        }
    }

    private void forgetDeadline() {
        if (deadline != null) {
            threads.interrupter().forget(deadline);
        }
    }

    private synchronized void enter(WakeSignal wakeSignal) {
        signal = wakeSignal;
        threadId = ((WaitingThread) Thread.currentThread()).id(wakeSignal);
    }

    private void leave() {
        synchronized (this) {
            threadId = 0; // from here on no signal is sent: the thread may be in another wait, or gone
        }
        LockSupport.unpark(waitingForEnd);
    }

    /**
     * Interrupts the wait. Returns at once. The signal is repeated every millisecond until the thread has left the kernel,
     * because one that comes right before the thread enters the kernel is lost.
     */
    public void interrupt() {
        interrupted = true;
        if (sendSignal()) {
            threads.interrupter().repeatUntilEnded(this);
        }
    }

    /**
     * Interrupts the wait and waits until its thread has left the kernel, some microseconds as a rule. When this returns, the
     * call has had its effect already or never will. The handler of the result may still be running. Code that runs inside the call,
     * such as a decoder of what was received, does not wait for itself.
     *
     * <p>Gives up after five seconds, with a warning to the {@link System.Logger} {@code io.sluice.blocking}. {@link
     * #hasEnded()} is false then. This can happen only where other code keeps signals from the thread.
     */
    public void interruptAndAwait() {
        interruptAndAwait(System.nanoTime() + PATIENCE_NANOS);
    }

    /** The same until a time of the monotonic clock. Returns whether the thread is outside the kernel. */
    boolean interruptAndAwait(long deadline) {
        interrupted = true; // a thread that is not in the call yet will find it, and never make the call
        if (Thread.currentThread() instanceof WaitingThread own && own.has(threadId)) {
            return true; // inside the call, whose part in the kernel is over
        }
        int spins = 0;
        long nextSignal = System.nanoTime();
        while (threadId != 0) {
            long now = System.nanoTime();
            if (now - nextSignal >= 0) {
                if (now - deadline >= 0) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0} could not be interrupted: its thread is in the kernel still. Does other code block or"
                                    + " handle the wake signal?",
                            this);
                    return false;
                }
                sendSignal();
                nextSignal = now + RESEND_NANOS;
            }
            if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                waitingForEnd = Thread.currentThread();
                if (threadId != 0) {
                    LockSupport.parkNanos(this, RESEND_NANOS / 10);
                }
            }
        }
        return true;
    }

    /**
     * Whether somebody has interrupted the wait. For a call that looks for a while before it blocks, where no signal reaches it:
     * it returns {@code EINTR} then.
     *
     * @return true from the first interruption on, whatever the outcome is
     */
    public boolean isInterrupted() {
        return interrupted;
    }

    /**
     * Whether nothing will happen in the kernel any more. False while a handler runs that may ask for another message.
     *
     * @return true when the call is not made again; its result may not have reached the handler yet
     */
    public boolean hasEnded() {
        return ended || (interrupted && threadId == 0); // whoever enters from now on finds the flag first
    }

    /**
     * Whether the thread is free for other work: the handler got the result and has returned.
     *
     * @return true when this wait has no thread any more
     */
    public boolean hasReleasedThread() {
        return threadReleased;
    }

    /** Returns false if there is nobody to interrupt: a thread that enters the call from now on finds the flag first. */
    synchronized boolean sendSignal() {
        WakeSignal wakeSignal = signal;
        if (threadId == 0 || wakeSignal == null) {
            return false;
        }
        wakeSignal.sendTo(threadId, this);
        return true;
    }

    @Override
    public String toString() {
        return function + " on " + handle + (threadId == 0 ? "" : " (thread " + threadId + ")");
    }
}
