package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import io.sluice.libc.ClockCalls;

/** Clocks and timers, on JNA. */
final class JnaClockCalls implements ClockCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int clockGettime(int clock, long time) {
        return result(DIRECT.calls().clock_gettime(clock, time));
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        return result(DIRECT.calls().timerfd_create(clock, flags));
    }

    @Override
    public int timerfdSettime(int fd, int flags, long setting, long previous) {
        return result(DIRECT.calls().timerfd_settime(fd, flags, setting, previous));
    }

    @Override
    public int timerfdGettime(int fd, long setting) {
        return result(DIRECT.calls().timerfd_gettime(fd, setting));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int clock_gettime(int clock, long time);

        native int timerfd_create(int clock, int flags);

        native int timerfd_settime(int fd, int flags, long setting, long previous);

        native int timerfd_gettime(int fd, long setting);
    }
}
