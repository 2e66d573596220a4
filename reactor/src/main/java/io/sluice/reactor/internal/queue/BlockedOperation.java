package io.sluice.reactor.internal.queue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.internal.source.WaitEnd;
import org.jspecify.annotations.Nullable;

/**
 * An operation that waits in the kernel: learns on the waiting thread how the wait ended, and takes that to the loop. A success
 * is signalled on the waiting thread where the operation allows that: to hand it over to the loop first would cost another
 * wake-up.
 *
 * @param <M> what the operation carries
 */
final class BlockedOperation<M> extends WaitEnd implements WaitHandler {
    private final Operation<M> operation;
    private final OperationQueue<M> queue;
    private final Attempts<M> attempts;
    private boolean succeeded;
    private @Nullable ErrnoException cause;

    BlockedOperation(Operation<M> operation, OperationQueue<M> queue, Attempts<M> attempts) {
        super(queue.loop());
        this.operation = operation;
        this.queue = queue;
        this.attempts = attempts;
    }

    @Override
    public void began(KernelWait wait) {
        operation.waitKnown(wait);
    }

    @Override
    public void done() {
        succeeded = true;
        if (operation.succeedsAnywhere()) {
            attempts.succeeded(operation);
        }
        signal();
    }

    @Override
    public void notDone(@Nullable ErrnoException reason) {
        cause = reason;
        signal();
    }

    @Override
    protected void ended() {
        queue.blockEnded(this);
    }

    Operation<M> operation() {
        return operation;
    }

    /** Gives the operation its outcome, if it has none yet; with why there are no others any more, if so. */
    void settle(@Nullable Throwable end) {
        if (!succeeded) {
            attempts.failed(operation, cause, end);
        } else if (!operation.succeedsAnywhere()) {
            attempts.succeeded(operation);
        }
    }
}
