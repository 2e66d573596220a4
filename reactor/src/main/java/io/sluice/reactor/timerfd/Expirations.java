package io.sluice.reactor.timerfd;

import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.timerfd.TimerFd;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the expirations of a timer. Without demand they stay in the kernel, as a number. */
final class Expirations implements LoopReader<TimerSignal> {
    /** So many elements in a row, then the other descriptors of the loop have their time slice. */
    private static final int MOST_IN_A_ROW = 256;

    private final TimerFd timer;
    private final MissedTicks missedTicks;
    private final boolean owner;
    private final Supplier<@Nullable TimerSignal> read = this::read;

    // On the loop's thread only.
    /** Of a burst: expirations that were read and are to be emitted one by one. */
    private long owed;
    /** Whether there was demand when this was last here, so that what expired since did so in time. */
    private boolean wasAsked;
    /** Whether what is read next expired before there was demand. */
    private boolean late;

    /** With {@code owner}, the timer is closed at the end. */
    Expirations(TimerFd timer, MissedTicks missedTicks, boolean owner) {
        this.timer = timer;
        this.missedTicks = missedTicks;
        this.owner = owner;
    }

    @Override
    public Found take(LoopSource<TimerSignal> source) {
        late = !wasAsked;
        int left = MOST_IN_A_ROW;
        boolean more = true;
        while (more && left > 0 && source.hasDemand()) {
            left--;
            more = takeOne(source);
            late = false;
        }
        wasAsked = source.hasDemand();
        // What was read already makes nothing ready; a timer that has expired does.
        return owed > 0 ? Found.MORE : Found.NO_MORE;
    }

    private boolean takeOne(LoopSource<TimerSignal> source) {
        TimerSignal signal = TimerExpirations.ONE;
        if (owed > 0) {
            owed--;
        } else {
            signal = source.tryTake(read);
        }
        if (signal != null) {
            source.emit(signal);
        }
        return signal != null;
    }

    /** Null if the timer has not expired, or what it says is dropped. */
    private @Nullable TimerSignal read() {
        long read = timer.tryRead();
        if (read == TimerFd.NOT_EXPIRED) {
            return null;
        }
        if (read == TimerFd.CLOCK_STEPPED) {
            return new ClockStepped();
        }
        if (late && missedTicks == MissedTicks.SKIP && timer.setting().isArmed()) {
            return null;
        }
        if (missedTicks == MissedTicks.BURST) {
            owed = read - 1;
            return TimerExpirations.ONE;
        }
        return TimerExpirations.of(read);
    }

    @Override
    public void release() {
        if (owner) {
            timer.close();
        }
    }
}
