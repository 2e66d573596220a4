package io.sluice.signal;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.NotPermittedException;
import io.sluice.errno.QueueFullException;
import java.io.IOException;

/** What an error number means where a signal is sent or read. */
final class SignalErrors {
    private SignalErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        descriptor("signalfd", "", Errno.EMFILE.number());
    }

    static ErrnoException send(String call, int pid, int number, int errno) {
        String object = Signal.of(number).name() + " to process " + pid;
        return switch (Errno.of(errno)) {
            case ESRCH -> noSuchProcess(call, object, pid);
            case EPERM ->
                new NotPermittedException(
                        call, object, "The process belongs to another user. Run as that user, or with CAP_KILL.");
            case EAGAIN ->
                new QueueFullException(
                        call,
                        object,
                        "RLIMIT_SIGPENDING: as many signals are pending for the user of process " + pid
                                + " as the limit of that process allows" + pendingOfLimit(pid)
                                + ". Send again when the process has read some, or raise the limit (ulimit -i).");
            default -> new ErrnoException(call, object, errno, "");
        };
    }

    static ErrnoException open(int pid, int errno) {
        String object = "process " + pid;
        return switch (Errno.of(errno)) {
            case ESRCH -> noSuchProcess("pidfd_open", object, pid);
            case EINVAL, ENOENT ->
                new ErrnoException(
                        "pidfd_open", object, errno, "The id is that of a thread: give the id of its process.");
            case ENOSYS -> new ErrnoException("pidfd_open", object, errno, "It needs Linux 5.3 or later.");
            default -> descriptor("pidfd_open", object, errno);
        };
    }

    /** Of a call that makes a descriptor. */
    static ErrnoException descriptor(String call, String object, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or"
                        + " raise the limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case ENOMEM -> "The kernel has no memory for it.";
            default -> "";
        };
        return new ErrnoException(call, object, errno, remedy);
    }

    private static NoSuchProcessException noSuchProcess(String call, String object, int pid) {
        return new NoSuchProcessException(
                call, object, "There is no process " + pid + ", or its parent has read its exit status already.");
    }

    private static String pendingOfLimit(int pid) {
        try {
            return PendingSignals.of(Integer.toString(pid))
                    .map(pending -> " (" + pending + ")")
                    .orElse("");
        } catch (IOException notVisible) {
            return ""; // the process is gone, or hidden from this user
        }
    }
}
