package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One subscription to a System V queue's messages.
 *
 * <p>It is busy or idle. Whoever finds it idle and makes it busy owns it, and only the owner signals. With demand the owner
 * is the thread that waits in the kernel and emits there, without a hand-over to another one: that would double the time
 * from a send to its {@code onNext}. Without demand it is idle and holds no thread.
 */
final class SysvReceiveSubscription extends SourceSubscription<SysvMessage> implements ReceiveHandler<SysvMessage> {
    private static final int IDLE = 0;
    private static final int BUSY = 1;

    private static final AtomicIntegerFieldUpdater<SysvReceiveSubscription> STATE =
            AtomicIntegerFieldUpdater.newUpdater(SysvReceiveSubscription.class, "state");

    private final SysvMessageQueue queue;
    private final TypeSelector selector;
    private final long patienceNanos;
    /** Null where no time is to be kept. */
    private final @Nullable EventLoop timer;

    private final Runnable closeHook = this::queueClosed;

    /** Busy from the beginning, until {@link #start()}; and for good once it has ended. */
    private volatile int state = BUSY;

    private volatile boolean queueClosed;
    private volatile boolean outOfPatience;
    /** The latest wait; it may be over. */
    private volatile @Nullable KernelWait turn;

    /** The event loop's. */
    private @Nullable Timeout timeout;

    /** Completes when it is out of patience, {@link SendLimit#NEVER} for never, and finds no message. */
    SysvReceiveSubscription(
            CoreSubscriber<? super SysvMessage> actual,
            SysvMessageQueue queue,
            TypeSelector selector,
            long patienceNanos,
            @Nullable EventLoop timer) {
        super(actual);
        this.queue = queue;
        this.selector = selector;
        this.patienceNanos = patienceNanos;
        this.timer = timer;
    }

    @Override
    void start() {
        if (!queue.addCloseHook(closeHook)) {
            fail(new ClosedHandleException("msgrcv", queue.name(), "The queue was closed before."));
            return;
        }
        outOfPatience = patienceNanos == 0;
        try {
            limitTime();
        } catch (RejectedExecutionException | OutOfMemoryError refused) {
            fail(refused);
            return;
        }
        own();
    }

    private void limitTime() {
        EventLoop loop = timer;
        if (loop != null) {
            loop.execute(() -> timeout = loop.schedule(patienceNanos, this::timeIsOver));
        }
    }

    /** Whether a pooled thread waits for this one, or works on what it brought. */
    boolean holdsThread() {
        KernelWait waiting = turn;
        return waiting != null && !waiting.hasReleasedThread();
    }

    @Override
    void leaveWord() {
        KernelWait waiting = turn;
        if (badRequest() != null && waiting != null) {
            waiting.interrupt();
        }
        ownIfIdle();
    }

    @Override
    void callBack() {
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interruptAndAwait();
        }
    }

    /** On the thread that closes the queue, which has called a waiting thread back already. */
    private void queueClosed() {
        queueClosed = true;
        ownIfIdle();
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
                queue.blockingReceive(selector, this);
            } catch (RuntimeException | OutOfMemoryError refused) {
                refused(refused);
            }
        }
    }

    /** If there is nothing to wait for, the caller is the owner no longer. */
    private boolean shouldReceive() {
        do {
            if (hasEnded()) {
                return false;
            }
            if (hasDemand()) {
                return true;
            }
            state = IDLE;
        } while (isAnythingToDo() && STATE.compareAndSet(this, IDLE, BUSY));
        return false;
    }

    private boolean isAnythingToDo() {
        return requested() > 0 || isCancelled() || queueClosed || badRequest() != null;
    }

    /** Ends it where there is a reason to. */
    private boolean hasEnded() {
        if (endIfAsked()) {
            return true;
        }
        if (queueClosed) {
            complete();
        } else if (outOfPatience && requested() > 0) {
            lookOnceMore();
        }
        return isDone();
    }

    /** Without a wait: what is there now did come in time. */
    private void lookOnceMore() {
        SysvMessage message = null;
        try {
            message = queue.tryReceive(selector);
        } catch (ErrnoException refused) {
            refused(refused);
        }
        if (message != null) {
            emit(message);
        }
        complete();
    }

    @Override
    public void began(KernelWait wait) {
        turn = wait;
        if (isCancelled() || outOfPatience || badRequest() != null) {
            wait.interrupt(); // that came before it could see the turn
        }
    }

    @Override
    public boolean received(SysvMessage message) {
        emit(message);
        return shouldReceive();
    }

    @Override
    public void notReceived(@Nullable ErrnoException cause) {
        if (cause == null) {
            own();
        } else {
            refused(cause);
        }
    }

    @Override
    void ended() {
        queue.removeCloseHook(closeHook);
        dropTimeoutSoon();
    }

    private void dropTimeoutSoon() {
        try {
            if (timer != null) {
                timer.execute(this::dropTimeout);
            }
        } catch (RejectedExecutionException | OutOfMemoryError refused) {
            return; // a loop that has ended keeps no timeout; and one that runs out later finds nothing to do
        }
    }

    private void dropTimeout() {
        Timeout limit = timeout;
        if (limit != null) {
            timeout = null;
            limit.cancel();
        }
    }
}
