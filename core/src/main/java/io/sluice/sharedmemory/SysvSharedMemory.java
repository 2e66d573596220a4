package io.sluice.sharedmemory;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SegmentRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvMemoryCalls;
import io.sluice.libc.SysvMemoryConstants;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A System V shared memory segment: bytes under a key, which each process that attaches the segment has in its own memory. A C
 * program has the same bytes by {@code shmget} with the same key and {@code shmat}.
 *
 * <pre>{@code
 * SysvSharedMemory segment = SysvSharedMemory.builder(IpcKey.of(0x4d2)).size(4096).openOrCreate();
 * try (MappedMemory memory = segment.attach()) {
 *     memory.bytes(64, 5).put("hello".getBytes(StandardCharsets.US_ASCII));
 *     memory.addToInt(0, 1);
 * }
 * }</pre>
 *
 * <p>A segment keeps its size: nobody can cut it off while it is attached. It exists until it is {@linkplain #remove()
 * removed} and nobody has it attached any more, also when all processes that used it have ended. A process that ends, even by
 * {@code SIGKILL}, detaches it.
 *
 * <p>This object is the segment's identifier and nothing else, so there is nothing to close. All methods may be called from
 * any thread and at the same time.
 *
 * @see "sysvipc(7)"
 */
public final class SysvSharedMemory {
    private final SysvMemoryCalls libc;
    private final SegmentControl control;
    private final @Nullable WaitingThreads threads;
    private final int id;
    private final IpcKey key;
    private final long size;
    private final boolean created;
    private final String name;

    SysvSharedMemory(
            SysvMemoryCalls libc, int id, IpcKey key, long size, boolean created, @Nullable WaitingThreads threads) {
        this.libc = libc;
        this.threads = threads;
        this.id = id;
        this.key = key;
        this.size = size;
        this.created = created;
        name = key.isPrivate() ? "segment " + id : "segment " + id + " of key " + key;
        control = new SegmentControl(libc);
    }

    /**
     * Opens a segment that exists, to read and to write it.
     *
     * @param key the key
     * @return the segment
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no segment can be found
     * @throws ErrnoException if no segment has this key ({@code ENOENT}), or this user may not read and write it ({@code
     *     EACCES})
     * @see "shmget(2)"
     */
    public static SysvSharedMemory open(IpcKey key) {
        return builder(key).open();
    }

    /**
     * Opens a segment by its identifier, as {@code ipcs} shows it. That works for a segment that was removed as well, as long
     * as somebody has it attached.
     *
     * @param id the identifier, 0 or more
     * @return the segment; the kernel checks at each call whether this user may do that
     * @throws ErrnoException if there is no such segment in this IPC namespace, or no longer ({@code EINVAL})
     * @see "shmctl(2)"
     */
    public static SysvSharedMemory openById(int id) {
        return SysvSharedMemoryBuilder.openById(id);
    }

    /**
     * Returns a builder, which opens or creates a segment.
     *
     * @param key the key
     * @return a builder with the default mode 0600, and no size
     */
    public static SysvSharedMemoryBuilder builder(IpcKey key) {
        return new SysvSharedMemoryBuilder(key);
    }

    /**
     * Lists the segments of this IPC namespace, as {@code ipcs -m} and {@code /proc/sysvipc/shm} do; before Linux 4.17 only
     * those that this user may read.
     *
     * @return the segments in the order of the kernel's table
     * @throws ErrnoException if this kernel was built without System V shared memory ({@code ENOSYS})
     * @see "ipcs(1)"
     */
    public static List<SysvSharedMemoryStatus> list() {
        return new SegmentControl(Libc.get().sysvMemory()).list();
    }

    /**
     * Attaches the segment to this process, to read and to write it. Each call attaches it once more, at another address. To
     * close the memory detaches it.
     *
     * <p>Nobody can cut the segment off, so its bytes are there for as long as it is attached ({@link MappedMemory#canBeCut()}
     * is false). It stays attached until the memory is closed. With JNA it stays attached beyond that, until no buffer of the
     * memory is reachable; {@link MappedMemory#unmapsAtClose()} says which.
     *
     * @return the memory, to be closed
     * @throws SegmentRemovedException if the segment was removed, and nobody has it attached ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read and write the segment ({@code EACCES}), or this process has no room
     *     for it or {@code vm.max_map_count} mappings ({@code ENOMEM})
     * @see "shmat(2)"
     */
    public MappedMemory attach() {
        return attach(false);
    }

    /**
     * Attaches the segment to read it alone. Otherwise as {@link #attach()}.
     *
     * @return the memory, to be closed, which refuses to be written
     * @throws SegmentRemovedException if the segment was removed, and nobody has it attached ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read the segment ({@code EACCES}), or this process has no room for it or
     *     {@code vm.max_map_count} mappings ({@code ENOMEM})
     * @see "shmat(2)"
     */
    public MappedMemory attachReadOnly() {
        return attach(true);
    }

    private MappedMemory attach(boolean readOnly) {
        long address = libc.shmat(id, 0, readOnly ? SysvMemoryConstants.SHM_RDONLY : 0);
        if (address < 0) {
            throw SegmentErrors.attach(name, (int) -address, readOnly, size);
        }
        checkAttached(address);
        MappedRegion region = MappedRegion.of(address, size, name, detaching(libc, address))
                .readOnly(readOnly)
                .canBeCut(false)
                .waitingThreads(threads)
                .build();
        return MappingAccess.memory(MappedMemory.class, region);
    }

    /**
     * The kernel uses an identifier again after some thousand others. Another segment that has it by now may be smaller, and
     * there is nothing behind its end. While it is attached, the identifier stays that of the same segment.
     */
    private void checkAttached(long address) {
        try {
            if (control.found(id, name).size() != size) {
                throw SegmentErrors.removed("shmat", name, Errno.EINVAL);
            }
        } catch (Throwable failed) {
            libc.shmdt(address);
            throw failed;
        }
    }

    /** Does not refer to the memory: it runs also where that has become garbage. */
    private static Runnable detaching(SysvMemoryCalls libc, long address) {
        return () -> libc.shmdt(address);
    }

    /**
     * The segment as it is now.
     *
     * @return the status
     * @throws SegmentRemovedException if the segment was removed, and nobody has it attached ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read the segment ({@code EACCES})
     * @see "shmctl(2)"
     */
    public SysvSharedMemoryStatus status() {
        return control.status(id, name);
    }

    /**
     * Changes owner and mode at once.
     *
     * @param permissions what to set, made from {@link SysvSharedMemoryStatus#permissions()}; the creator in it is passed over
     * @throws IllegalArgumentException if the mode has other bits than 0777
     * @throws SegmentRemovedException if the segment was removed, and nobody has it attached ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user does not own the segment ({@code EPERM})
     * @see "shmctl(2)"
     */
    public void setPermissions(IpcPermissions permissions) {
        control.set(id, name, permissions);
    }

    /**
     * Removes the segment. Its key leads to nothing at once. Whoever has it attached keeps the bytes, and the kernel frees them
     * when the last one has detached it. Until then, the status says {@link SysvSharedMemoryStatus#markedForDestruction()}, and
     * the segment can be opened and attached by its identifier still. A second removal does nothing then.
     *
     * @throws SegmentRemovedException if the segment was removed before, and nobody has it attached ({@code EINVAL}, {@code
     *     EIDRM})
     * @throws ErrnoException if this user does not own the segment ({@code EPERM})
     * @see "shmctl(2)"
     */
    public void remove() {
        control.remove(id, name);
    }

    /**
     * The identifier, by which {@link #openById} opens the segment.
     *
     * @return 0 or more
     */
    public int id() {
        return id;
    }

    /**
     * The key under which the segment was opened. By now another segment may have it.
     *
     * @return the key; {@link IpcKey#PRIVATE} if the segment has none
     */
    public IpcKey key() {
        return key;
    }

    /**
     * How many bytes the segment has. This never changes.
     *
     * @return 1 or more
     */
    public long size() {
        return size;
    }

    /**
     * The name of the segment in log messages and exceptions.
     *
     * @return such as {@code segment 32769 of key 0x000004d2}
     */
    public String name() {
        return name;
    }

    /**
     * Whether opening the segment created it.
     *
     * @return true if the segment did not exist before
     */
    public boolean wasCreated() {
        return created;
    }

    @Override
    public String toString() {
        return "SysvSharedMemory(" + name + ")";
    }
}
