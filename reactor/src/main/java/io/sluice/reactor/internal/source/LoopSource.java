package io.sluice.reactor.internal.source;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.fd.Pollable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * A source that an event loop owns: readiness brings its elements. A {@link LoopReader} takes them.
 *
 * <p>A reader may also wait in the kernel, on a thread of its own, between {@link #beginWait()} and {@link #endWait}. The
 * wait may have an element in hand, so nothing ends the source before the wait has ended.
 *
 * @param <T> the type of the elements
 */
// States and events: docs/states/loop-source.md
@SuppressWarnings("rawtypes") // the field updater knows the class without its parameter
public final class LoopSource<T> implements Source<T>, Downstream.Owner, ReadinessHandler, Runnable {
    private static final AtomicIntegerFieldUpdater<LoopSource> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(LoopSource.class, "scheduled");

    private final Downstream<T> downstream;
    private final EventLoop loop;
    private final Pollable pollable;
    private final LoopReader<T> reader;
    private final @Nullable ClosedHandleException closedBefore;

    /** 1 while a run of this on the loop is due. It is, from the beginning, until {@link #start()}. */
    private volatile int scheduled = 1;

    // On the loop's thread only.
    private @Nullable Registration registration;
    private @Nullable Timeout nextLook;
    /** The reader waits in the kernel. Read where the loop is closed, by those who would end this. */
    private volatile boolean waiting;
    /** The end that came while the reader waited in the kernel. */
    private @Nullable Runnable pendingEnd;

    /** With the error of a handle that was closed before the subscription; null where it is open. */
    public LoopSource(
            CoreSubscriber<? super T> actual,
            EventLoop loop,
            Pollable pollable,
            LoopReader<T> reader,
            @Nullable ClosedHandleException closedBefore) {
        downstream = new Downstream<>(actual, this);
        this.loop = loop;
        this.pollable = pollable;
        this.reader = reader;
        this.closedBefore = closedBefore;
    }

    @Override
    public Downstream<T> downstream() {
        return downstream;
    }

    @Override
    public void start() {
        ClosedHandleException closed = closedBefore;
        onLoop(closed == null ? this : () -> downstream.fail(closed));
    }

    /** Schedules one run on the loop, until it has begun. */
    @Override
    public void wakeUp() {
        if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
            try {
                onLoop(this);
            } catch (OutOfMemoryError noRoomForTheTask) {
                scheduled = 0; // or it would never be looked at again
                throw noRoomForTheTask;
            }
        }
    }

    /**
     * A closed loop emits nothing any more, except one error: that it is closed. A reader that waits in the kernel may have an
     * element in hand, and ends this behind it: it was told of the loop's end before the loop refused a task.
     */
    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            if (!waiting) {
                downstream.fail(closed);
            }
        }
    }

    @Override
    public void interrupt() {
        reader.interrupt();
    }

    @Override
    public void run() {
        scheduled = 0;
        drain();
    }

    @Override
    public void onReady() {
        if (downstream.requested() == 0 && registration != null && !reader.waitsWithoutDemand()) {
            // Only now, and not when the demand ended: the next portion of it often comes before the next element.
            registration.interest(Interest.NONE);
        }
        drain();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        registration = null;
        end(cause);
    }

    /** Takes what there is demand for, or ends. */
    public void drain() {
        if (waiting) {
            if (downstream.isToEnd()) {
                reader.interruptSoon(); // and then the end of the wait ends the source
            }
        } else if (!downstream.endIfAsked()) {
            try {
                visit();
            } catch (OutOfMemoryError shortage) {
                if (downstream.isDone()) {
                    throw shortage; // the subscriber's own
                }
                downstream.fail(shortage);
            }
        }
    }

    private void visit() {
        // With demand or without: the end of the descriptor and that of the loop are signalled in any case.
        registered();
        LoopReader.Found found = reader.take(this);
        if (!downstream.endIfAsked() && (downstream.requested() > 0 || reader.waitsWithoutDemand())) {
            if (found == LoopReader.Found.MORE) {
                lookAgain();
            } else {
                reader.await(this);
            }
        }
    }

    /**
     * Takes one element that there is demand for, by a call that does not wait. What it throws ends the source.
     *
     * @return null if there was none, or none may be taken now, or the source has ended
     */
    public @Nullable T tryTake(Supplier<? extends @Nullable T> call) {
        return downstream.hasDemand() ? downstream.tryTake(call) : null;
    }

    /** Whether there is demand, and nothing that is about to end the source. */
    public boolean hasDemand() {
        return downstream.hasDemand();
    }

    /** Emits an element that was taken. */
    public void emit(T element) {
        downstream.emitOrDiscard(element);
    }

    /** Says what to wait for. */
    public void await(Interest interest) {
        registered().interest(interest);
    }

    /** Comes back in the loop's next round, when the other descriptors had their time slice. */
    public void lookAgain() {
        lookAgainIn(0);
    }

    /** Comes back after a while, at the latest. */
    public void lookAgainIn(long nanos) {
        if (nextLook == null) {
            nextLook = loop.schedule(nanos, this::look);
        }
    }

    private void look() {
        nextLook = null;
        drain();
    }

    /** Looks once more: at once, or as soon as the reader has left the kernel. */
    public void lookNow() {
        if (waiting) {
            reader.interruptSoon();
        } else {
            drain();
        }
    }

    /** The reader is about to wait in the kernel: until {@link #endWait} nothing is taken here, and nothing ends this. */
    public void beginWait() {
        waiting = true;
    }

    /** The reader could not begin to wait. */
    public void cancelWait() {
        waiting = false;
    }

    /** The reader's wait is over, and what it brought is emitted; with the error where it ended with one. */
    public void endWait(@Nullable Throwable cause) {
        waiting = false;
        Runnable end = pendingEnd;
        if (end != null) {
            end.run();
        } else if (cause != null) {
            end(cause);
        } else {
            drain();
        }
    }

    /** Ends the source: with a completion where there is no cause, as when its handle was closed. */
    public void end(@Nullable Throwable cause) {
        Runnable end = cause == null ? downstream::complete : () -> downstream.fail(cause);
        if (waiting) {
            pendingEnd = end;
            reader.interruptSoon();
        } else {
            end.run();
        }
    }

    /** Ends the source with what a call has thrown: a handle that was closed is the regular end. */
    public void refused(Throwable cause) {
        end(cause instanceof ClosedHandleException ? null : cause);
    }

    private Registration registered() {
        Registration known = registration;
        if (known == null) {
            known = loop.register(pollable, this);
            registration = known;
        }
        return known;
    }

    /** The owner. */
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void release() {
        try {
            releaseRegistration();
        } finally {
            reader.release(); // also where the heap is full
        }
    }

    private void releaseRegistration() {
        Timeout look = nextLook;
        if (look != null) {
            nextLook = null;
            look.cancel();
        }
        Registration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
    }

    @Override
    public String toString() {
        return "subscription of " + downstream + " to " + pollable;
    }
}
