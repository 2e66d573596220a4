package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.ReceiveTurn;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One subscription to a queue's messages. It learns of them in one of two ways: by readiness from epoll, or, when it is
 * fair, by a turn in the kernel's own line, which takes one message for demand that is there.
 */
final class MqReceiveSubscription extends LoopSubscription<MqMessage> implements ReceiveTurn {
    private final PosixMessageQueue queue;
    private final boolean fair;
    private final boolean untilEmpty;

    private volatile @Nullable KernelWait turn;

    // On the loop's thread only.
    private final RefusedTurns refusedTurns = new RefusedTurns();

    MqReceiveSubscription(
            CoreSubscriber<? super MqMessage> actual,
            PosixMessageQueue queue,
            EventLoop loop,
            boolean fair,
            boolean untilEmpty) {
        super(actual, loop, queue);
        this.queue = queue;
        this.fair = fair && !untilEmpty;
        this.untilEmpty = untilEmpty;
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

    /** Takes no more than the queue can hold: then the other descriptors of the loop have their turn. */
    @Override
    void takeWhatIsAskedFor() {
        boolean empty = false;
        int left = queue.maxMessages();
        while (!isDone() && !empty && left > 0 && requested() > 0) {
            MqMessage message = receive();
            if (message == null) {
                empty = true;
            } else {
                left--;
                emit(message);
            }
        }
        if (isDone()) {
            return;
        }
        if (untilEmpty && (empty || isQueueEmpty())) {
            complete();
        } else if (requested() > 0 && untilEmpty) {
            // Not by readiness: a rival may take the rest, and a stream that ends with the queue would wait for more.
            lookAgain();
        } else if (requested() > 0) {
            await(fair && empty && refusedTurns.mayTry() && takeTurn() ? Interest.NONE : Interest.READ);
        }
    }

    /** Null if there is no message, or never will be. */
    private @Nullable MqMessage receive() {
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
            KernelWait begun = queue.receiveInTurn(this);
            turn = begun;
            if (isCancelled()) {
                begun.interrupt(); // the cancel came before it could see the turn
            }
            return true;
        } catch (ClosedHandleException closed) {
            return false; // the registration tells
        } catch (ErrnoException | IllegalStateException | Error refused) {
            refusedTurns.refused(); // readiness is less fair, but it works
            return false;
        }
    }

    @Override
    public void received(MqMessage message) {
        endTurn(() -> {
            turn = null;
            emit(message);
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
            loop().execute(end);
        } catch (RejectedExecutionException closed) {
            end.run();
        }
    }

    @Override
    void letGo() {
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
