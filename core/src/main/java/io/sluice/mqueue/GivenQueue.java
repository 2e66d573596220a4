package io.sluice.mqueue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A queue that another process has opened and passed on. */
final class GivenQueue {
    private static final String DELETED = " (deleted)";

    private final Libc libc = Libc.get();
    private final FileCalls files = libc.files();
    private final int given;
    private final Path link;

    private GivenQueue(int given) {
        this.given = given;
        link = Path.of("/proc/self/fd/" + given);
    }

    static PosixMessageQueue open(int given) {
        return new GivenQueue(given).open();
    }

    static boolean isOne(int given) {
        return new GivenQueue(given).isQueue();
    }

    private PosixMessageQueue open() {
        if (!isQueue()) {
            throw failure(Errno.EBADF.number(), "This number is not the descriptor of a POSIX message queue.");
        }
        String name = name();
        PosixAccess access = PosixAccess.ofFlags(checked(files.fcntl(given, FileConstants.F_GETFL, 0)));
        int flags = access.flag() | FileConstants.O_NONBLOCK | FileConstants.O_CLOEXEC;
        int number = files.open(link.toString(), flags);
        boolean shared = number == -Errno.EACCES.number();
        if (shared) {
            number = files.fcntl(given, FileConstants.F_DUPFD_CLOEXEC, 0);
        }
        checked(number);
        OwnedFd fd = OwnedFd.of(files, number, name);
        try {
            HowOpened opened = new HowOpened(name, access, false, WhenUnlinked.FAIL, shared);
            return new PosixMessageQueue(libc, fd, opened, null);
        } catch (Throwable failed) {
            fd.close();
            throw failed;
        }
    }

    private boolean isQueue() {
        NativeMemory attributes = NativeMemory.allocate(PosixQueueLayouts.MQ_ATTR_SIZE);
        int result = libc.posixQueues().mqGetattr(given, attributes.address());
        attributes.keepAlive();
        return result >= 0;
    }

    /** The link leads to "/orders", behind which the kernel writes that the queue has no name any more. */
    private String name() {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (IOException notMounted) {
            throw failure(Errno.ENOENT.number(), "Its name is read from /proc/self/fd, and /proc is not mounted.");
        }
        boolean unlinked = target.endsWith(DELETED) && MqInspection.links(files, given, target) == 0;
        return unlinked ? target.substring(0, target.length() - DELETED.length()) : target;
    }

    private int checked(int result) {
        if (result < 0) {
            throw failure(-result, "");
        }
        return result;
    }

    private ErrnoException failure(int errno, String remedy) {
        return new ErrnoException("mq_open", "descriptor " + given, errno, remedy);
    }
}
