package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One drain of a System V queue: it takes what is there, on the thread that asks for it, and never waits.
 *
 * <p>Whoever asks while another thread serves leaves word to that. This is no generator of Reactor's, since operators take
 * from one as from a queue of their own (fusion), which they empty on a cancel: here that would be the kernel's.
 */
final class SysvDrainSubscription extends SourceSubscription<SysvMessage> {
    private static final AtomicIntegerFieldUpdater<SysvDrainSubscription> CALLS =
            AtomicIntegerFieldUpdater.newUpdater(SysvDrainSubscription.class, "calls");

    private final SysvMessageQueue queue;
    private final TypeSelector selector;

    /** Those that are not served yet. The first one is the start, so that nobody serves before. */
    private volatile int calls = 1;

    SysvDrainSubscription(CoreSubscriber<? super SysvMessage> actual, SysvMessageQueue queue, TypeSelector selector) {
        super(actual);
        this.queue = queue;
        this.selector = selector;
    }

    @Override
    void start() {
        if (queue.isOpen()) {
            serve();
        } else {
            fail(new ClosedHandleException("msgrcv", queue.name(), "The queue was closed before."));
        }
    }

    @Override
    void leaveWord() {
        if (CALLS.getAndIncrement(this) == 0) {
            serve();
        }
    }

    private void serve() {
        int served;
        do {
            served = calls;
            takeWhatIsAskedFor();
        } while (CALLS.addAndGet(this, -served) != 0);
    }

    private void takeWhatIsAskedFor() {
        while (!endIfAsked() && requested() > 0) {
            SysvMessage message = receive();
            if (message == null) {
                complete(); // unless it has failed
                return;
            }
            emit(message);
            if (!isDone() && requested() == 0 && isEmpty()) {
                complete(); // whoever has asked for no more than there was is told the end all the same
            }
        }
    }

    private @Nullable SysvMessage receive() {
        try {
            return queue.tryReceive(selector);
        } catch (RuntimeException | OutOfMemoryError refused) {
            refused(refused);
            return null;
        }
    }

    private boolean isEmpty() {
        try {
            return queue.status().messages() == 0;
        } catch (RuntimeException | OutOfMemoryError refused) {
            refused(refused);
            return false;
        }
    }
}
