package io.sluice.libc;

/** Calls on clocks, and on the timers that are read as descriptors. Results and pointers are as {@link Libc} says. */
public interface ClockCalls {
    /**
     * Reads a clock.
     *
     * @param clock {@code CLOCK_*}
     * @param time address of a {@code struct timespec} to fill
     * @return 0, or the negated error
     * @see "clock_gettime(2)"
     */
    int clockGettime(int clock, long time);

    /**
     * Makes a timer that is read as a descriptor.
     *
     * @param clock {@code CLOCK_*}
     * @param flags {@code TFD_*}
     * @return a descriptor, or the negated error
     * @see "timerfd_create(2)"
     */
    int timerfdCreate(int clock, int flags);

    /**
     * Arms or disarms a timer.
     *
     * @param fd the timer
     * @param flags {@code TFD_TIMER_*}
     * @param setting address of a {@code struct itimerspec}
     * @param previous address of a {@code struct itimerspec} to fill, or 0
     * @return 0, or the negated error
     * @see "timerfd_settime(2)"
     */
    int timerfdSettime(int fd, int flags, long setting, long previous);

    /**
     * Reads when a timer expires next.
     *
     * @param fd the timer
     * @param setting address of a {@code struct itimerspec} to fill
     * @return 0, or the negated error
     * @see "timerfd_gettime(2)"
     */
    int timerfdGettime(int fd, long setting);
}
