package io.sluice.sharedmemory;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import java.nio.file.Path;

/**
 * A file, or a range of it, in memory. Processes that map the same file see the same bytes, also where no one writes them to
 * the disk.
 *
 * <pre>{@code
 * try (MappedFile table = MappedFile.open(Path.of("/var/lib/plant/table"))) {
 *     table.memory().addToLong(0, 1);
 *     table.force();
 * }
 * }</pre>
 *
 * <p>Whoever may write to the file may also make it shorter: see {@link MappedMemory} for what access does then.
 *
 * <p>All methods may be called from any thread.
 *
 * @see "mmap(2)"
 */
public final class MappedFile implements AutoCloseable {
    private final Path path;
    private final MappedMemory memory;
    private final MappedRegion region;
    /** How far the memory begins behind the page at which the mapping begins. */
    private final int behindPage;

    MappedFile(Path path, MappedMemory memory, MappedRegion region, int behindPage) {
        this.path = path;
        this.memory = memory;
        this.region = region;
        this.behindPage = behindPage;
    }

    /**
     * Maps all of a file, for reading and writing. What is written is in the file.
     *
     * @param path a path of the default file system; symbolic links are followed
     * @return the mapped file
     * @throws ErrnoException as for {@link MappedFileBuilder#open()}
     * @throws IllegalArgumentException if the path is of another file system
     */
    public static MappedFile open(Path path) {
        return builder(path).open();
    }

    /**
     * Begins to map a file.
     *
     * @param path a path of the default file system; symbolic links are followed
     * @return a builder
     * @throws IllegalArgumentException if the path is of another file system
     */
    public static MappedFileBuilder builder(Path path) {
        return new MappedFileBuilder(path);
    }

    /**
     * The path that was opened.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * The memory. It is closed with this.
     *
     * @return the same memory at each call
     */
    public MappedMemory memory() {
        return memory;
    }

    /**
     * Writes what was changed to the disk, and waits for that. Does nothing to a private copy.
     *
     * @throws ClosedHandleException if this is closed ({@code EBADF})
     * @throws ErrnoException if the disk fails ({@code EIO}), or the file system is full and had nothing reserved ({@code
     *     ENOSPC})
     * @see "msync(2)"
     */
    public void force() {
        long address = region.acquire("msync");
        try {
            int result = Libc.get()
                    .memory()
                    .msync(address - behindPage, region.size() + behindPage, MemoryConstants.MS_SYNC);
            if (result < 0) {
                throw new ErrnoException("msync", path.toString(), -result, "");
            }
        } finally {
            region.release();
        }
    }

    /**
     * Whether this is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return memory.isOpen();
    }

    /** Closes the {@link #memory()}. What was written stays in the file, and reaches the disk some time. A second close does nothing. */
    @Override
    public void close() {
        memory.close();
    }

    @Override
    public String toString() {
        return "MappedFile(" + path + (isOpen() ? ")" : ", closed)");
    }
}
