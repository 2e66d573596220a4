package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One subscription to a queue's messages. It learns of them in one of two ways: by readiness from epoll, or, when it is
 * fair, by a turn in the kernel's own line, which takes one message for demand that is there.
 */
final class MqReceiveSubscription extends LoopSubscription<PosixMessage> {
    private final PosixMessageQueue queue;
    private final boolean fair;
    private final boolean untilEmpty;
    private final long patienceNanos;
    private final long startNanos = System.nanoTime();

    private volatile @Nullable KernelWait turn;

    // On the loop's thread only.
    private final RefusedTurns refusedTurns = new RefusedTurns();
    private final Linger linger = new Linger();
    /** Whether the last visit found more than one message. */
    private boolean busy;
    /** Whether the last look found no message. Demand that is left does not say so: it may have come since. */
    private boolean empty;

    private @Nullable Timeout timeout;

    /** Completes when it is out of patience, {@link SendLimit#NEVER} for never, and finds no message. */
    MqReceiveSubscription(
            CoreSubscriber<? super PosixMessage> actual,
            PosixMessageQueue queue,
            EventLoop loop,
            boolean fair,
            boolean untilEmpty,
            long patienceNanos) {
        super(actual, loop, queue);
        this.queue = queue;
        this.fair = fair && !untilEmpty;
        this.untilEmpty = untilEmpty;
        this.patienceNanos = patienceNanos;
    }

    @Override
    void start() {
        if (queue.isOpen()) {
            super.start();
        } else {
            startFailed(new ClosedHandleException("mq_receive", queue.name(), "The queue was closed before."));
        }
    }

    @Override
    void callBack() {
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interruptAndAwait();
        }
    }

    @Override
    boolean mayTake() {
        return turn == null;
    }

    @Override
    void takeWhatIsAskedFor() {
        takeTurnOfLoop();
        if (isDone() || isCancelled()) {
            return; // a cancel leaves word to let go
        }
        if (untilEmpty && (empty || isQueueEmpty())) {
            complete();
        } else if (requested() > 0 && untilEmpty) {
            // Not by readiness: a rival may take the rest, and a stream that ends with the queue would wait for more.
            lookAgain();
        } else if (requested() > 0 && empty && nanosLeft() <= 0) {
            complete();
        } else if (requested() > 0) {
            await(fair && empty && refusedTurns.mayTry() && takeTurn() ? Interest.NONE : Interest.READ);
            if (!empty && !fair) {
                lookAgain(); // its next message is as good as there, so the loop is not to sleep
            }
            limitWait();
        }
    }

    private long nanosLeft() {
        return patienceNanos == SendLimit.NEVER ? SendLimit.NEVER : patienceNanos - (System.nanoTime() - startNanos);
    }

    private void limitWait() {
        if (patienceNanos != SendLimit.NEVER && timeout == null) {
            timeout = loop().schedule(nanosLeft(), this::timeIsOver);
        }
    }

    /** Looks once more, since what has been taken or is there now did come in time; a turn in the kernel does so itself. */
    private void timeIsOver() {
        timeout = null;
        KernelWait waiting = turn;
        if (waiting == null) {
            drain();
        } else {
            waiting.interrupt();
        }
    }

    /** Takes one portion, as many messages as the queue can hold, and more of them for the time of a turn. */
    private void takeTurnOfLoop() {
        int portion = queue.maxMessages();
        boolean mayLinger = busy && !fair && !untilEmpty;
        long begun = System.nanoTime();
        int found = 0;
        int taken;
        do {
            taken = take(portion, mayLinger);
            found += taken;
        } while (taken == portion && LoopTurn.goesOn(begun));
        busy = found > 1;
    }

    /** Takes and emits messages; how many, which is fewer than asked for where there are no more, or no more demand. */
    private int take(int most, boolean mayLinger) {
        int taken = 0;
        empty = false;
        while (taken < most && hasDemand()) {
            PosixMessage message = receive();
            if (message == null && mayLinger && linger.mayBegin()) {
                message = linger();
            }
            if (message == null) {
                empty = true;
                return taken;
            }
            taken++;
            emit(message);
        }
        return taken;
    }

    /** Looks for the next message of a busy queue. */
    private @Nullable PosixMessage linger() {
        long begun = System.nanoTime();
        PosixMessage message = null;
        while (message == null && hasDemand() && Linger.goesOn(begun)) {
            message = receive();
        }
        linger.told(message != null);
        return message;
    }

    /** Null if there is no message, or never will be. */
    private @Nullable PosixMessage receive() {
        try {
            return queue.tryReceive();
        } catch (ErrnoException cause) {
            refused(cause);
            return null;
        }
    }

    /** An emptied queue brings no event any more, so a stream that ends with it has to look. */
    private boolean isQueueEmpty() {
        try {
            return queue.attributes().currentMessages() == 0;
        } catch (ClosedHandleException closed) {
            return true;
        }
    }

    private boolean takeTurn() {
        try {
            KernelWait begun = queue.blockingReceive(new Turn());
            turn = begun;
            if (isCancelled()) {
                begun.interrupt(); // the cancel came before it could see the turn
            }
            return true;
        } catch (ClosedHandleException closed) {
            return false; // the registration tells
        } catch (ErrnoException | IllegalStateException | RejectedExecutionException | Error refused) {
            refusedTurns.refused(); // readiness is less fair, but it works
            return false;
        }
    }

    /** Hears on the waiter's thread how a turn ended, and leaves word on the loop. */
    private final class Turn extends TurnEnd implements ReceiveHandler<PosixMessage> {
        private @Nullable PosixMessage message;
        private @Nullable ErrnoException cause;

        Turn() {
            super(loop());
        }

        @Override
        public boolean received(PosixMessage taken) {
            message = taken;
            tell();
            return false;
        }

        @Override
        public void notReceived(@Nullable ErrnoException reason) {
            cause = reason;
            tell();
        }

        @Override
        void ended() {
            turn = null;
            if (message != null) {
                emit(message);
            }
            if (cause == null || cause instanceof ClosedHandleException) {
                drain();
            } else {
                fail(cause);
            }
        }
    }

    @Override
    void letGo() {
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interrupt();
        }
        Timeout limit = timeout;
        if (limit != null) {
            timeout = null;
            limit.cancel();
        }
    }
}
