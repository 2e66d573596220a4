package io.sluice.reactor.internal.queue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.internal.source.WaitEnd;
import org.jspecify.annotations.Nullable;

/**
 * An operation that waits in the kernel: learns on the waiting thread how the wait ended, and takes that to the loop.
 *
 * @param <M> what the operation carries
 */
final class BlockedOperation<M> extends WaitEnd implements WaitHandler {
    private final Operation<M> operation;
    private final OperationQueue<M> queue;
    private boolean succeeded;
    private @Nullable ErrnoException cause;

    BlockedOperation(Operation<M> operation, OperationQueue<M> queue) {
        super(queue.loop());
        this.operation = operation;
        this.queue = queue;
    }

    @Override
    public void began(KernelWait wait) {
        operation.waitKnown(wait);
    }

    @Override
    public void done() {
        succeeded = true;
        signal();
    }

    @Override
    public void notDone(@Nullable ErrnoException reason) {
        cause = reason;
        signal();
    }

    @Override
    protected void ended() {
        queue.blockEnded(operation, succeeded, cause);
    }
}
