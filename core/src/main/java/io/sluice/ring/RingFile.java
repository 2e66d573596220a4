package io.sluice.ring;

import io.sluice.errno.Errno;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.DraftFile;
import io.sluice.files.FileReservation;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.internal.MappedRegion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The files in which rings live: POSIX shared memory, whose names are those of {@code shm_open}. */
final class RingFile {
    static final String FOLDER = "/dev/shm";

    private static final String DRAFTS = "/.ring-";

    private RingFile() {}

    static String path(String name) {
        return FOLDER + name;
    }

    /** Opens what has the name. Returns the descriptor; or the negated error where there is nothing. */
    static int open(FileCalls files, String name) {
        String path = path(name);
        int number = files.open(path, DraftFile.flags(FileConstants.O_RDWR));
        if (number == -Errno.ENOENT.number()) {
            return number;
        }
        if (number < 0) {
            throw RingErrors.open(name, -number, FileStatus.ofPath(files, path, FileConstants.AT_SYMLINK_NOFOLLOW));
        }
        FileStatus found = FileStatus.ofDescriptor(files, number);
        if (found == null || found.type() != FileType.REGULAR) {
            files.close(number);
            throw RingErrors.noFile(name, found);
        }
        return number;
    }

    /**
     * Makes a ring under another name first, so that nobody opens it before it is whole. Returns the descriptor; or the negated
     * error where the name is taken.
     */
    static int create(FileCalls files, String name, RingHeader header, int mode) {
        int result = DraftFile.create(files, path(DRAFTS), path(name), mode, draft -> {
            // A store to a page for which a full file system has no room would be an error long behind this call.
            int reserved = FileReservation.make(files, draft, 0, header.size());
            return reserved < 0 ? reserved : header.write(files, draft);
        });
        if (result < 0 && result != -Errno.EEXIST.number()) {
            throw RingErrors.open(name, -result, null);
        }
        return result;
    }

    /** Maps an open ring, whose size has been looked at. */
    static MappedRegion map(OwnedFd fd, String name, long size) {
        MemoryCalls calls = Libc.get().memory();
        int protection = MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE;
        long address = calls.mmap(0, size, protection, MemoryConstants.MAP_SHARED, fd.number(), 0);
        if (address < 0) {
            throw RingErrors.map(name, (int) -address);
        }
        return MappedRegion.of(address, size, name, () -> calls.munmap(address, size))
                .canBeCut(true)
                .part()
                .build();
    }

    static void unlink(FileCalls files, String name) {
        int result = files.unlink(path(name));
        if (result < 0) {
            throw RingErrors.unlink(name, -result);
        }
    }

    static List<String> list() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(FOLDER), RingFile::isRing)) {
            return StreamSupport.stream(found.spliterator(), false)
                    .map(path -> "/" + path.getFileName())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException noSharedMemory) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isRing(Path path) {
        boolean draft = path.toString().startsWith(path(DRAFTS));
        if (draft || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] begin = in.readNBytes(Long.BYTES);
            return begin.length == Long.BYTES
                    && ByteBuffer.wrap(begin).order(ByteOrder.nativeOrder()).getLong() == RingLayout.MAGIC_VALUE;
        } catch (IOException goneOrOfAnotherUser) {
            return false;
        }
    }
}
