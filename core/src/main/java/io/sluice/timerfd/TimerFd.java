package io.sluice.timerfd;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.ClockCalls;
import io.sluice.libc.ClockConstants;
import io.sluice.libc.ClockLayouts;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import io.sluice.time.Nanos;
import io.sluice.time.Timespec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A kernel timer with a descriptor, which can be read and which an event loop can watch.
 *
 * <pre>{@code
 * try (TimerFd timer = TimerFd.create(TimerClock.MONOTONIC)) {
 *     timer.setEvery(Duration.ofMillis(10));
 *     Thread.sleep(35);
 *     System.out.println(timer.tryRead() + " expirations"); // 3
 * }
 * }</pre>
 *
 * <p>The timer counts its expirations until they are read. Missed expirations are counted, not queued. A new timer is
 * disarmed. Setting the timer replaces its setting and resets its count.
 *
 * <p>Spans and times have a resolution of one nanosecond. A first delay of zero means the shortest delay, one nanosecond:
 * in C it would disarm the timer. A span of more than {@link Long#MAX_VALUE} nanoseconds (292 years), or a time after the
 * year 2262, is clipped to that, as the kernel does. A negative span is refused.
 *
 * <p>All methods may be called from any thread and at the same time, and none waits. After {@link #close()} they fail
 * with {@link ClosedHandleException} ({@code EBADF}).
 *
 * @see "timerfd_create(2)"
 */
public final class TimerFd implements Pollable, AutoCloseable {
    /** What {@link #tryRead()} returns if the timer has not expired. */
    public static final long NOT_EXPIRED = 0;
    /** What {@link #tryRead()} returns once after a step of the wall clock, see {@link ClockStep#REPORT}. */
    public static final long CLOCK_STEPPED = -1;

    private static final int COUNT = 0;
    private static final int WANTED = Long.BYTES;
    private static final int PREVIOUS = WANTED + ClockLayouts.ITIMERSPEC_SIZE;
    private static final int MEMORY_SIZE = PREVIOUS + ClockLayouts.ITIMERSPEC_SIZE;

    static {
        TimerErrors.load();
    }

    private final ClockCalls clocks;
    private final FileCalls files;
    private final TimerClock clock;
    private final OwnedFd fd;
    /** Also the lock of the calls that use it, none of which waits. */
    private final NativeMemory memory;

    static NativeMemory memoryForCalls() {
        return NativeMemory.allocate(MEMORY_SIZE);
    }

    TimerFd(ClockCalls clocks, FileCalls files, TimerClock clock, OwnedFd fd, NativeMemory memory) {
        this.clocks = clocks;
        this.files = files;
        this.clock = clock;
        this.fd = fd;
        this.memory = memory;
    }

    /**
     * Creates a timer, which is disarmed.
     *
     * @param clock the clock that it uses
     * @return the timer, to be closed
     * @throws ErrnoException if this process may not wake the system ({@code EPERM}; alarm clocks only), or descriptors
     *     are used up ({@code EMFILE}, {@code ENFILE})
     * @see "timerfd_create(2)"
     */
    public static TimerFd create(TimerClock clock) {
        Objects.requireNonNull(clock, "clock");
        ClockCalls clocks = Libc.get().clocks();
        FileCalls files = Libc.get().files();
        NativeMemory memory = memoryForCalls(); // first: it may fail, and a descriptor would stay
        String description = clock + " timer";
        int number = clocks.timerfdCreate(clock.number(), ClockConstants.TFD_NONBLOCK | ClockConstants.TFD_CLOEXEC);
        if (number < 0) {
            throw TimerErrors.create(clock, -number);
        }
        OwnedFd fd = OwnedFd.of(files, number, description);
        return new TimerFd(clocks, files, clock, fd, memory);
    }

    /**
     * Makes the timer expire once, after a delay.
     *
     * @param delay zero or more
     * @return what was set before
     * @throws IllegalArgumentException if the delay is negative
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange setAfter(Duration delay) {
        return set(delay, Duration.ZERO);
    }

    /**
     * Makes the timer expire periodically, the first time after one period.
     *
     * @param period more than zero
     * @return what was set before
     * @throws IllegalArgumentException if the period is zero or negative
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange setEvery(Duration period) {
        if (Objects.requireNonNull(period, "period").isZero()) {
            throw new IllegalArgumentException("the period must be longer than zero");
        }
        return settime(0, Nanos.of(period, "the period"), Nanos.of(period, "the period"));
    }

    /**
     * Makes the timer expire after a delay, and then periodically.
     *
     * @param delay zero or more
     * @param interval time between further expirations; zero for none
     * @return what was set before
     * @throws IllegalArgumentException if one of them is negative
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange set(Duration delay, Duration interval) {
        return settime(0, Nanos.of(delay, "the delay"), Nanos.of(interval, "the interval"));
    }

    /**
     * Makes the timer expire once, when the wall clock shows a time. If the clock is set, the timer follows.
     *
     * @param time the time; if it is past, the timer expires at once
     * @return what was set before
     * @throws IllegalArgumentException if the timer does not use the wall clock, or the time is before 1970
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange setAt(Instant time) {
        return setAt(time, Duration.ZERO, ClockStep.FOLLOW);
    }

    /**
     * Makes the timer expire when the wall clock shows a time, and then periodically.
     *
     * @param first the first time; if it is past, the expirations up to now are counted at once
     * @param interval time between further expirations; zero for none
     * @param step whether a step of the clock is also reported
     * @return what was set before
     * @throws IllegalArgumentException if the timer does not use the wall clock, the time is before 1970 or the interval
     *     is negative
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange setAt(Instant first, Duration interval, ClockStep step) {
        if (!clock.isWallClock()) {
            throw new IllegalArgumentException(
                    "a " + clock + " timer counts from the boot and knows no dates: give it a"
                            + " span since then (setAtUptime), or use a " + TimerClock.REALTIME + " timer");
        }
        int flags = ClockConstants.TFD_TIMER_ABSTIME;
        if (step == ClockStep.REPORT) {
            flags |= ClockConstants.TFD_TIMER_CANCEL_ON_SET;
        }
        return settime(flags, Nanos.of(first), Nanos.of(interval, "the interval"));
    }

    /**
     * Makes the timer expire when its clock shows a time since the boot, and then periodically.
     *
     * @param first the first time, as {@link TimerClock#now()} returns it; if it is past, the expirations up to now are
     *     counted at once
     * @param interval time between further expirations; zero for none
     * @return what was set before
     * @throws IllegalArgumentException if the timer uses the wall clock, or one of the spans is negative
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange setAtUptime(Duration first, Duration interval) {
        if (clock.isWallClock()) {
            throw new IllegalArgumentException(
                    "a " + clock + " timer goes by the wall clock: give it an instant (setAt)");
        }
        return settime(
                ClockConstants.TFD_TIMER_ABSTIME,
                Nanos.of(first, "the time since the boot"),
                Nanos.of(interval, "the interval"));
    }

    /**
     * Disarms the timer and resets its count. The timer can be set again.
     *
     * @return what was set before
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_settime(2)"
     */
    public TimerChange disarm() {
        return change(0, 0, 0);
    }

    private TimerChange settime(int flags, long first, long interval) {
        return change(flags, Math.max(1, first), interval);
    }

    private TimerChange change(int flags, long first, long interval) {
        synchronized (memory) {
            putTime(WANTED + ClockLayouts.ITIMERSPEC_VALUE, first);
            putTime(WANTED + ClockLayouts.ITIMERSPEC_INTERVAL, interval);
            int number = fd.acquire("timerfd_settime");
            try {
                if ((flags & ClockConstants.TFD_TIMER_CANCEL_ON_SET) != 0) {
                    // A call that reports a step does not return the previous setting.
                    clocks.timerfdGettime(number, memory.address() + PREVIOUS);
                }
                int result =
                        clocks.timerfdSettime(number, flags, memory.address() + WANTED, memory.address() + PREVIOUS);
                memory.keepAlive();
                boolean stepped = result == -Errno.ECANCELED.number(); // and yet the timer is armed
                if (result < 0 && !stepped) {
                    throw new ErrnoException("timerfd_settime", clock.toString(), -result, "");
                }
                return new TimerChange(settingAt(PREVIOUS), stepped);
            } finally {
                fd.release();
            }
        }
    }

    /**
     * When the timer expires next, and how often.
     *
     * @return the setting as of now
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_gettime(2)"
     */
    public TimerSetting setting() {
        synchronized (memory) {
            int number = fd.acquire("timerfd_gettime");
            try {
                int result = clocks.timerfdGettime(number, memory.address() + PREVIOUS);
                memory.keepAlive();
                if (result < 0) {
                    throw new ErrnoException("timerfd_gettime", clock.toString(), -result, "");
                }
                return settingAt(PREVIOUS);
            } finally {
                fd.release();
            }
        }
    }

    /**
     * Takes the number of expirations since the last read or setting. Each expiration is given to one reader.
     *
     * @return the number, {@link #NOT_EXPIRED}, or {@link #CLOCK_STEPPED}
     * @throws ClosedHandleException if the timer is closed ({@code EBADF})
     * @see "timerfd_create(2)"
     */
    public long tryRead() {
        synchronized (memory) {
            int number = fd.acquire("read");
            long result;
            try {
                do {
                    result = files.read(number, memory.address() + COUNT, Long.BYTES);
                } while (result == -Errno.EINTR.number());
            } finally {
                fd.release();
            }
            memory.keepAlive();
            if (result == Long.BYTES) {
                return memory.bytes().getLong(COUNT);
            }
            if (result == -Errno.EAGAIN.number()) {
                return NOT_EXPIRED;
            }
            if (result == -Errno.ECANCELED.number()) {
                return CLOCK_STEPPED;
            }
            throw new ErrnoException("read", clock + " timer", (int) -result, "");
        }
    }

    private void putTime(int at, long nanos) {
        Timespec.put(memory.bytes(), at, nanos);
    }

    private TimerSetting settingAt(int at) {
        return new TimerSetting(
                durationAt(at + ClockLayouts.ITIMERSPEC_VALUE), durationAt(at + ClockLayouts.ITIMERSPEC_INTERVAL));
    }

    private Duration durationAt(int at) {
        return Duration.ofSeconds(
                memory.bytes().getLong(at + ClockLayouts.TIMESPEC_SEC),
                memory.bytes().getLong(at + ClockLayouts.TIMESPEC_NSEC));
    }

    /**
     * The clock that the timer uses.
     *
     * @return the clock
     */
    public TimerClock clock() {
        return clock;
    }

    /**
     * Whether this timer is open.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return fd.isOpen();
    }

    @Override
    public Descriptor descriptor() {
        return fd;
    }

    /** Closes the timer; streams on it complete. A second close does nothing. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "TimerFd(" + clock + (isOpen() ? ")" : ", closed)");
    }
}
