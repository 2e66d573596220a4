package io.sluice.reactor.internal.source;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.ClosedHandleException;
import org.jspecify.annotations.Nullable;

/**
 * How one kind takes elements by a call that blocks.
 *
 * @param <T> the type of the elements
 */
public interface BlockingReader<T> {
    /**
     * Begins to wait for elements on a pooled thread, which takes one for each {@code true} that the handler returns.
     *
     * @return the wait
     */
    KernelWait receive(ReceiveHandler<T> handler);

    /** Takes an element that is there; null where there is none. */
    @Nullable
    T tryTake();

    /**
     * Whether {@link #tryTake} is used while it brings elements, and {@link #receive} only where it brings none. It is right
     * for what lies in memory. In the kernel, the processes that wait are served first.
     */
    default boolean triesFirst() {
        return false;
    }

    /** Asks to be notified of the close of the handle; false if it is closed. */
    boolean addCloseHook(Runnable hook);

    /** Takes the hook back. */
    void removeCloseHook(Runnable hook);

    /** The error of a handle that was closed before the subscription; null where it is open. */
    @Nullable
    ClosedHandleException closedBefore();
}
