package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.timerfd.TimerFd;
import reactor.core.CoreSubscriber;

/** One subscription to a timer. What it is not asked for stays in the kernel, as a number. */
final class TimerSubscription extends LoopSubscription<TimerSignal> {
    /** So many elements in a row, then the other descriptors of the loop have their turn. */
    private static final int MOST_IN_A_ROW = 256;

    private final TimerFd timer;
    private final MissedTicks missedTicks;
    private final boolean owner;

    // On the loop's thread only.
    /** Of a burst: ticks that were read and are to be emitted one by one. */
    private long owed;
    /** Whether there was demand when this was last here, so that what expired since did so in time. */
    private boolean wasAsked;

    /** With {@code owner}, the timer is closed at the end. */
    TimerSubscription(
            CoreSubscriber<? super TimerSignal> actual,
            TimerFd timer,
            EventLoop loop,
            MissedTicks missedTicks,
            boolean owner) {
        super(actual, loop, timer);
        this.timer = timer;
        this.missedTicks = missedTicks;
        this.owner = owner;
    }

    @Override
    void start() {
        if (timer.isOpen()) {
            super.start();
        } else {
            startFailed(new ClosedHandleException("read", timer.clock() + " timer", "The timer was closed before."));
        }
    }

    @Override
    void takeWhatIsAskedFor() {
        boolean late = !wasAsked;
        int left = MOST_IN_A_ROW;
        boolean more = true;
        while (more && left > 0 && hasDemand()) {
            left--;
            more = takeOne(late);
            late = false;
        }
        wasAsked = requested() > 0;
        if (wasAsked && !isDone()) {
            await(Interest.READ);
            if (owed > 0) {
                lookAgain(); // what was read already makes nothing ready
            }
        }
    }

    private boolean takeOne(boolean late) {
        if (owed > 0) {
            owed--;
            emit(TimerExpirations.ONE);
            return true;
        }
        long read;
        try {
            read = timer.tryRead();
            if (read > 0
                    && late
                    && missedTicks == MissedTicks.SKIP
                    && timer.setting().isArmed()) {
                return false; // these are dropped, and the next one is waited for
            }
        } catch (ErrnoException cause) {
            refused(cause);
            return false;
        }
        if (read == TimerFd.NOT_EXPIRED) {
            return false;
        }
        if (read == TimerFd.CLOCK_STEPPED) {
            emit(new ClockStepped());
        } else if (missedTicks == MissedTicks.BURST) {
            owed = read - 1;
            emit(TimerExpirations.ONE);
        } else {
            emit(TimerExpirations.of(read));
        }
        return true;
    }

    @Override
    void letGo() {
        if (owner) {
            timer.close();
        }
    }
}
