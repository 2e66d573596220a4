package io.sluice.sharedmemory;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SegmentRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvMemoryCalls;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.internal.IpcPerm;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates a System V shared memory segment. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * SysvSharedMemory prices = SysvSharedMemory.builder(IpcKey.of(0x4d2)).size(1 << 20).mode(0640).openOrCreate();
 * System.out.println(prices.wasCreated() ? "created " + prices.name() : "found " + prices.size() + " bytes");
 * }</pre>
 *
 * @see "shmget(2)"
 */
public final class SysvSharedMemoryBuilder {
    private static final int DEFAULT_MODE = 0600;
    private static final int READ = 0400;
    private static final int READ_AND_WRITE = 0600;

    private final IpcKey key;
    private final String object;
    private final SysvMemoryCalls libc = Libc.get().sysvMemory();
    private final SegmentControl control = new SegmentControl(libc);
    private long size;
    private @Nullable Integer mode;
    private int permissions = READ_AND_WRITE;
    private boolean shapeAccepted;
    private @Nullable WaitingThreads threads;

    SysvSharedMemoryBuilder(IpcKey key) {
        this.key = Objects.requireNonNull(key, "key");
        object = "key " + key;
    }

    /**
     * Sets how many bytes a new segment has, all of them 0. A segment that exists keeps its size, and must have as many at
     * least. To create a segment, this must be called.
     *
     * @param bytes the size, 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public SysvSharedMemoryBuilder size(long bytes) {
        size = Mappings.checkSize(bytes);
        return this;
    }

    /**
     * Sets who may use the segment. A new one gets exactly these bits: the kernel does not apply the umask here.
     *
     * @param value permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public SysvSharedMemoryBuilder mode(int value) {
        mode = IpcPerm.checkMode(value);
        return this;
    }

    /**
     * Opens a segment that this user may read but not write.
     *
     * @return this builder
     */
    public SysvSharedMemoryBuilder readOnly() {
        permissions = READ;
        return this;
    }

    /**
     * Opens a segment that exists whatever its mode and size are.
     *
     * @return this builder
     */
    public SysvSharedMemoryBuilder acceptShape() {
        shapeAccepted = true;
        return this;
    }

    /**
     * Which threads wait in the kernel on the memory that {@link SysvSharedMemory#attach()} gives.
     *
     * @param value the threads, which the caller closes after the memory; {@link WaitingThreads#shared()} where this is not
     *     called
     * @return this builder
     */
    public SysvSharedMemoryBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens the segment, which must exist.
     *
     * @return the segment
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no segment is found
     * @throws ErrnoException if there is no segment of this key ({@code ENOENT}), it has fewer bytes than were asked for
     *     ({@code EINVAL}), or this user may not use it so ({@code EACCES})
     */
    public SysvSharedMemory open() {
        checkNotPrivate();
        SysvSharedMemoryStatus found;
        do {
            found = find();
        } while (found == null);
        return opened(found);
    }

    /**
     * Opens the segment, and creates it first if it does not exist. {@link SysvSharedMemory#wasCreated()} says whether this
     * call created it.
     *
     * <p>A segment that exists must have as many bytes as were asked for at least, and the mode that was set here. A mode
     * that was not set is not compared.
     *
     * @return the segment
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no segment is found
     * @throws IllegalStateException if no size was set
     * @throws ErrnoException if the segment has another mode ({@code EEXIST}), unless {@link #acceptShape()} was called.
     *     Otherwise as for {@link #open()} and {@link #create()}, but not {@code ENOENT}
     */
    public SysvSharedMemory openOrCreate() {
        checkNotPrivate();
        // IPC_CREAT alone does not say who created the segment, so creating is exclusive. If another process is faster,
        // open. If the segment was removed in between, try again.
        while (true) {
            int id = createExclusively();
            if (id >= 0) {
                return created(id);
            }
            if (id != -Errno.EEXIST.number()) {
                throw SegmentErrors.create(object, -id, size, control);
            }
            SysvSharedMemoryStatus found = findUnlessMissing();
            if (found != null) {
                checkMode(found);
                return opened(found);
            }
        }
    }

    /**
     * Creates the segment, which must not exist. Under {@link IpcKey#PRIVATE}, each call creates another segment.
     *
     * <p>The segment exists until it is removed and no process has it attached any more, also beyond the end of this one. Its
     * pages are taken from the machine's memory when they are first written, and the kernel ends a process if there are none
     * then.
     *
     * @return the segment
     * @throws IllegalStateException if no size was set
     * @throws ErrnoException if the segment exists ({@code EEXIST}), it would have more than {@code SHMMAX} bytes ({@code
     *     EINVAL}), there are {@code SHMMNI} segments or would be more than {@code SHMALL} pages in all of them ({@code
     *     ENOSPC}), or the kernel cannot commit so many bytes ({@code ENOMEM})
     */
    public SysvSharedMemory create() {
        int id = createExclusively();
        if (id < 0) {
            throw SegmentErrors.create(object, -id, size, control);
        }
        return created(id);
    }

    private void checkNotPrivate() {
        if (key.isPrivate()) {
            throw new IllegalArgumentException(
                    "no segment is found under IPC_PRIVATE: create it, and open it elsewhere by its identifier");
        }
    }

    private int createExclusively() {
        if (size == 0) {
            throw new IllegalStateException("a segment is created with a size: set it by size(bytes)");
        }
        int flags = SysvIpcConstants.IPC_CREAT | SysvIpcConstants.IPC_EXCL | (mode != null ? mode : DEFAULT_MODE);
        return libc.shmget(key.value(), size, flags);
    }

    private SysvSharedMemory created(int id) {
        return new SysvSharedMemory(libc, id, key, size, true, threads);
    }

    private SysvSharedMemory opened(SysvSharedMemoryStatus found) {
        return new SysvSharedMemory(libc, found.id(), key, found.size(), false, threads);
    }

    private @Nullable SysvSharedMemoryStatus findUnlessMissing() {
        try {
            return find();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
    }

    /** Null if another segment has the key by now: then to look again helps. */
    private @Nullable SysvSharedMemoryStatus find() {
        long least = shapeAccepted ? 0 : size;
        int id = libc.shmget(key.value(), least, permissions);
        boolean tooSmall = id == -Errno.EINVAL.number();
        if (tooSmall) {
            id = libc.shmget(key.value(), 0, 0); // whose size the error names
        }
        if (id < 0) {
            throw SegmentErrors.open(object, -id);
        }
        SysvSharedMemoryStatus found;
        try {
            found = control.found(id, object);
        } catch (SegmentRemovedException meanwhile) {
            return null;
        }
        if (found.size() < least) {
            throw SegmentErrors.tooSmall(object, least, found.size());
        }
        return tooSmall ? null : found;
    }

    private void checkMode(SysvSharedMemoryStatus found) {
        int actual = found.permissions().mode();
        Integer asked = mode;
        if (asked != null && asked != actual && !shapeAccepted) {
            throw SegmentErrors.exists(object, withMode(asked), withMode(actual));
        }
    }

    private static String withMode(int bits) {
        return String.format("mode %04o", bits);
    }

    static SysvSharedMemory openById(int id) {
        SysvMemoryCalls libc = Libc.get().sysvMemory();
        try {
            SysvSharedMemoryStatus found = new SegmentControl(libc).found(id, "segment " + id);
            return new SysvSharedMemory(libc, id, found.key(), found.size(), false, null);
        } catch (SegmentRemovedException unknown) {
            throw SegmentErrors.unknown(id);
        }
    }
}
