package io.sluice.sharedmemory;

import io.sluice.errno.Errno;
import io.sluice.files.DraftFile;
import io.sluice.files.FileReservation;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The files in which objects of POSIX shared memory live. */
final class ShmFile {
    static final String FOLDER = "/dev/shm";

    /** How the name of an object begins that is not whole yet. */
    static final String DRAFT_PREFIX = ".sluice-";

    private ShmFile() {}

    static String path(String name) {
        return FOLDER + name;
    }

    /** Opens an object. Returns the descriptor; or the negated error where there is none of this name. */
    static int open(FileCalls files, String name, long least, boolean readOnly) {
        String path = path(name);
        int number = files.open(path, DraftFile.flags(readOnly ? FileConstants.O_RDONLY : FileConstants.O_RDWR));
        if (number == -Errno.ENOENT.number()) {
            return number;
        }
        if (number < 0) {
            throw ShmErrors.open(name, -number, FileStatus.ofPath(files, path, FileConstants.AT_SYMLINK_NOFOLLOW));
        }
        FileStatus found = FileStatus.ofDescriptor(files, number);
        if (found == null || found.type() != FileType.REGULAR || found.size() < Math.max(least, 1)) {
            files.close(number);
            throw ShmErrors.unfit(name, found, least);
        }
        return number;
    }

    /** Creates an object. Returns the descriptor; or the negated error where the name is taken. */
    static int create(FileCalls files, String name, int mode, long size) {
        int number = DraftFile.create(
                files,
                FOLDER + "/" + DRAFT_PREFIX,
                path(name),
                mode,
                draft -> FileReservation.make(files, draft, 0, size));
        if (number < 0 && number != -Errno.EEXIST.number()) {
            throw ShmErrors.create(files, name, -number, size);
        }
        return number;
    }

    static SharedMemoryInfo info(String name, @Nullable FileStatus found) {
        if (found == null || found.type() != FileType.REGULAR) {
            throw ShmErrors.unfit(name, found, 0);
        }
        return new SharedMemoryInfo(found.size(), found.allocated(), found.mode(), found.userId(), found.groupId());
    }

    static SharedMemoryInfo info(FileCalls files, String name) {
        FileStatus found = FileStatus.ofPath(files, path(name), FileConstants.AT_SYMLINK_NOFOLLOW);
        if (found == null) {
            throw ShmErrors.open(name, Errno.ENOENT.number(), null);
        }
        return info(name, found);
    }

    /** Semaphores live in the same folder, and are not listed. */
    static List<String> list() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(FOLDER), ShmFile::isShared)) {
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

    private static boolean isShared(Path path) {
        String file = path.getFileName().toString();
        return !file.startsWith(DRAFT_PREFIX)
                && !file.startsWith("sem.")
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    static void unlink(FileCalls files, String name) {
        int result = files.unlink(path(name));
        if (result < 0) {
            throw ShmErrors.unlink(name, -result);
        }
    }
}
