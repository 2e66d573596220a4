package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import reactor.core.CoreSubscriber;

/**
 * One drain of a System V queue: it takes what is there, on the thread that asks for it, and never waits.
 *
 * <p>Whoever asks while another thread serves leaves word to that. This is no generator of Reactor's, since operators take
 * from one as from a queue of their own (fusion), which they empty on a cancel: here that would be the kernel's.
 */
final class SysvDrainSubscription extends SysvSubscription {
    private static final AtomicIntegerFieldUpdater<SysvDrainSubscription> CALLS =
            AtomicIntegerFieldUpdater.newUpdater(SysvDrainSubscription.class, "calls");

    /** Those that are not served yet. The first one is the start, so that nobody serves before. */
    private volatile int calls = 1;

    SysvDrainSubscription(CoreSubscriber<? super SysvMessage> actual, SysvMessageQueue queue, TypeSelector selector) {
        super(actual, queue, selector);
    }

    @Override
    public void start() {
        if (queue.isOpen()) {
            serve();
        } else {
            failClosedBefore();
        }
    }

    @Override
    void asked() {
        if (CALLS.getAndIncrement(this) == 0) {
            serve();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    private void serve() {
        int served;
        do {
            served = calls;
            takeWhatIsAskedFor();
        } while (CALLS.addAndGet(this, -served) != 0);
    }

    private void takeWhatIsAskedFor() {
        while (!isDone() && !cancelled) {
            Throwable bad = badRequest();
            if (bad != null) {
                fail(bad);
            } else if (hasDemand()) {
                takeOne();
            } else {
                return;
            }
        }
    }

    private void takeOne() {
        SysvMessage message = null;
        try {
            message = queue.tryReceive(selector);
        } catch (ClosedHandleException closed) {
            complete();
        } catch (RuntimeException | OutOfMemoryError refused) {
            fail(refused);
        }
        if (message == null) {
            complete();
            return;
        }
        emit(message);
        if (!hasDemand() && !cancelled) {
            endIfEmpty();
        }
    }

    /** Whoever has asked for no more than there was is told the end all the same. */
    private void endIfEmpty() {
        try {
            if (queue.status().messages() == 0) {
                complete();
            }
        } catch (ClosedHandleException closed) {
            complete();
        } catch (RuntimeException | OutOfMemoryError refused) {
            fail(refused);
        }
    }
}
