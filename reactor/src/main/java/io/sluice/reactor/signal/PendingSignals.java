package io.sluice.reactor.signal;

import io.sluice.errno.ErrnoException;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.TimeSlice;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.SignalFd;
import org.jspecify.annotations.Nullable;

/** Reads pending signals, one for each element of demand. Without demand they stay in the kernel. */
final class PendingSignals implements LoopReader<CaughtSignal> {
    /** So many elements between two looks at the clock. */
    private static final int PORTION = 16;

    private final SignalFd signals;

    /** Closes the descriptor at the end. */
    PendingSignals(SignalFd signals) {
        this.signals = signals;
    }

    @Override
    public Found take(LoopSource<CaughtSignal> source) {
        long begun = System.nanoTime();
        do {
            for (int left = PORTION; left > 0; left--) {
                CaughtSignal caught = read(source);
                if (caught == null) {
                    return Found.NO_MORE;
                }
                source.emit(caught);
            }
        } while (TimeSlice.goesOn(begun));
        return Found.MORE;
    }

    /** Null if none is pending, or none may be taken, or none ever will be. */
    private @Nullable CaughtSignal read(LoopSource<CaughtSignal> source) {
        if (!source.mayTake()) {
            return null;
        }
        ErrnoException refused;
        try {
            return signals.tryRead();
        } catch (ErrnoException cause) {
            refused = cause;
        } finally {
            source.endTake();
        }
        source.refused(refused);
        return null;
    }

    @Override
    public void release() {
        signals.close();
    }
}
