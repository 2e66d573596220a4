package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.epoll.Timeout;
import io.sluice.fd.Pollable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One subscription to what a descriptor brings. Its owner is the event loop's thread.
 *
 * <p>Whoever extends this takes out of the kernel what there is demand for in {@link #takeWhatIsAskedFor()}, and says there
 * what to wait for.
 *
 * @param <T> what is emitted
 */
@SuppressWarnings("rawtypes") // the field updater knows the class without its parameter
abstract class LoopSubscription<T> extends SourceSubscription<T> implements ReadinessHandler, Runnable {
    private static final AtomicIntegerFieldUpdater<LoopSubscription> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(LoopSubscription.class, "scheduled");

    private final EventLoop loop;
    private final Pollable pollable;

    /** 1 while a run of this on the loop is due. It is, from the beginning, until {@link #start()}. */
    private volatile int scheduled = 1;

    // On the loop's thread only.
    private @Nullable Registration registration;
    private @Nullable Timeout nextLook;

    LoopSubscription(CoreSubscriber<? super T> actual, EventLoop loop, Pollable pollable) {
        super(actual);
        this.loop = loop;
        this.pollable = pollable;
    }

    /**
     * Takes what there is demand for, with {@link #emit}, and ends with {@link #await} where there is more demand than
     * elements. A refusal of the kernel goes to {@link #refused}; it throws only what a subscriber threw.
     */
    abstract void takeWhatIsAskedFor();

    /** False while something else will call {@link #drain()} and no element may be taken meanwhile. */
    boolean mayTake() {
        return true;
    }

    /** The stream has ended in some way. On the loop's thread, once; or on another where the loop has ended before. */
    void letGo() {}

    @Override
    void start() {
        onLoop(this);
    }

    /** Begins with the end. */
    void startFailed(Throwable cause) {
        onLoop(() -> fail(cause));
    }

    /** Once until it is looked at. */
    @Override
    final void leaveWord() {
        if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
            try {
                onLoop(this);
            } catch (OutOfMemoryError noRoomForTheTask) {
                scheduled = 0; // or it would never be looked at again
                throw noRoomForTheTask;
            }
        }
    }

    /** A closed loop emits nothing any more, except this one word: that it is closed. */
    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            fail(closed);
        }
    }

    @Override
    public final void run() {
        scheduled = 0;
        drain();
    }

    @Override
    public final void onReady() {
        if (requested() == 0 && registration != null && !awaitsWithoutDemand()) {
            // Only now, and not when the demand ended: the next portion of it often comes before the next element.
            registration.interest(Interest.NONE);
        }
        drain();
    }

    /** True where readiness is to be heard of even while nobody wants an element. */
    boolean awaitsWithoutDemand() {
        return false;
    }

    @Override
    public final void onClosed(@Nullable Throwable cause) {
        registration = null;
        if (cause == null) {
            complete();
        } else {
            fail(cause);
        }
    }

    final void drain() {
        if (!endIfAsked() && mayTake()) {
            try {
                // Whether there is demand or not: the end of the descriptor and that of the loop are told in any case.
                registered();
                takeWhatIsAskedFor();
            } catch (OutOfMemoryError shortage) {
                if (isDone()) {
                    throw shortage; // the subscriber's own
                }
                fail(shortage);
            }
        }
    }

    /** Says what to wait for. */
    final void await(Interest interest) {
        registered().interest(interest);
    }

    /** Comes back in the loop's next round, when the other descriptors had their turn. */
    final void lookAgain() {
        if (nextLook == null) {
            nextLook = loop.schedule(0, this::look);
        }
    }

    private void look() {
        nextLook = null;
        drain();
    }

    private Registration registered() {
        Registration known = registration;
        if (known == null) {
            known = loop.register(pollable, this);
            registration = known;
        }
        return known;
    }

    @Override
    public final String toString() {
        return "subscription of " + SubscriberNames.of(actual) + " to " + pollable;
    }

    final EventLoop loop() {
        return loop;
    }

    @Override
    final void ended() {
        Registration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
        Timeout look = nextLook;
        if (look != null) {
            nextLook = null;
            look.cancel();
        }
        letGo();
    }
}
