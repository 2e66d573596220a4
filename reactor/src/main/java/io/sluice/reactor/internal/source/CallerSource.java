package io.sluice.reactor.internal.source;

import io.sluice.errno.ClosedHandleException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import reactor.core.CoreSubscriber;

/**
 * A source that its caller owns: it takes what is there, on the thread that asks for it, and never waits. It completes when
 * nothing is left.
 *
 * <p>A thread that asks while another one serves leaves its call to that one. This is no generator of Reactor's: operators
 * take from one as from a queue of their own (fusion), which they empty on a cancel. Here that would be the kernel's queue.
 *
 * @param <T> the type of the elements
 */
// States and events: docs/states/caller-source.md
@SuppressWarnings("rawtypes") // the field updater knows the class without its parameter
public final class CallerSource<T> implements Source<T>, Downstream.Owner {
    private static final AtomicIntegerFieldUpdater<CallerSource> CALLS =
            AtomicIntegerFieldUpdater.newUpdater(CallerSource.class, "calls");

    private final Downstream<T> downstream;
    private final ImmediateReader<T> reader;

    /** Those that are not served yet. The first one is the start, so that nobody serves before. */
    private volatile int calls = 1;

    /** A source for one subscriber. */
    public CallerSource(CoreSubscriber<? super T> actual, ImmediateReader<T> reader) {
        downstream = new Downstream<>(actual, this);
        this.reader = reader;
    }

    @Override
    public Downstream<T> downstream() {
        return downstream;
    }

    @Override
    public void start() {
        ClosedHandleException closed = reader.closedBefore();
        if (closed == null) {
            serve();
        } else {
            downstream.fail(closed);
        }
    }

    @Override
    public void wakeUp() {
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
        while (!downstream.endIfAsked() && downstream.requested() > 0) {
            T element = downstream.tryTake(reader::tryTake);
            if (element == null) {
                downstream.complete(); // unless it has failed
                return;
            }
            downstream.emitOrDiscard(element);
            if (!downstream.isToEnd() && !downstream.isDone() && downstream.requested() == 0 && isEmpty()) {
                downstream
                        .complete(); // a subscriber that has asked for no more than there was is notified all the same
            }
        }
    }

    private boolean isEmpty() {
        try {
            return reader.isEmpty();
        } catch (RuntimeException | OutOfMemoryError refused) {
            downstream.refused(refused);
            return false;
        }
    }

    @Override
    public void release() {
        // It holds nothing.
    }
}
