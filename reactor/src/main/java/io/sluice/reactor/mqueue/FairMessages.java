package io.sluice.reactor.mqueue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.epoll.Interest;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.RetryLater;
import io.sluice.reactor.internal.source.WaitEnd;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Receives what is there, and waits for more in a blocking receive, one message for demand that is there. The kernel serves
 * blocked receivers in the order they came, and a process that waits for readiness beside them gets nothing.
 *
 * <p>Where a blocking receive is refused, for want of a descriptor or a thread, readiness takes its place until the next try.
 *
 * @param <T> the type of the elements
 */
final class FairMessages<T> implements LoopReader<T> {
    private final Intake<T> intake;
    private final MessageSlices<T> slices;

    private volatile @Nullable KernelWait wait;

    // On the loop's thread only.
    private final RetryLater retry = new RetryLater();

    FairMessages(PosixMessageQueue queue, Intake<T> intake) {
        this.intake = intake;
        slices = new MessageSlices<>(queue, intake, null);
    }

    @Override
    public Found take(LoopSource<T> source) {
        return slices.take(source);
    }

    @Override
    public void await(LoopSource<T> source) {
        if (retry.mayTry() && beginReceive(source)) {
            source.await(Interest.NONE);
        } else {
            source.await(Interest.READ);
            source.lookAgainIn(retry.nanosLeft()); // a quiet queue would bring no event
        }
    }

    private boolean beginReceive(LoopSource<T> source) {
        source.beginWait();
        try {
            intake.blockingReceive().accept(new Received(source));
            return true;
        } catch (ErrnoException | IllegalStateException | RejectedExecutionException | Error refused) {
            wait = null;
            retry.refused();
            source.cancelWait();
            return false;
        }
    }

    /** Learns on the waiting thread how the receive ended, and takes that to the loop. */
    private final class Received extends WaitEnd implements ReceiveHandler<T> {
        private final LoopSource<T> source;
        private @Nullable T message;
        private @Nullable ErrnoException cause;

        Received(LoopSource<T> source) {
            super(source.loop());
            this.source = source;
        }

        @Override
        public void began(KernelWait begun) {
            wait = begun;
            if (source.downstream().isToEnd()) {
                begun.interrupt(); // the cancel or stop came before it could see the wait
            }
        }

        @Override
        public boolean received(T taken) {
            message = taken;
            signal();
            return false;
        }

        @Override
        public void notReceived(@Nullable ErrnoException reason) {
            cause = reason;
            signal();
        }

        @Override
        protected void ended() {
            wait = null;
            if (message != null) {
                source.emit(message);
            }
            if (cause == null || cause instanceof ClosedHandleException) { // of a close, the registration notifies
                source.endWait(null);
            } else {
                source.endWait(cause);
            }
        }
    }

    @Override
    public void interruptSoon() {
        KernelWait waiting = wait;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    @Override
    public void interrupt() {
        KernelWait waiting = wait;
        if (waiting != null) {
            waiting.interruptAndAwait();
        }
    }
}
