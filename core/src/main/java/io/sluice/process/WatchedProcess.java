package io.sluice.process;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.Libc;
import io.sluice.libc.ProcessCalls;
import io.sluice.libc.ProcessConstants;
import io.sluice.libc.ProcessLayouts;
import io.sluice.memory.NativeMemory;
import java.util.Optional;

/**
 * A process whose exit can be watched, be it a child of this one or not. It is held by a descriptor, so that another
 * process which gets the same id later is never mistaken for it.
 *
 * <pre>{@code
 * try (WatchedProcess process = WatchedProcess.open(pid)) {
 *     System.out.println(process.hasExited() ? "has exited" : "runs");
 * }
 * }</pre>
 *
 * <p>A process ends in two steps. It exits, and then the parent waits for it and so reaps it: only then does the kernel say
 * how it ended, to every process that holds a descriptor. The descriptor is readable ({@link
 * io.sluice.epoll.Interest#READ}) from the exit on, and hung up ({@link io.sluice.epoll.Interest#HANG_UP}) from the reap on.
 *
 * <p>This never reaps a process. Children that the JDK has started stay its own, and {@link Process#exitValue()} is right.
 *
 * <p>All methods may be called from any thread and at the same time, and none waits. After {@link #close()} they fail
 * with {@link ClosedHandleException} ({@code EBADF}).
 *
 * @see "pidfd_open(2)"
 */
public final class WatchedProcess implements Pollable, AutoCloseable {
    private static final int INFO = 0;
    private static final int POLL = ProcessLayouts.PIDFD_INFO_SIZE;
    private static final int MEMORY_SIZE = POLL + FileLayouts.POLLFD_SIZE;

    static {
        ProcessErrors.load();
    }

    private final ProcessCalls processes;
    private final FileCalls files;
    private final long pid;
    private final OwnedFd fd;
    /** Also the lock of the calls that use it, none of which waits. */
    private final NativeMemory memory;

    private WatchedProcess(ProcessCalls processes, FileCalls files, long pid, OwnedFd fd, NativeMemory memory) {
        this.processes = processes;
        this.files = files;
        this.pid = pid;
        this.fd = fd;
        this.memory = memory;
    }

    /**
     * Opens the process that has an id now. Where the process may have ended meanwhile, prefer {@link
     * #open(ProcessHandle)}: an id alone may belong to another process already.
     *
     * @param pid the id of the process, as this process sees it
     * @return the process, to be closed
     * @throws IllegalArgumentException if no process can have the id: it is zero, negative, or 2^31 or more
     * @throws NoSuchProcessException if there is no process with the id ({@code ESRCH})
     * @throws ErrnoException if the id is that of a thread ({@code EINVAL}, {@code ENOENT}), descriptors are used up
     *     ({@code EMFILE}, {@code ENFILE}), the kernel is older than Linux 5.3 ({@code ENOSYS}), or a container forbids the
     *     call ({@code EPERM})
     * @see "pidfd_open(2)"
     */
    public static WatchedProcess open(long pid) {
        if (pid <= 0 || pid > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the id of a process is 1 to " + Integer.MAX_VALUE + ", but was " + pid);
        }
        ProcessCalls processes = Libc.get().processes();
        FileCalls files = Libc.get().files();
        NativeMemory memory = NativeMemory.allocate(MEMORY_SIZE); // first: it may fail, and a descriptor would stay
        String description = name(pid);
        int number = processes.pidfdOpen((int) pid, 0); // closed at exec, without a flag
        if (number < 0) {
            throw ProcessErrors.open(description, -number);
        }
        OwnedFd fd = OwnedFd.of(files, number, description);
        return new WatchedProcess(processes, files, pid, fd, memory);
    }

    /**
     * Opens a process that the JDK knows, and makes sure that its id was not given to another one.
     *
     * @param process the process, such as {@link Process#toHandle()}
     * @return the process, to be closed
     * @throws NoSuchProcessException if it has ended and was reaped ({@code ESRCH}); the exit value of a child is in its
     *     {@link Process}
     * @throws ErrnoException as for {@link #open(long)}
     * @see "pidfd_open(2)"
     */
    public static WatchedProcess open(ProcessHandle process) {
        WatchedProcess opened = open(process.pid());
        // The handle knows when its process has started. While that is alive, the id is its own, and so is the
        // descriptor.
        if (process.isAlive()) {
            return opened;
        }
        opened.close();
        throw ProcessErrors.gone(name(process.pid()));
    }

    private static String name(long pid) {
        return "process " + pid;
    }

    /**
     * The id of the process. After its end, another process may have the id.
     *
     * @return the id with which it was opened
     */
    public long pid() {
        return pid;
    }

    /**
     * Whether the process has exited. Its parent may not have waited for it yet.
     *
     * @return true once all its threads have ended
     * @throws ClosedHandleException if this is closed ({@code EBADF})
     * @see "poll(2)"
     */
    public boolean hasExited() {
        synchronized (memory) {
            int number = fd.acquire("poll");
            try {
                memory.bytes().putInt(POLL + FileLayouts.POLLFD_FD, number);
                memory.bytes().putShort(POLL + FileLayouts.POLLFD_EVENTS, (short) FileConstants.POLLIN);
                int result;
                do {
                    result = files.poll(memory.address() + POLL, 1, 0);
                } while (result == -Errno.EINTR.number());
                memory.keepAlive();
                if (result < 0) {
                    throw new ErrnoException("poll", name(pid), -result, "");
                }
                return result > 0;
            } finally {
                fd.release();
            }
        }
    }

    /**
     * How the process ended, if the kernel says so by now.
     *
     * @return the status; {@link ExitStatus.Unknown} if the process has ended and the kernel will never say how; empty while
     *     it runs, and until its parent has waited for it
     * @throws ClosedHandleException if this is closed ({@code EBADF})
     * @see "PIDFD_GET_INFO(2const)"
     */
    public Optional<ExitStatus> status() {
        synchronized (memory) {
            int number = fd.acquire("ioctl");
            try {
                int result = getInfo(number);
                if (result == -Errno.ESRCH.number()) {
                    // Reaped. If that was during the call, the status is there by now.
                    result = getInfo(number);
                }
                if (result < 0) {
                    // ESRCH: Linux before 6.15 forgets the status. Anything else: Linux before 6.13 knows no such
                    // request.
                    boolean ended = result == -Errno.ESRCH.number() || hasExited();
                    return ended ? Optional.of(new ExitStatus.Unknown()) : Optional.empty();
                }
                long known = memory.bytes().getLong(INFO + ProcessLayouts.PIDFD_INFO_MASK);
                return (known & ProcessConstants.PIDFD_INFO_EXIT) == 0
                        ? Optional.empty()
                        : Optional.of(
                                WaitStatus.parsed(memory.bytes().getInt(INFO + ProcessLayouts.PIDFD_INFO_EXIT_CODE)));
            } finally {
                fd.release();
            }
        }
    }

    private int getInfo(int number) {
        memory.bytes().putLong(INFO + ProcessLayouts.PIDFD_INFO_MASK, ProcessConstants.PIDFD_INFO_EXIT);
        int result = processes.pidfdGetInfo(number, memory.address() + INFO);
        memory.keepAlive();
        return result;
    }

    /**
     * Whether this is open.
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

    /** Closes the descriptor. The process goes on, and streams on this fail. A second close does nothing. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "WatchedProcess(" + pid + (isOpen() ? ")" : ", closed)");
    }
}
