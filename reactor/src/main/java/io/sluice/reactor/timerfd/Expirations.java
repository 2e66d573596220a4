package io.sluice.reactor.timerfd;

import io.sluice.errno.ErrnoException;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.timerfd.TimerFd;

/** Reads the expirations of a timer. Without demand they stay in the kernel, as a number. */
final class Expirations implements LoopReader<TimerSignal> {
    /** So many elements in a row, then the other descriptors of the loop have their time slice. */
    private static final int MOST_IN_A_ROW = 256;

    private final TimerFd timer;
    private final MissedTicks missedTicks;
    private final boolean owner;

    // On the loop's thread only.
    /** Of a burst: expirations that were read and are to be emitted one by one. */
    private long owed;
    /** Whether there was demand when this was last here, so that what expired since did so in time. */
    private boolean wasAsked;

    /** With {@code owner}, the timer is closed at the end. */
    Expirations(TimerFd timer, MissedTicks missedTicks, boolean owner) {
        this.timer = timer;
        this.missedTicks = missedTicks;
        this.owner = owner;
    }

    @Override
    public Found take(LoopSource<TimerSignal> source) {
        boolean late = !wasAsked;
        int left = MOST_IN_A_ROW;
        boolean more = true;
        while (more && left > 0 && source.hasDemand()) {
            left--;
            more = takeOne(source, late);
            late = false;
        }
        wasAsked = source.hasDemand();
        // What was read already makes nothing ready; a timer that has expired does.
        return owed > 0 ? Found.MORE : Found.NO_MORE;
    }

    private boolean takeOne(LoopSource<TimerSignal> source, boolean late) {
        if (owed > 0) {
            owed--;
            source.emit(TimerExpirations.ONE);
            return true;
        }
        long read = read(source, late);
        if (read == TimerFd.NOT_EXPIRED) {
            return false;
        }
        if (read == TimerFd.CLOCK_STEPPED) {
            source.emit(new ClockStepped());
        } else if (missedTicks == MissedTicks.BURST) {
            owed = read - 1;
            source.emit(TimerExpirations.ONE);
        } else {
            source.emit(TimerExpirations.of(read));
        }
        return true;
    }

    /** How often it expired; {@link TimerFd#NOT_EXPIRED} also where the number is dropped, or can never be read. */
    private long read(LoopSource<TimerSignal> source, boolean late) {
        if (!source.mayTake()) {
            return TimerFd.NOT_EXPIRED;
        }
        ErrnoException refused;
        try {
            long read = timer.tryRead();
            boolean dropped = read > 0
                    && late
                    && missedTicks == MissedTicks.SKIP
                    && timer.setting().isArmed();
            return dropped ? TimerFd.NOT_EXPIRED : read;
        } catch (ErrnoException cause) {
            refused = cause;
        } finally {
            source.endTake();
        }
        source.refused(refused);
        return TimerFd.NOT_EXPIRED;
    }

    @Override
    public void release() {
        if (owner) {
            timer.close();
        }
    }
}
