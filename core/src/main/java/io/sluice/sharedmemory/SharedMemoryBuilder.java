package io.sluice.sharedmemory;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates POSIX shared memory. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (SharedMemory prices = SharedMemory.builder("/prices").size(4096).mode(0660).create()) {
 *     prices.memory().setInt(0, 1);
 * }
 * }</pre>
 *
 * @see "shm_open(3)"
 */
public final class SharedMemoryBuilder {
    private static final int MODE_MASK = 0777;
    private static final int DEFAULT_MODE = 0600;

    static {
        ShmErrors.load();
    }

    private final String name;
    private long size;
    private int mode = DEFAULT_MODE;
    private @Nullable WaitingThreads threads;

    SharedMemoryBuilder(String name) {
        this.name = name;
    }

    /**
     * Sets the size. A new object has exactly this one; one that exists must have so many bytes at least.
     *
     * @param bytes 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public SharedMemoryBuilder size(long bytes) {
        size = Mappings.checkSize(bytes);
        return this;
    }

    /**
     * Sets who may open a new object. It gets exactly these bits, whatever the umask; one that exists keeps its own. Whoever may
     * write to it may also make it shorter, which is an error for all who use the memory.
     *
     * @param permissions permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public SharedMemoryBuilder mode(int permissions) {
        if ((permissions & ~MODE_MASK) != 0) {
            throw new IllegalArgumentException(
                    "mode must be from 0 to 0777 (octal), but was " + permissions + " (decimal)");
        }
        mode = permissions;
        return this;
    }

    /**
     * Which threads wait in the kernel on this memory.
     *
     * @param value the threads, which the caller closes after the memory; {@link WaitingThreads#shared()} where this is not
     *     called
     * @return this builder
     */
    public SharedMemoryBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens an object that exists, for reading and writing. Its file is looked at first.
     *
     * @return the open object
     * @throws ErrnoException if there is no such object ({@code ENOENT}), this user may not read and write it ({@code EACCES}),
     *     it is empty, has fewer bytes than {@link #size} says, or is no file with bytes ({@code EINVAL}), it is a symbolic link
     *     ({@code ELOOP}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public SharedMemory open() {
        FileCalls files = Libc.get().files();
        int number = ShmFile.open(files, name, size, false);
        if (number < 0) {
            throw ShmErrors.open(name, -number, null);
        }
        return opened(files, number, false, false);
    }

    /**
     * Opens an object that exists, for reading alone. Its memory refuses to be written.
     *
     * @return the open object
     * @throws ErrnoException as for {@link #open()}, where this user needs to be allowed to read it only
     */
    public SharedMemory openReadOnly() {
        FileCalls files = Libc.get().files();
        int number = ShmFile.open(files, name, size, true);
        if (number < 0) {
            throw ShmErrors.open(name, -number, null);
        }
        return opened(files, number, false, true);
    }

    /**
     * Creates an object, which must not exist. It is made of zeros. Nobody can open it before it has its size and its mode, and
     * its memory is reserved: a full file system is an error here and not at a later access.
     *
     * @return the open object
     * @throws ErrnoException if it exists ({@code EEXIST}), {@code /dev/shm} has no room ({@code ENOSPC}), the size is beyond
     *     what a file can have ({@code EFBIG}), this user may not make files there ({@code EACCES}), or descriptors are used up
     *     ({@code EMFILE}, {@code ENFILE})
     * @throws IllegalStateException if {@link #size} was not called
     */
    public SharedMemory create() {
        FileCalls files = Libc.get().files();
        int number = ShmFile.create(files, name, mode, sizeToCreate());
        if (number < 0) {
            throw ShmErrors.open(name, -number, null);
        }
        return opened(files, number, true, false);
    }

    /**
     * Opens the object, and creates it first if it does not exist. {@link SharedMemory#wasCreated()} says whether this call
     * created it.
     *
     * @return the open object
     * @throws ErrnoException as for {@link #open()} and {@link #create()}, but neither {@code ENOENT} nor {@code EEXIST}
     * @throws IllegalStateException if {@link #size} was not called
     */
    public SharedMemory openOrCreate() {
        FileCalls files = Libc.get().files();
        while (true) {
            int existing = ShmFile.open(files, name, sizeToCreate(), false);
            if (existing >= 0) {
                return opened(files, existing, false, false);
            }
            int number = ShmFile.create(files, name, mode, size);
            if (number >= 0) {
                return opened(files, number, true, false);
            }
            // Another process has created it meanwhile, and may unlink it before it is opened.
        }
    }

    private long sizeToCreate() {
        if (size == 0) {
            throw new IllegalStateException("new shared memory needs a size: call size(bytes) first");
        }
        return size;
    }

    private SharedMemory opened(FileCalls files, int number, boolean created, boolean readOnly) {
        OwnedFd fd = OwnedFd.of(files, number, name);
        return new SharedMemory(fd, name, created, readOnly, threads);
    }
}
