package io.sluice.reactor.internal.source;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements of which each call brings one, and closes at the end what they come from.
 *
 * @param <T> the type of the elements
 */
public final class OneByOneReader<T> implements LoopReader<T> {
    /** So many elements between two looks at the clock. */
    private static final int PORTION = 16;

    private final Supplier<? extends @Nullable T> call;
    private final Runnable close;

    /**
     * A reader for one subscription.
     *
     * @param call takes one element without waiting; null where there is none
     * @param close is run once, at the end
     */
    public OneByOneReader(Supplier<? extends @Nullable T> call, Runnable close) {
        this.call = call;
        this.close = close;
    }

    @Override
    public Found take(LoopSource<T> source) {
        long begun = System.nanoTime();
        do {
            for (int left = PORTION; left > 0; left--) {
                T element = source.tryTake(call);
                if (element == null) {
                    return Found.NO_MORE;
                }
                source.emit(element);
            }
        } while (TimeSlice.goesOn(begun));
        return Found.MORE;
    }

    @Override
    public void release() {
        close.run();
    }
}
