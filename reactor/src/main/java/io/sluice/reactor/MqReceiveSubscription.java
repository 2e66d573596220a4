package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.ReceiveTurn;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to a queue's messages. Everything happens on the event loop's thread, but for {@link #request}, {@link
 * #cancel} and the end of a turn, which only leave word there.
 *
 * <p>It learns of messages in one of two ways: by readiness from epoll, or, when it is fair, by a turn in the kernel's own
 * line, which takes one message for demand that is there.
 */
final class MqReceiveSubscription implements Subscription, ReadinessHandler, ReceiveTurn, Runnable {
    private static final AtomicLongFieldUpdater<MqReceiveSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(MqReceiveSubscription.class, "requested");
    private static final AtomicIntegerFieldUpdater<MqReceiveSubscription> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(MqReceiveSubscription.class, "scheduled");

    private final CoreSubscriber<? super MqMessage> actual;
    private final PosixMessageQueue queue;
    private final EventLoop loop;
    private final boolean fair;
    private final boolean untilEmpty;

    private volatile long requested;
    /** 1 while a run of this on the loop is due. It is, from the beginning, until {@link #start()}. */
    private volatile int scheduled = 1;

    private volatile boolean cancelled;
    private volatile @Nullable Throwable badRequest;
    private volatile @Nullable KernelWait turn;

    // On the loop's thread only.
    private @Nullable Registration registration;
    private boolean turnsRefused;
    private boolean done;

    MqReceiveSubscription(
            CoreSubscriber<? super MqMessage> actual,
            PosixMessageQueue queue,
            EventLoop loop,
            boolean fair,
            boolean untilEmpty) {
        this.actual = actual;
        this.queue = queue;
        this.loop = loop;
        this.fair = fair && !untilEmpty;
        this.untilEmpty = untilEmpty;
    }

    /** Begins to emit. Not before {@code onSubscribe} has returned, for signals come one after the other. */
    void start() {
        if (queue.isOpen()) {
            leaveWord();
        } else {
            onLoop(() -> fail(new ClosedHandleException("mq_receive", queue.name(), "The queue was closed before.")));
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        schedule();
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
        schedule();
    }

    private void schedule() {
        if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
            leaveWord();
        }
    }

    private void leaveWord() {
        onLoop(this);
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
    public void run() {
        scheduled = 0;
        drain();
    }

    @Override
    public void onReady() {
        if (requested == 0 && registration != null) {
            // Only now, and not when the demand ended: the next portion of it often comes before the next message.
            registration.interest(Interest.NONE);
        }
        drain();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        registration = null;
        if (cause == null) {
            complete();
        } else {
            fail(cause);
        }
    }

    private void drain() {
        if (done || turn != null) {
            return;
        }
        if (cancelled) {
            finish();
            return;
        }
        Throwable bad = badRequest;
        if (bad != null) {
            fail(bad);
            return;
        }
        receiveWhatIsAskedFor();
    }

    /** Takes no more than the queue can hold: then the other descriptors of the loop have their turn. */
    private void receiveWhatIsAskedFor() {
        boolean empty = false;
        int left = queue.maxMessages();
        while (!done && !empty && left > 0 && requested > 0) {
            MqMessage message = receive();
            if (message == null) {
                empty = true;
            } else {
                left--;
                emit(message);
            }
        }
        if (done) {
            return;
        }
        if (untilEmpty && (empty || isQueueEmpty())) {
            complete();
        } else if (requested > 0) {
            awaitMessages(empty);
        }
    }

    /** Null if there is no message, or never will be. */
    private @Nullable MqMessage receive() {
        try {
            return queue.tryReceive();
        } catch (ClosedHandleException closed) {
            complete();
        } catch (ErrnoException refused) {
            fail(refused);
        }
        return null;
    }

    /** An emptied queue brings no event any more, so a stream that ends with it has to look. */
    private boolean isQueueEmpty() {
        try {
            return queue.attributes().currentMessages() == 0;
        } catch (ClosedHandleException closed) {
            return true;
        }
    }

    private void emit(MqMessage message) {
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
        if (cancelled) {
            finish();
        } else if (badRequest != null) {
            fail(badRequest);
        }
    }

    private void awaitMessages(boolean empty) {
        Registration registered = registration;
        if (registered == null) {
            registered = loop.register(queue, this);
            registration = registered;
        }
        if (fair && empty && !turnsRefused && takeTurn()) {
            registered.interest(Interest.NONE);
        } else {
            registered.interest(Interest.READ);
        }
    }

    private boolean takeTurn() {
        try {
            KernelWait begun = queue.receiveInTurn(this);
            turn = begun;
            if (cancelled) {
                begun.interrupt(); // the cancel came before it could see the turn
            }
            return true;
        } catch (ClosedHandleException closed) {
            return false; // the registration tells
        } catch (ErrnoException | IllegalStateException | OutOfMemoryError refused) {
            turnsRefused = true; // readiness is less fair, but it works
            return false;
        }
    }

    @Override
    public void received(MqMessage message) {
        endTurn(() -> {
            turn = null;
            if (done) {
                Operators.onDiscard(message, actual.currentContext());
            } else {
                emit(message);
            }
            drain();
        });
    }

    @Override
    public void notReceived(@Nullable ErrnoException cause) {
        endTurn(() -> {
            turn = null;
            if (cause == null || cause instanceof ClosedHandleException) {
                drain();
            } else {
                fail(cause);
            }
        });
    }

    /** On the waiter's thread. Where the loop has ended, nothing else can run any more, and this thread does it. */
    private void endTurn(Runnable end) {
        try {
            loop.execute(end);
        } catch (RejectedExecutionException closed) {
            end.run();
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

    /** Lets go of everything. Returns true if the subscriber is still to be told the end. */
    private boolean finish() {
        if (done) {
            return false;
        }
        done = true;
        Registration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interrupt();
        }
        return !cancelled;
    }
}
