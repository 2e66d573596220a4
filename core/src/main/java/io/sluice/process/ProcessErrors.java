package io.sluice.process;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;

/** Turns the kernel's answers about processes into what happened and what to do. */
final class ProcessErrors {
    private static final String OPEN = "pidfd_open";

    private ProcessErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("", Errno.EMFILE.number());
    }

    static ErrnoException open(String process, int errno) {
        if (Errno.of(errno) == Errno.ESRCH) {
            return gone(process);
        }
        String remedy = switch (Errno.of(errno)) {
            case EINVAL, ENOENT ->
                "The number is the id of a thread that is not the first one of its process: give the id of the process"
                        + " (Tgid in /proc/THREAD/status).";
            case ENOSYS -> "Descriptors of processes need Linux 5.3 or later.";
            case EPERM -> "A filter of system calls, such as that of a container, forbids pidfd_open.";
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n), and each watched process"
                        + " is one: close some, or raise the limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            default -> "";
        };
        return new ErrnoException(OPEN, process, errno, remedy);
    }

    static NoSuchProcessException gone(String process) {
        return new NoSuchProcessException(
                OPEN, process, "It has ended and its parent has waited for it, or there was no process with this id.");
    }
}
