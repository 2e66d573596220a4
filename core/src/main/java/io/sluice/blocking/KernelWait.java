package io.sluice.blocking;

import io.sluice.errno.Errno;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits in the kernel on a pooled thread, once or again and again. It ends once: with the call's own result,
 * or, where it was interrupted in time, with {@code -EINTR} and without any effect.
 *
 * <p>All methods may be called from any thread.
 */
public final class KernelWait implements Runnable {
    /** The result of a wait that was interrupted before the kernel did anything. */
    public static final long INTERRUPTED = -Errno.EINTR.number();

    private static final int SPINS = 200;
    private static final long RESEND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BlockingCall call;
    private final LongPredicate completion;
    private final WakeSignal signal;
    private final boolean once;
    /** The kernel's id of the thread while it may be inside the call, otherwise 0. Changed under this object's lock. */
    private volatile int threadId;

    private volatile boolean interrupted;
    private volatile boolean ended;
    private volatile boolean threadReleased;
    private volatile @Nullable Thread waitingForEnd;

    /** A wait that makes its call once. */
    KernelWait(BlockingCall call, LongConsumer completion, WakeSignal signal) {
        this(call, once(completion), signal, true);
    }

    /** A wait that makes its call again where the completion says so. */
    KernelWait(BlockingCall call, LongPredicate completion, WakeSignal signal, boolean once) {
        this.call = call;
        this.completion = completion;
        this.signal = signal;
        this.once = once;
    }

    private static LongPredicate once(LongConsumer completion) {
        return result -> {
            completion.accept(result);
            return false;
        };
    }

    /**
     * Begins to wait, on a pooled thread. To be called once.
     *
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public void start() {
        KernelWaiter.shared().execute(this);
    }

    /** Runs on the pooled thread. */
    @Override
    public void run() {
        try {
            long result;
            boolean again;
            do {
                result = callUnlessInterrupted();
                again = completion.test(result);
            } while (again && result != INTERRUPTED);
        } finally {
            ended = true;
            threadReleased = true;
        }
    }

    private long callUnlessInterrupted() {
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
        return result;
    }

    private synchronized void enter() {
        threadId = KernelWaiter.currentThreadId(signal);
    }

    private void leave() {
        synchronized (this) {
            ended = once || interrupted; // before the id: whoever waits for that to go may ask next
            threadId = 0; // from here on no signal is sent: the thread may be in another wait, or gone
        }
        LockSupport.unpark(waitingForEnd);
    }

    /**
     * Calls the thread back. Returns at once; the signal is repeated every millisecond until it has left the kernel,
     * because one that comes right before the thread enters the kernel is lost.
     */
    public void interrupt() {
        interrupted = true;
        if (sendSignal()) {
            Interrupter.INSTANCE.repeatUntilEnded(this);
        }
    }

    /**
     * Calls the thread back and waits until it has left the kernel, some microseconds as a rule: when this returns, the
     * call has had its effect already or never will. What the thread does with the result may still be under way.
     */
    public void interruptAndAwait() {
        interrupted = true; // a thread that is not in the call yet will find it, and never make the call
        int spins = 0;
        long nextSignal = System.nanoTime();
        while (threadId != 0) {
            long now = System.nanoTime();
            if (now - nextSignal >= 0) {
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
    }

    /**
     * Whether the call has returned for good. Whoever waits for its result may not have it yet.
     *
     * @return true when nothing will happen in the kernel any more
     */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Whether the thread is free for other work: the result was told, and whoever got it has returned.
     *
     * @return true when this wait has no thread any more
     */
    public boolean hasReleasedThread() {
        return threadReleased;
    }

    /** Returns false if there is nobody to be called back: who enters the call from now on sees the flag first. */
    synchronized boolean sendSignal() {
        if (threadId == 0) {
            return false;
        }
        signal.sendTo(threadId);
        return true;
    }
}
