package io.sluice.reactor.internal.source;

import io.sluice.errno.ClosedHandleException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Numbers from 0 on, with no kernel object behind them. */
class MemoryElements implements ImmediateReader<Integer> {
    private final AtomicInteger next = new AtomicInteger();
    private final int count;

    MemoryElements(int count) {
        this.count = count;
    }

    int left() {
        return count - next.get();
    }

    @Override
    public @Nullable Integer tryTake() {
        return isEmpty() ? null : next.getAndIncrement();
    }

    @Override
    public boolean isEmpty() {
        return left() == 0;
    }

    @Override
    public @Nullable ClosedHandleException closedBefore() {
        return null;
    }
}
