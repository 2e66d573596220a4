package io.sluice.epoll;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.EpollLayouts;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import java.util.Objects;

/**
 * A descriptor that other native code has opened, for an {@link EventLoop} to watch: of a JNI library, or one that systemd
 * passed to this process.
 *
 * <p>It is a duplicate. The other code keeps its own descriptor, and may close it at any time without harm. Both must be
 * closed before the kernel closes the file: a peer sees the end of a connection only then.
 *
 * <p>The file's flags stay as they are, {@code O_NONBLOCK} too, which both descriptors share. This class reads and writes
 * nothing: a handler calls the other code when the descriptor is ready.
 *
 * <pre>{@code
 * int number = 42; // what a JNI library has given
 * AdoptedDescriptor socket = AdoptedDescriptor.adopt(number, "socket of the library");
 * loop.execute(() -> loop.register(socket, handler).interest(Interest.READ));
 * }</pre>
 *
 * <p>May be used from any thread.
 *
 * @see "fcntl(2)"
 */
public final class AdoptedDescriptor implements Pollable, AutoCloseable {
    private final OwnedFd fd;

    private AdoptedDescriptor(OwnedFd fd) {
        this.fd = fd;
    }

    /**
     * Duplicates a descriptor. The duplicate is closed at exec.
     *
     * @param number an open descriptor, which stays the caller's
     * @param description what it is, for messages
     * @return the duplicate, to be closed by the caller
     * @throws ErrnoException if the number is not an open descriptor ({@code EBADF}), if epoll cannot watch what it is,
     *     such as a regular file or a folder ({@code EPERM}), or if descriptors or watches are used up ({@code EMFILE},
     *     {@code ENFILE}, {@code ENOSPC})
     */
    public static AdoptedDescriptor adopt(int number, String description) {
        return adopt(Libc.get(), number, description);
    }

    static AdoptedDescriptor adopt(Libc libc, int number, String description) {
        Objects.requireNonNull(description, "description");
        int duplicate = libc.files().fcntl(number, FileConstants.F_DUPFD_CLOEXEC, 0);
        if (duplicate < 0) {
            throw failed("fcntl", number, description, -duplicate);
        }
        OwnedFd fd = OwnedFd.of(libc.files(), duplicate, description);
        try {
            checkPollable(libc, number, duplicate, description);
        } catch (Throwable refused) {
            fd.close();
            throw refused;
        }
        return new AdoptedDescriptor(fd);
    }

    /** Adds it to an epoll instance of its own, since only the kernel knows what epoll can watch. */
    private static void checkPollable(Libc libc, int number, int duplicate, String description) {
        NativeMemory event = NativeMemory.allocate(EpollLayouts.CURRENT.epollEventSize());
        int epoll = libc.epoll().epollCreate1(EpollConstants.EPOLL_CLOEXEC);
        if (epoll < 0) {
            throw failed("epoll_create1", number, description, -epoll);
        }
        int result = libc.epoll().epollCtl(epoll, EpollConstants.EPOLL_CTL_ADD, duplicate, event.address());
        event.keepAlive();
        libc.files().close(epoll);
        if (result < 0) {
            throw failed("epoll_ctl", number, description, -result);
        }
    }

    private static ErrnoException failed(String call, int number, String description, int errno) {
        String explanation = switch (Errno.of(errno)) {
            case EBADF -> "This number is not an open descriptor.";
            case EPERM ->
                "epoll cannot watch it: a regular file or a folder is always ready. Sockets, pipes,"
                        + " character devices and descriptors such as eventfd can be watched.";
            case EMFILE, ENFILE -> EventLoop.DESCRIPTOR_REMEDY;
            default -> "";
        };
        return new ErrnoException(call, description + " (descriptor " + number + ")", errno, explanation);
    }

    /** The duplicate. */
    @Override
    public Descriptor descriptor() {
        return fd;
    }

    /**
     * Whether {@link #close()} was not called yet.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return fd.isOpen();
    }

    /**
     * Closes the duplicate and ends its registrations. The descriptor that it was made of stays open. A second close does
     * nothing.
     */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "AdoptedDescriptor(" + fd + ")";
    }
}
