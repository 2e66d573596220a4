package io.sluice.reactor.internal.source;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Elements that a thread waits for, with no kernel object behind them. */
class BlockingStock implements BlockingReader<Integer> {
    private static final long PAUSE_NANOS = 100_000;

    /** How often a blocked thread has looked. */
    final AtomicInteger blocked = new AtomicInteger();

    private final AtomicInteger stock = new AtomicInteger();
    private final List<Runnable> closeHooks = new CopyOnWriteArrayList<>();
    private final WaitSet waits = new WaitSet("stock", null);
    private volatile boolean closed;

    @Nullable
    volatile RuntimeException refusal;

    /** Whether what is there is taken without a wait. */
    volatile boolean triesFirst;

    void add(int count) {
        stock.addAndGet(count);
    }

    int left() {
        return stock.get();
    }

    /** How many streams would learn of a close. */
    int closeHooks() {
        return closeHooks.size();
    }

    void close() {
        closed = true;
        waits.close();
        new ArrayList<>(closeHooks).forEach(Runnable::run);
    }

    @Override
    public KernelWait receive(ReceiveHandler<Integer> handler) {
        RuntimeException refused = refusal;
        if (refused != null) {
            throw refused;
        }
        return waits.begin(new Waiting(handler));
    }

    @Override
    public @Nullable Integer tryTake() {
        return stock.getAndUpdate(left -> Math.max(0, left - 1)) == 0 ? null : 1;
    }

    @Override
    public boolean triesFirst() {
        return triesFirst;
    }

    @Override
    public boolean addCloseHook(Runnable hook) {
        closeHooks.add(hook);
        return !closed;
    }

    @Override
    public void removeCloseHook(Runnable hook) {
        closeHooks.remove(hook);
    }

    @Override
    public @Nullable ClosedHandleException closedBefore() {
        return closed ? new ClosedHandleException("take", "stock", "") : null;
    }

    /** A wait for elements. Each pause ends as one does that somebody else's signal has interrupted. */
    private final class Waiting implements BlockingCall {
        private final ReceiveHandler<Integer> handler;

        Waiting(ReceiveHandler<Integer> handler) {
            this.handler = handler;
        }

        @Override
        public String function() {
            return "take";
        }

        @Override
        public void began(KernelWait wait) {
            handler.began(wait);
        }

        @Override
        public long call() {
            blocked.incrementAndGet();
            if (tryTake() != null) {
                return 1;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            return -Errno.EINTR.number();
        }

        @Override
        public boolean returned(long result) {
            return handler.received((int) result);
        }

        @Override
        public ErrnoException failure(int errno) {
            return new ErrnoException("take", "stock", errno, "");
        }

        @Override
        public void failed(ErrnoException cause) {
            handler.notReceived(cause);
        }

        @Override
        public void interrupted(@Nullable ErrnoException cause) {
            handler.notReceived(cause);
        }

        @Override
        public void release() {
            // It holds nothing.
        }
    }
}
