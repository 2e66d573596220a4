package io.sluice.lock;

import io.sluice.libc.Libc;
import io.sluice.libc.LockCalls;
import io.sluice.libc.LockConstants;
import io.sluice.libc.LockLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;
import java.util.Optional;

/** Open file description locks. The kernel changes the mode of a range in one step, and keeps the old one if it fails. */
final class OfdLocks implements KernelLocks {
    private static final NativeMemoryPool STRUCTS = new NativeMemoryPool(LockLayouts.FLOCK_SIZE);
    private static final short FROM_THE_BEGINNING = 0;

    private final LockCalls locks = Libc.get().locks();
    private final String path;
    private final LockAccess access;

    OfdLocks(String path, LockAccess access) {
        this.path = path;
        this.access = access;
    }

    @Override
    public String function() {
        return "fcntl";
    }

    @Override
    public void begin(LockMode mode, LockRange range) {
        if (!access.allows(mode)) {
            throw LockErrors.noAccessFor(path, mode, access);
        }
    }

    @Override
    public void end(LockMode mode) {}

    @Override
    public int tryLock(int fd, LockMode mode, LockRange range) {
        return call(fd, LockConstants.F_OFD_SETLK, mode.type(), range);
    }

    @Override
    public int lock(int fd, LockMode mode, LockRange range) {
        return call(fd, LockConstants.F_OFD_SETLKW, mode.type(), range);
    }

    @Override
    public int unlock(int fd, LockRange range) {
        return call(fd, LockConstants.F_OFD_SETLK, (short) LockConstants.F_UNLCK, range);
    }

    private int call(int fd, int command, short type, LockRange range) {
        NativeMemory lock = STRUCTS.take();
        try {
            fill(lock, type, range);
            return locks.fcntl(fd, command, lock.address());
        } finally {
            STRUCTS.giveBack(lock);
        }
    }

    private static void fill(NativeMemory lock, short type, LockRange range) {
        lock.bytes()
                .putShort(LockLayouts.FLOCK_TYPE, type)
                .putShort(LockLayouts.FLOCK_WHENCE, FROM_THE_BEGINNING)
                .putLong(LockLayouts.FLOCK_START, range.from())
                .putLong(LockLayouts.FLOCK_LEN, range.length())
                .putInt(LockLayouts.FLOCK_PID, 0); // or else the kernel refuses it
    }

    @Override
    public Optional<LockRange> ownClassicLock(int fd, LockMode mode, LockRange range) {
        NativeMemory lock = STRUCTS.take();
        try {
            fill(lock, mode.type(), range);
            int result = locks.fcntl(fd, LockConstants.F_OFD_GETLK, lock.address());
            boolean found = result == 0 && lock.bytes().getShort(LockLayouts.FLOCK_TYPE) != LockConstants.F_UNLCK;
            boolean own = found
                    && lock.bytes().getInt(LockLayouts.FLOCK_PID)
                            == ProcessHandle.current().pid();
            return own
                    ? Optional.of(LockRange.of(
                            lock.bytes().getLong(LockLayouts.FLOCK_START),
                            lock.bytes().getLong(LockLayouts.FLOCK_LEN)))
                    : Optional.empty();
        } finally {
            STRUCTS.giveBack(lock);
        }
    }
}
