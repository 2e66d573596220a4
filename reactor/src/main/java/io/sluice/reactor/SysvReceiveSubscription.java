package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvReceiveTurn;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to a System V queue's messages.
 *
 * <p>It is busy or idle. Whoever finds it idle and makes it busy owns it, and only the owner signals. With demand the owner
 * is the thread that waits in the kernel and emits there, without a hand-over to another one: that would double the time
 * from a send to its {@code onNext}. Without demand it is idle and holds no thread.
 */
final class SysvReceiveSubscription implements Subscription, SysvReceiveTurn {
    private static final int IDLE = 0;
    private static final int BUSY = 1;

    private static final AtomicLongFieldUpdater<SysvReceiveSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(SysvReceiveSubscription.class, "requested");
    private static final AtomicIntegerFieldUpdater<SysvReceiveSubscription> STATE =
            AtomicIntegerFieldUpdater.newUpdater(SysvReceiveSubscription.class, "state");

    private final CoreSubscriber<? super SysvMessage> actual;
    private final SysvMessageQueue queue;
    private final TypeSelector selector;
    private final long patienceNanos;
    private final Runnable closeHook = this::queueClosed;

    private volatile long requested;
    /** Busy from the beginning, until {@link #start()}; and for good once it has ended. */
    private volatile int state = BUSY;

    private volatile boolean cancelled;
    private volatile boolean queueClosed;
    private volatile boolean outOfPatience;
    private volatile @Nullable Throwable badRequest;
    /** The latest wait; it may be over. */
    private volatile @Nullable KernelWait turn;

    /** The owner's. */
    private boolean done;

    /** The event loop's. */
    private @Nullable Timeout timeout;

    /** Completes when it is out of patience, {@link SendLimit#NEVER} for never, and finds no message. */
    SysvReceiveSubscription(
            CoreSubscriber<? super SysvMessage> actual,
            SysvMessageQueue queue,
            TypeSelector selector,
            long patienceNanos) {
        this.actual = actual;
        this.queue = queue;
        this.selector = selector;
        this.patienceNanos = patienceNanos;
    }

    static ClosedHandleException closedBefore(SysvMessageQueue queue) {
        return new ClosedHandleException("msgrcv", queue.name(), "The queue was closed before.");
    }

    /** Begins to emit. Not before {@code onSubscribe} has returned, for signals come one after the other. */
    void start() {
        if (queue.addCloseHook(closeHook)) {
            outOfPatience = patienceNanos == 0;
            if (hasTimer()) {
                EventLoop loop = EventLoop.shared();
                loop.execute(() -> timeout = loop.schedule(patienceNanos, this::timeIsOver));
            }
            own();
        } else {
            fail(closedBefore(queue));
        }
    }

    /** Whether a pooled thread waits for this one, or works on what it brought. */
    boolean holdsThread() {
        KernelWait waiting = turn;
        return waiting != null && !waiting.hasReleasedThread();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
            KernelWait waiting = turn;
            if (waiting != null) {
                waiting.interrupt();
            }
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        ownIfIdle();
    }

    @Override
    public void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interruptAndAwait();
        }
        ownIfIdle();
    }

    /** On the thread that closes the queue, which has called a waiting thread back already. */
    private void queueClosed() {
        queueClosed = true;
        ownIfIdle();
    }

    private boolean hasTimer() {
        return patienceNanos != 0 && patienceNanos != SendLimit.NEVER;
    }

    /** On the event loop's thread. */
    private void timeIsOver() {
        outOfPatience = true;
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interrupt();
        }
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
                queue.receiveInTurn(selector, this);
            } catch (ClosedHandleException closed) {
                complete();
            } catch (RuntimeException | OutOfMemoryError refused) {
                fail(refused);
            }
        }
    }

    /** If there is nothing to wait for, the caller is the owner no longer. */
    private boolean shouldReceive() {
        do {
            if (hasEnded()) {
                return false;
            }
            if (requested > 0) {
                return true;
            }
            state = IDLE;
        } while (isAnythingToDo() && STATE.compareAndSet(this, IDLE, BUSY));
        return false;
    }

    private boolean isAnythingToDo() {
        return requested > 0 || cancelled || queueClosed || badRequest != null;
    }

    /** Ends it where there is a reason to. */
    private boolean hasEnded() {
        if (cancelled) {
            finish();
        } else if (badRequest != null) {
            fail(badRequest);
        } else if (queueClosed) {
            complete();
        } else if (outOfPatience && requested > 0) {
            lookOnceMore();
        }
        return done;
    }

    /** Without a wait: what is there now did come in time. */
    private void lookOnceMore() {
        SysvMessage message = null;
        try {
            message = queue.tryReceive(selector);
        } catch (ClosedHandleException closed) {
            complete();
        } catch (ErrnoException refused) {
            fail(refused);
        }
        if (message != null) {
            emit(message);
        }
        complete();
    }

    @Override
    public void began(KernelWait wait) {
        turn = wait;
        if (cancelled || outOfPatience || badRequest != null) {
            wait.interrupt(); // that came before it could see the turn
        }
    }

    @Override
    public boolean received(SysvMessage message) {
        emit(message);
        return shouldReceive();
    }

    /** Emits one message, which there must be demand for; or discards it where nobody wants it any more. */
    private void emit(SysvMessage message) {
        if (cancelled) {
            Operators.onDiscard(message, actual.currentContext());
            finish();
            return;
        }
        Operators.produced(REQUESTED, this, 1);
        try {
            actual.onNext(message);
        } catch (Throwable broken) {
            cancelled = true; // a subscriber that throws counts as one that has cancelled (rule 2.13)
            finish();
            throw broken;
        }
    }

    @Override
    public void notReceived(@Nullable ErrnoException cause) {
        if (cause == null) {
            own();
        } else if (cause instanceof ClosedHandleException) {
            complete();
        } else {
            fail(cause);
        }
    }

    private void complete() {
        if (finish()) {
            actual.onComplete();
        }
    }

    private void fail(Throwable cause) {
        if (finish()) {
            actual.onError(cause);
        }
    }

    /** Returns true if the subscriber is still to be told the end. */
    private boolean finish() {
        if (done) {
            return false;
        }
        done = true;
        queue.removeCloseHook(closeHook);
        if (hasTimer()) {
            EventLoop.shared().execute(this::dropTimeout);
        }
        return !cancelled;
    }

    private void dropTimeout() {
        Timeout limit = timeout;
        if (limit != null) {
            timeout = null;
            limit.cancel();
        }
    }
}
