package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Native;
import io.sluice.libc.ClockCalls;

/** Clocks and timers, on JNA. */
final class JnaClockCalls implements ClockCalls {
    static {
        Native.register(Direct.class, CLibrary.LIBC);
    }

    @Override
    public int clockGettime(int clock, long time) {
        return result(Direct.clock_gettime(clock, time));
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        return result(Direct.timerfd_create(clock, flags));
    }

    @Override
    public int timerfdSettime(int fd, int flags, long setting, long previous) {
        return result(Direct.timerfd_settime(fd, flags, setting, previous));
    }

    @Override
    public int timerfdGettime(int fd, long setting) {
        return result(Direct.timerfd_gettime(fd, setting));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    private static final class Direct {
        static native int clock_gettime(int clock, long time);

        static native int timerfd_create(int clock, int flags);

        static native int timerfd_settime(int fd, int flags, long setting, long previous);

        static native int timerfd_gettime(int fd, long setting);
    }
}
