package io.sluice.sharedmemory;

import io.sluice.errno.ErrnoException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.files.PathBytes;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Maps a file. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (MappedFile header = MappedFile.builder(path).readOnly().offset(512).length(64).open()) {
 *     System.out.println(header.memory().bytes().getInt());
 * }
 * }</pre>
 *
 * @see "mmap(2)"
 */
public final class MappedFileBuilder {
    /** A multiple of the page size of each machine. */
    private static final int LARGEST_PAGE = 1 << 16;

    static {
        MapErrors.load();
    }

    private final Path path;
    private final String text;
    private boolean readOnly;
    private boolean copied;
    private long offset;
    private long length;

    MappedFileBuilder(Path path) {
        this.path = path;
        text = PathBytes.text(PathBytes.of(path));
    }

    /**
     * Maps the file for reading alone.
     *
     * @return this builder
     */
    public MappedFileBuilder readOnly() {
        readOnly = true;
        return this;
    }

    /**
     * Makes what is written a private copy, page by page: neither the file nor other processes see it. Pages that were not
     * written may show what others write to the file. The file need not be writable.
     *
     * @return this builder
     */
    public MappedFileBuilder privateCopy() {
        copied = true;
        return this;
    }

    /**
     * Sets where in the file the memory begins. It need not be at a page.
     *
     * @param bytes 0 or more; 0 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public MappedFileBuilder offset(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("offset must not be negative, but was " + bytes);
        }
        offset = bytes;
        return this;
    }

    /**
     * Sets how many bytes of the file are mapped.
     *
     * @param bytes 1 or more; up to the end of the file if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public MappedFileBuilder length(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("length must be at least 1 byte, but was " + bytes);
        }
        length = bytes;
        return this;
    }

    /**
     * Opens the file, looks at its length, and maps it. The file is closed again; the mapping stays.
     *
     * @return the mapped file
     * @throws ErrnoException if there is no such file ({@code ENOENT}), this user may not use it so ({@code EACCES}, {@code
     *     EROFS}), it is a folder ({@code EISDIR}) or no file with bytes ({@code EINVAL}), the range is not within it ({@code
     *     EINVAL}), descriptors are used up ({@code EMFILE}, {@code ENFILE}), or this process has no room or no mapping left
     *     ({@code ENOMEM})
     */
    public MappedFile open() {
        FileCalls files = Libc.get().files();
        boolean writes = !readOnly && !copied;
        // Without waiting, since the path may be that of a FIFO.
        int number = files.open(
                text,
                (writes ? FileConstants.O_RDWR : FileConstants.O_RDONLY)
                        | FileConstants.O_CLOEXEC
                        | FileConstants.O_NONBLOCK
                        | FileConstants.O_NOCTTY);
        if (number < 0) {
            throw MapErrors.open(text, -number, FileStatus.ofPath(files, text, 0));
        }
        try {
            return map(number, FileStatus.ofDescriptor(files, number));
        } finally {
            files.close(number);
        }
    }

    private MappedFile map(int number, @Nullable FileStatus found) {
        if (found == null || found.type() != FileType.REGULAR) {
            throw MapErrors.notAFile(text, found);
        }
        if (offset >= found.size() || length > found.size() - offset) {
            throw MapErrors.outside(text, offset, length, found.size());
        }
        long size = length == 0 ? found.size() - offset : length;
        int behindPage = (int) (offset & LARGEST_PAGE - 1);
        MappedRegion region = Mappings.of(
                        number,
                        text,
                        offset - behindPage,
                        behindPage,
                        size,
                        readOnly,
                        copied ? MemoryConstants.MAP_PRIVATE : MemoryConstants.MAP_SHARED)
                .canBeCut(true)
                .build();
        return new MappedFile(path, MappingAccess.memory(MappedMemory.class, region), region, behindPage);
    }
}
