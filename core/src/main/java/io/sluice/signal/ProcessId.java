package io.sluice.signal;

/** Checks the id of a process. To {@code kill}, 0, -1 and other negative numbers are groups of processes. */
final class ProcessId {
    /** {@code PID_MAX_LIMIT} of a 64-bit kernel: {@code /proc/sys/kernel/pid_max} cannot be more. */
    private static final long HIGHEST = 1 << 22;

    private ProcessId() {}

    static int checked(long pid) {
        if (pid < 1 || pid > HIGHEST) {
            throw new IllegalArgumentException("No process has the id " + pid + ": ids are 1 to " + HIGHEST + "."
                    + (pid < 1 ? " In kill(2), it would stand for a group of processes." : ""));
        }
        return (int) pid;
    }
}
