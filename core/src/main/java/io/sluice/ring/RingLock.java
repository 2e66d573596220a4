package io.sluice.ring;

import io.sluice.errno.Errno;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.LockCalls;
import io.sluice.libc.LockConstants;
import io.sluice.libc.LockLayouts;
import io.sluice.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * The lock that makes a consumer, or the one producer, the only one. It is an open file description lock, which the kernel gives
 * back when the process ends, however it ends. Each has a description of its own: locks of the same one do not exclude each
 * other.
 */
final class RingLock {
    /** The byte that the consumer locks. */
    static final int CONSUMER = 0;
    /** The byte that the one producer locks. */
    static final int PRODUCER = 1;

    private final OwnedFd fd;
    private final int place;

    private RingLock(OwnedFd fd, int place) {
        this.fd = fd;
        this.place = place;
    }

    /** Takes the lock of an open ring; null where another one has it. */
    static @Nullable RingLock tryLock(FileCalls files, int ringFd, String name, int place) {
        int number = files.open("/proc/self/fd/" + ringFd, FileConstants.O_RDWR | FileConstants.O_CLOEXEC);
        if (number < 0) {
            throw RingErrors.reopen(name, -number);
        }
        OwnedFd fd = OwnedFd.part(files, number, name);
        int result = call(number, LockConstants.F_OFD_SETLK, LockConstants.F_WRLCK, place);
        if (result < 0) {
            fd.close();
            if (result != -Errno.EAGAIN.number()) {
                throw RingErrors.lock(name, -result);
            }
            return null;
        }
        return new RingLock(fd, place);
    }

    /** Whether somebody has the lock. The descriptor has none itself. */
    static boolean isHeld(int ringFd, String name, int place) {
        int result = call(ringFd, LockConstants.F_OFD_GETLK, LockConstants.F_WRLCK, place);
        if (result < 0) {
            throw RingErrors.lock(name, -result);
        }
        return result != LockConstants.F_UNLCK;
    }

    /** Returns the type of the lock that is in the way, or the negated error. */
    private static int call(int number, int command, int type, int place) {
        LockCalls locks = Libc.get().locks();
        NativeMemory lock = NativeMemory.allocate(LockLayouts.FLOCK_SIZE);
        lock.bytes()
                .putShort(LockLayouts.FLOCK_TYPE, (short) type)
                .putLong(LockLayouts.FLOCK_START, place)
                .putLong(LockLayouts.FLOCK_LEN, 1);
        int result = locks.fcntl(number, command, lock.address());
        lock.keepAlive();
        return result < 0 ? result : lock.bytes().getShort(LockLayouts.FLOCK_TYPE);
    }

    /** A child that was forked just now has the same description, so the lock is given back before the close. */
    void close() {
        if (fd.acquire()) {
            try {
                call(fd.number(), LockConstants.F_OFD_SETLK, LockConstants.F_UNLCK, place);
            } finally {
                fd.release();
            }
        }
        fd.close();
    }
}
