package io.sluice.signal;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.NotPermittedException;
import io.sluice.errno.QueueFullException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.Libc;
import io.sluice.libc.ProcessCalls;
import io.sluice.memory.NativeMemory;
import java.util.Objects;

/**
 * A process to send signals to, held by a descriptor (a pidfd). The kernel gives the id of a process that has ended to a
 * new one; the descriptor still stands for the old one, so no other process is ever hit.
 *
 * <pre>{@code
 * try (SignalTarget daemon = SignalTarget.open(pid)) {
 *     daemon.send(Signal.USR1);
 *     daemon.send(Signal.realTime(3), 42);
 * }
 * }</pre>
 *
 * <p>The id of a child that this JVM has started, and that {@code waitFor} has not seen end yet, is safe anyway. For
 * another process, compare something that shows which process it is, such as its start time, after {@code open}.
 *
 * <p>All methods may be called from any thread, and none waits. Needs Linux 5.3 or later.
 *
 * @see "pidfd_open(2)"
 */
public final class SignalTarget implements AutoCloseable {
    static {
        SignalErrors.load();
    }

    private final ProcessCalls calls;
    private final int pid;
    private final OwnedFd fd;

    private SignalTarget(ProcessCalls calls, int pid, OwnedFd fd) {
        this.calls = calls;
        this.pid = pid;
        this.fd = fd;
    }

    /**
     * Opens a process that exists.
     *
     * @param pid the process, 1 to 4194304
     * @return the target, to be closed
     * @throws IllegalArgumentException if no process can have this id
     * @throws NoSuchProcessException if there is no such process ({@code ESRCH})
     * @throws ErrnoException if the id is that of a thread ({@code EINVAL}, {@code ENOENT}), the kernel is too old ({@code
     *     ENOSYS}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @see "pidfd_open(2)"
     */
    public static SignalTarget open(long pid) {
        int checked = ProcessId.checked(pid);
        ProcessCalls calls = Libc.get().processes();
        String description = "process " + checked;
        int number = calls.pidfdOpen(checked, 0);
        if (number < 0) {
            throw SignalErrors.open(checked, -number);
        }
        OwnedFd fd = OwnedFd.of(Libc.get().files(), number, description);
        return new SignalTarget(calls, checked, fd);
    }

    /**
     * Whether a process has this id now. One that has ended exists until its parent has read its exit status.
     *
     * @param pid the process, 1 to 4194304
     * @return true also where this process may not send signals to it
     * @throws IllegalArgumentException if no process can have this id
     * @see "kill(2)"
     */
    public static boolean exists(long pid) {
        return SignalSending.exists(ProcessId.checked(pid));
    }

    /**
     * Sends a signal, as {@code kill} does.
     *
     * @param signal the signal
     * @throws NoSuchProcessException if the process has ended and its parent has read its exit status ({@code ESRCH})
     * @throws NotPermittedException if it belongs to another user ({@code EPERM})
     * @throws ClosedHandleException if this target is closed ({@code EBADF})
     * @throws ErrnoException if the kernel has another reason
     * @see "pidfd_send_signal(2)"
     */
    public void send(Signal signal) {
        check(signal.number(), send(signal.number(), 0));
    }

    /**
     * Sends a signal with a value, as {@code sigqueue} does.
     *
     * @param signal the signal
     * @param value the value, {@code sival_int} in C
     * @throws NoSuchProcessException if the process has ended and its parent has read its exit status ({@code ESRCH})
     * @throws NotPermittedException if it belongs to another user ({@code EPERM})
     * @throws QueueFullException if as many signals are pending for the receiving user as {@code RLIMIT_SIGPENDING} allows,
     *     which the message shows; nothing was queued ({@code EAGAIN})
     * @throws ClosedHandleException if this target is closed ({@code EBADF})
     * @throws ErrnoException if the kernel has another reason
     * @see "pidfd_send_signal(2)"
     */
    public void send(Signal signal, int value) {
        int number = Objects.requireNonNull(signal, "signal").number();
        NativeMemory info = SignalSending.information(number, value);
        int result = send(number, info.address());
        info.keepAlive();
        check(number, result);
    }

    /**
     * Whether the process exists. One that has ended exists until its parent has read its exit status.
     *
     * @return true also where this process may not send signals to it
     * @throws ClosedHandleException if this target is closed ({@code EBADF})
     * @see "pidfd_send_signal(2)"
     */
    public boolean exists() {
        int result = send(0, 0);
        return result == 0 || result == -Errno.EPERM.number();
    }

    private int send(int number, long info) {
        int descriptor = fd.acquire("pidfd_send_signal");
        try {
            return calls.pidfdSendSignal(descriptor, number, info, 0);
        } finally {
            fd.release();
        }
    }

    private void check(int number, int result) {
        if (result < 0) {
            throw SignalErrors.send("pidfd_send_signal", pid, number, -result);
        }
    }

    /**
     * The id of the process. Another process may have it when this one has ended.
     *
     * @return the id
     */
    public long pid() {
        return pid;
    }

    /** Closes the descriptor; nothing is sent. A second close does nothing. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "SignalTarget(process " + pid + (fd.isOpen() ? ")" : ", closed)");
    }
}
