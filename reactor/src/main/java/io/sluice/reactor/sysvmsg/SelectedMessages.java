package io.sluice.reactor.sysvmsg;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.reactor.internal.source.BlockingReader;
import io.sluice.reactor.internal.source.ImmediateReader;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import org.jspecify.annotations.Nullable;

/** Receives the messages of a System V queue that a selector means: by a blocking receive, or those that are there. */
final class SelectedMessages implements BlockingReader<SysvMessage>, ImmediateReader<SysvMessage> {
    private final SysvMessageQueue queue;
    private final TypeSelector selector;

    SelectedMessages(SysvMessageQueue queue, TypeSelector selector) {
        this.queue = queue;
        this.selector = selector;
    }

    @Override
    public KernelWait receive(ReceiveHandler<SysvMessage> handler) {
        return queue.blockingReceive(selector, handler);
    }

    @Override
    public @Nullable SysvMessage tryTake() {
        return queue.tryReceive(selector);
    }

    @Override
    public boolean isEmpty() {
        return queue.status().messages() == 0;
    }

    @Override
    public boolean addCloseHook(Runnable hook) {
        return queue.addCloseHook(hook);
    }

    @Override
    public void removeCloseHook(Runnable hook) {
        queue.removeCloseHook(hook);
    }

    @Override
    public @Nullable ClosedHandleException closedBefore() {
        return queue.isOpen()
                ? null
                : new ClosedHandleException("msgrcv", queue.name(), "The queue was closed before.");
    }
}
