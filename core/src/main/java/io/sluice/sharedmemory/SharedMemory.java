package io.sluice.sharedmemory;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileReservation;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.files.ObjectName;
import io.sluice.files.PathBytes;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open object of shared memory: bytes that processes map. With a name it is POSIX shared memory, which a C program has by
 * {@code shm_open} with the same name and {@code mmap}. Without a name it is a memfd.
 *
 * <pre>{@code
 * try (SharedMemory prices = SharedMemory.builder("/prices").size(4096).openOrCreate()) {
 *     MappedMemory memory = prices.memory();
 *     memory.setLong(0, memory.getLong(0) + 1);
 * }
 * }</pre>
 *
 * <p>The object stays until somebody unlinks its name and nobody has it open or mapped any more. It is a file below {@code
 * /dev/shm}. Whoever may write to it may also make it shorter: see {@link MappedMemory} for what access does then.
 *
 * <p>All methods may be called from any thread.
 *
 * @see "shm_overview(7)"
 */
public final class SharedMemory implements AutoCloseable {
    /** {@code NAME_MAX}. */
    private static final int LONGEST_NAME = 255;

    private static final ObjectName NAMES = new ObjectName("shared memory", "/prices", LONGEST_NAME);

    private final FileCalls files = Libc.get().files();
    private final OwnedFd fd;
    private final String name;
    private final boolean created;
    private final boolean readOnly;
    private final @Nullable WaitingThreads threads;
    /** What {@link #memory()} has given, the last one last. */
    private final List<MappedMemory> mapped = new ArrayList<>(1);

    private boolean outdated = true;

    SharedMemory(OwnedFd fd, String name, boolean created, boolean readOnly, @Nullable WaitingThreads threads) {
        this.fd = fd;
        this.name = name;
        this.created = created;
        this.readOnly = readOnly;
        this.threads = threads;
    }

    /**
     * Begins to open or create an object.
     *
     * @param name a slash and 1 to 255 bytes without another slash, such as {@code /prices}
     * @return a builder
     * @throws IllegalArgumentException if it is no such name
     */
    public static SharedMemoryBuilder builder(String name) {
        return new SharedMemoryBuilder(NAMES.check(name));
    }

    /**
     * Takes the name away. Who has the object open or mapped keeps it; the next one who opens the name finds none, or another
     * one.
     *
     * @param name the name
     * @throws ErrnoException if there is no object of this name ({@code ENOENT}), or this user is neither its owner nor root
     *     ({@code EACCES}, {@code EPERM})
     * @throws IllegalArgumentException if it is no name of shared memory
     * @see "shm_unlink(3)"
     */
    public static void unlink(String name) {
        ShmFile.unlink(Libc.get().files(), NAMES.check(name));
    }

    /**
     * Begins to create memory that has no name. Other processes open its {@link #path()}.
     *
     * @param label a text for those who look at descriptors; several may have the same one
     * @return a builder
     * @throws IllegalArgumentException if the label has more than 249 bytes, or a NUL character
     */
    public static AnonymousMemoryBuilder anonymous(String label) {
        return new AnonymousMemoryBuilder(label);
    }

    /**
     * Opens memory by the {@link #path()} that its owner has given.
     *
     * @param path such as {@code /proc/1234/fd/7}
     * @return the open memory
     * @throws ErrnoException if there is no such file, or its owner has closed it ({@code ENOENT}), this user may not read and
     *     write it ({@code EACCES}), it is empty or no file with bytes ({@code EINVAL}), or descriptors are used up ({@code
     *     EMFILE}, {@code ENFILE})
     * @throws IllegalArgumentException if the path is of another file system
     */
    public static SharedMemory openPath(Path path) {
        FileCalls files = Libc.get().files();
        String text = PathBytes.text(PathBytes.of(path));
        int number = files.open(text, FileConstants.O_RDWR | FileConstants.O_CLOEXEC | FileConstants.O_NONBLOCK);
        if (number < 0) {
            throw MapErrors.open(text, -number, FileStatus.ofPath(files, text, 0));
        }
        FileStatus found = FileStatus.ofDescriptor(files, number);
        if (found == null || found.type() != FileType.REGULAR || found.size() == 0) {
            files.close(number);
            throw found == null || found.type() != FileType.REGULAR
                    ? MapErrors.notAFile(text, found)
                    : MapErrors.outside(text, 0, 0, 0);
        }
        OwnedFd fd = OwnedFd.of(files, number, text);
        return new SharedMemory(fd, text, false, false, null);
    }

    /**
     * The names of the objects that there are. Reads a folder, so it is not for an event loop's thread.
     *
     * @return the names, each with its slash, in their order; those that this user may not open as well
     * @throws java.io.UncheckedIOException if {@code /dev/shm} cannot be read
     */
    public static List<String> list() {
        return ShmFile.list();
    }

    /**
     * What is known of an object. It is not opened.
     *
     * @param name the name
     * @return its size, memory, mode and owner
     * @throws ErrnoException if there is no object of this name ({@code ENOENT}), or it is no file with bytes ({@code EINVAL})
     * @throws IllegalArgumentException if it is no name of shared memory
     */
    public static SharedMemoryInfo info(String name) {
        return ShmFile.info(Libc.get().files(), NAMES.check(name));
    }

    /**
     * The name.
     *
     * @return such as {@code /prices}; of memory without a name the label behind {@code memfd:}, or the path
     */
    public String name() {
        return name;
    }

    /**
     * Whether the call that opened this has created the memory.
     *
     * @return false if it existed before
     */
    public boolean wasCreated() {
        return created;
    }

    /**
     * What is known of it now.
     *
     * @return its size, memory, mode and owner
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     */
    public SharedMemoryInfo info() {
        int number = fd.acquire("statx");
        try {
            return ShmFile.info(name, FileStatus.ofDescriptor(files, number));
        } finally {
            fd.release();
        }
    }

    /**
     * The path by which other processes of this user open the memory, for as long as this handle is open. A C program calls
     * {@code open} with it, and Java {@link #openPath}. They need to see this process below {@code /proc}.
     *
     * @return such as {@code /proc/1234/fd/7}
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     */
    public Path path() {
        int number = fd.acquire("open");
        fd.release();
        return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd", Integer.toString(number));
    }

    /**
     * The memory of this handle: all bytes, mapped at the first call, and anew at the first call behind a {@link #resize}. It is
     * closed with this handle. It is read-only where this was opened so, or where a seal says so.
     *
     * @return the same memory at each call
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if it has become empty ({@code EINVAL}), or this process has no room or no mapping left ({@code
     *     ENOMEM})
     * @see "mmap(2)"
     */
    public MappedMemory memory() {
        synchronized (mapped) {
            fd.acquire("mmap");
            fd.release();
            if (outdated) {
                mapped.add(map(true));
                outdated = false;
            }
            return mapped.get(mapped.size() - 1);
        }
    }

    /**
     * Maps all bytes once more, for the caller, who closes the memory.
     *
     * @return another memory at each call
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException as for {@link #memory()}
     */
    public MappedMemory map() {
        return map(false);
    }

    private MappedMemory map(boolean part) {
        int number = fd.acquire("mmap");
        try {
            FileStatus found = FileStatus.ofDescriptor(files, number);
            if (found == null || found.size() == 0) {
                throw ShmErrors.unfit(name, found, 1);
            }
            Set<Seal> seals = Seal.ofBits(Math.max(files.fcntl(number, FileConstants.F_GET_SEALS, 0), 0));
            boolean sealed = seals.contains(Seal.WRITE) || seals.contains(Seal.FUTURE_WRITE);
            MappedRegion.Builder region = Mappings.of(
                            number, name, 0, 0, found.size(), readOnly || sealed, MemoryConstants.MAP_SHARED)
                    .canBeCut(!seals.contains(Seal.SHRINK))
                    .waitingThreads(threads);
            return MappingAccess.memory(MappedMemory.class, (part ? region.part() : region).build());
        } finally {
            fd.release();
        }
    }

    /**
     * Makes the object longer, with memory for each new byte, which is zero; or shorter. Mappings that there are keep their
     * size, here and in other processes. Where the object becomes shorter, the end of them is cut off: see {@link MappedMemory}.
     * The next {@link #memory()} has the new size; the one before stays open until this handle is closed.
     *
     * @param size the new size in bytes, 1 or more
     * @throws IllegalArgumentException if it is less than 1
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if there is no room ({@code ENOSPC}), the size is beyond what a file can have ({@code EFBIG}), a seal
     *     forbids it ({@code EPERM}), or this was opened for reading alone ({@code EBADF}, {@code EINVAL})
     * @see "ftruncate(2)"
     */
    public void resize(long size) {
        Mappings.checkSize(size);
        synchronized (mapped) {
            int number = fd.acquire("ftruncate");
            try {
                long before = info().size();
                if (size > before) {
                    int result = FileReservation.make(files, number, before, size);
                    if (result < 0) {
                        throw ShmErrors.noRoomFor(files, number, name, -result, size);
                    }
                } else if (size < before) {
                    int result = files.ftruncate(number, size);
                    if (result < 0) {
                        throw ShmErrors.shrink(files, number, name, -result);
                    }
                }
                outdated = true;
            } finally {
                fd.release();
            }
        }
    }

    /**
     * The seals.
     *
     * @return those that there are; none for an object with a name
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     */
    public Set<Seal> seals() {
        int number = fd.acquire("fcntl");
        try {
            return Seal.ofBits(Math.max(files.fcntl(number, FileConstants.F_GET_SEALS, 0), 0));
        } finally {
            fd.release();
        }
    }

    /**
     * Adds seals, which nobody can take away. {@link MappedMemory#canBeCut()} of memory that is mapped already stays as it is.
     *
     * @param seals what can no longer be done
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if this is an object with a name ({@code EINVAL}, {@code EPERM}), it is sealed against further seals
     *     ({@code EPERM}), or {@link Seal#WRITE} is among them and there is a mapping that can be written ({@code EBUSY})
     */
    public void addSeals(Seal... seals) {
        int number = fd.acquire("fcntl");
        try {
            int result = files.fcntl(number, FileConstants.F_ADD_SEALS, Seal.bits(Set.of(seals)));
            if (result < 0) {
                throw ShmErrors.seal(files, number, name, -result);
            }
        } finally {
            fd.release();
        }
    }

    /**
     * Whether this handle is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return fd.isOpen();
    }

    /**
     * Closes this handle and its {@link #memory()}. The object stays as it is, with its name and for others. A second close does
     * nothing.
     */
    @Override
    public void close() {
        fd.close();
        synchronized (mapped) {
            mapped.forEach(MappedMemory::close);
        }
    }

    @Override
    public String toString() {
        return "SharedMemory(" + name + (isOpen() ? ")" : ", closed)");
    }
}
