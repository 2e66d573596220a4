package io.sluice.reactor.pipe;

import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Spin;
import io.sluice.reactor.internal.source.TimeSlice;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that there is demand for.
 *
 * @param <T> the type of the elements
 */
final class PipeRecords<T> implements LoopReader<T> {
    /** So many records that one read has brought come between two looks at the clock. */
    private static final int PORTION = 16;

    private final PipeInput<T> input;
    private final WhenWritersLeft whenWritersLeft;
    private final Runnable atEnd;
    private final Supplier<@Nullable T> next = this::next;

    private final Spin spin = new Spin();

    // On the loop's thread only.
    /** Whether the last visit found more than one record. */
    private boolean busy;

    private @Nullable LoopSource<T> begun;

    PipeRecords(PipeInput<T> input, WhenWritersLeft whenWritersLeft, Runnable atEnd) {
        this.input = input;
        this.atEnd = atEnd;
        this.whenWritersLeft = whenWritersLeft;
    }

    @Override
    public Found take(LoopSource<T> source) {
        if (begun == null) {
            begun = source;
            input.begin(source);
        }
        long begunNanos = System.nanoTime();
        int found = 0;
        while (source.hasDemand()) {
            T record = source.tryTake(next);
            if (record == null && busy && foundNothing(source) && spin.mayBegin()) {
                record = spin(source);
            }
            if (record != null) {
                found++;
                source.emit(record);
            } else if (!source.hasDemand()) {
                break; // cancelled meanwhile, or refused
            } else if (input.state() == PipeInput.State.NOTHING) {
                busy = found > 1;
                return Found.NO_MORE;
            } else if (input.state() == PipeInput.State.WRITERS_LEFT) {
                writersLeft(source);
            }
            if ((found % PORTION == 0 || !input.hasRecordLeft()) && !TimeSlice.goesOn(begunNanos)) {
                busy = found > 1;
                return Found.MORE;
            }
        }
        input.demandEnded();
        return Found.NO_MORE;
    }

    /** Looks for the next record of a writer that is busy. */
    private @Nullable T spin(LoopSource<T> source) {
        long begunNanos = System.nanoTime();
        T record = null;
        while (record == null && foundNothing(source) && Spin.goesOn(begunNanos)) {
            record = source.tryTake(next);
        }
        spin.ended(!foundNothing(source));
        return record;
    }

    private boolean foundNothing(LoopSource<T> source) {
        return input.state() == PipeInput.State.NOTHING && source.hasDemand();
    }

    private @Nullable T next() {
        return input.next(Objects.requireNonNull(begun).downstream().requested());
    }

    private void writersLeft(LoopSource<T> source) {
        if (whenWritersLeft == WhenWritersLeft.WAIT) {
            input.renew(source);
        } else {
            source.end(null);
        }
    }

    @Override
    public void await(LoopSource<T> source) {
        if (source.hasDemand()) {
            input.await(source);
        } else {
            input.awaitEnd(source);
        }
    }

    @Override
    public boolean waitsWithoutDemand() {
        return whenWritersLeft == WhenWritersLeft.COMPLETE;
    }

    @Override
    public void release() {
        LoopSource<T> stream = begun;
        if (stream != null) {
            input.end(stream);
        }
        atEnd.run();
    }
}
