package io.sluice.timerfd;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;

/** Turns the kernel's answers about timers into what happened and what to do. */
final class TimerErrors {
    private TimerErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        create(TimerClock.MONOTONIC, Errno.EMFILE.number());
    }

    static ErrnoException create(TimerClock clock, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EPERM ->
                "A timer that wakes the system needs the capability CAP_WAKE_ALARM (setcap"
                        + " cap_wake_alarm+ep, AmbientCapabilities= in systemd, --cap-add WAKE_ALARM in a container); "
                        + (clock.isWallClock() ? TimerClock.REALTIME : TimerClock.BOOTTIME)
                        + " goes by the same clock, needs none, and expires late where the system was suspended.";
            case EINVAL -> "This kernel has no such clock for timers.";
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n), and each timer is one:"
                        + " close some, or raise the limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case ENOMEM -> "The kernel has no memory for a timer.";
            default -> "";
        };
        return new ErrnoException("timerfd_create", clock.toString(), errno, remedy);
    }
}
