package io.sluice.reactor.internal.source;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * A source that a waiting thread owns: its elements come by a call that blocks.
 *
 * <p>It is busy or idle. Whoever finds it idle and makes it busy owns it, and only the owner signals. With demand the owner
 * is the thread that waits in the kernel. It emits there, without a hand-over to another thread, which would double the
 * time from a send to its {@code onNext}. Without demand the source is idle and holds no thread.
 *
 * @param <T> the type of the elements
 */
// States and events: docs/states/thread-source.md
@SuppressWarnings("rawtypes") // the field updater knows the class without its parameter
public final class ThreadSource<T> implements Source<T>, Downstream.Owner, ReceiveHandler<T> {
    private static final int IDLE = 0;
    private static final int BUSY = 1;

    private static final AtomicIntegerFieldUpdater<ThreadSource> STATE =
            AtomicIntegerFieldUpdater.newUpdater(ThreadSource.class, "state");

    private final Downstream<T> downstream;
    private final BlockingReader<T> reader;
    /** {@link BlockingReader#tryTake}: made once, since each element may need it. */
    private final Supplier<@Nullable T> take;

    private final boolean triesFirst;
    /** Where the source ends while it is idle. A supplier: most streams never need the loop. */
    private final Supplier<EventLoop> loop;
    /** Null where there is no deadline. */
    private final @Nullable Expiry expiry;

    private final Runnable closeHook = this::handleClosed;

    /** Busy from the beginning, until {@link #start()}; and for good once it has ended. */
    private volatile int state = BUSY;

    private volatile boolean handleClosed;
    private volatile boolean expired;
    /** The latest wait; it may be over. */
    private volatile @Nullable KernelWait wait;

    /** With a timeout from now on the monotonic clock, or {@link Deadline#NEVER}. */
    public ThreadSource(
            CoreSubscriber<? super T> actual, BlockingReader<T> reader, Supplier<EventLoop> loop, long timeoutNanos) {
        downstream = new Downstream<>(actual, this);
        this.reader = reader;
        take = reader::tryTake;
        triesFirst = reader.triesFirst();
        this.loop = loop;
        expired = timeoutNanos == 0;
        expiry = expired || timeoutNanos == Deadline.NEVER
                ? null
                : new Expiry(loop.get(), timeoutNanos, this::timeIsOver);
    }

    @Override
    public Downstream<T> downstream() {
        return downstream;
    }

    @Override
    public void start() {
        if (!reader.addCloseHook(closeHook)) {
            handleClosed = true;
            ClosedHandleException closed = reader.closedBefore();
            if (closed != null) {
                downstream.fail(closed);
                return;
            }
        }
        if (expiry != null) {
            try {
                expiry.start();
            } catch (RejectedExecutionException | OutOfMemoryError refused) {
                downstream.fail(refused);
                return;
            }
        }
        own();
    }

    /** Whether a pooled thread waits for this source, or works on what it brought. */
    public boolean holdsThread() {
        KernelWait waiting = wait;
        return waiting != null && !waiting.hasReleasedThread();
    }

    @Override
    public void wakeUp() {
        if (downstream.isToEnd()) {
            interruptSoon();
        }
        ownIfIdle();
    }

    @Override
    public void interrupt() {
        KernelWait waiting = wait;
        if (waiting != null) {
            waiting.interruptAndAwait();
        }
    }

    private void interruptSoon() {
        KernelWait waiting = wait;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /**
     * On the thread that closes the handle, which has interrupted a waiting thread already. An idle source completes on the
     * event loop: the closing thread may hold a lock that a subscriber wants.
     */
    private void handleClosed() {
        handleClosed = true;
        if (state == IDLE) {
            try {
                loop.get().execute(this::ownIfIdle);
            } catch (RuntimeException | OutOfMemoryError refused) { // the loop is closed, or cannot be had
                ownIfIdle();
            }
        }
    }

    /** On the event loop's thread. */
    private void timeIsOver() {
        expired = true;
        interruptSoon();
        ownIfIdle();
    }

    private void ownIfIdle() {
        if (state == IDLE && STATE.compareAndSet(this, IDLE, BUSY)) {
            own();
        }
    }

    private void own() {
        if (shouldReceive()) {
            try {
                reader.receive(this);
            } catch (RuntimeException | OutOfMemoryError refused) {
                downstream.refused(refused);
            }
        }
    }

    /** Where there is nothing to wait for, the caller is the owner no longer. */
    private boolean shouldReceive() {
        do {
            if (hasEnded()) {
                return false;
            }
            if (downstream.hasDemand()) {
                return true;
            }
            state = IDLE;
        } while (isAnythingToDo() && STATE.compareAndSet(this, IDLE, BUSY));
        return false;
    }

    private boolean isAnythingToDo() {
        return downstream.requested() > 0 || downstream.isToEnd() || handleClosed;
    }

    /** Ends it where there is a reason to. */
    private boolean hasEnded() {
        if (downstream.endIfAsked()) {
            return true;
        }
        if (handleClosed) {
            downstream.complete();
        } else if (expired && downstream.requested() > 0) {
            lookOnceMore();
        }
        return downstream.isDone();
    }

    /** Without a wait: an element that is there now has come in time. */
    private void lookOnceMore() {
        T element = downstream.tryTake(take);
        if (element != null) {
            downstream.emitOrDiscard(element);
        }
        downstream.complete();
    }

    @Override
    public void began(KernelWait begun) {
        wait = begun;
        if (expired || downstream.isToEnd()) {
            begun.interrupt(); // the reason came before it could see the wait
        }
    }

    @Override
    public boolean received(T element) {
        T taken = element;
        while (taken != null) {
            downstream.emitOrDiscard(taken);
            if (!shouldReceive()) {
                return false;
            }
            taken = triesFirst ? downstream.tryTake(take) : null;
        }
        return !triesFirst || shouldReceive(); // the take may have failed, and ended the stream
    }

    @Override
    public void notReceived(@Nullable ErrnoException cause) {
        if (cause == null) {
            own();
        } else {
            downstream.refused(cause);
        }
    }

    @Override
    public void release() {
        reader.removeCloseHook(closeHook);
        if (expiry != null) {
            expiry.cancelSoon();
        }
    }
}
