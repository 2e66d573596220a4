package io.sluice.semaphore;

import io.sluice.errno.Errno;
import io.sluice.files.DraftFile;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.FutexLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The files in which semaphores live. They are those of the C library, which has no call that looks before it uses one. */
final class SemaphoreFile {
    static final String FOLDER = "/dev/shm";

    private static final String PREFIX = "sem.";
    /** A semaphore that processes share, at the offset of its {@code private} field. The name says the opposite. */
    private static final int SHARED = 0x80;

    private static final int PRIVATE_OFFSET = 8;

    private SemaphoreFile() {}

    static String path(String name) {
        return FOLDER + "/" + PREFIX + name.substring(1);
    }

    /** Opens a semaphore. Returns the descriptor; or the negated error where there is none of this name. */
    static int open(FileCalls files, String name) {
        String path = path(name);
        int number = files.open(path, flags());
        if (number == -Errno.ENOENT.number()) {
            return number;
        }
        if (number < 0) {
            throw SemaphoreErrors.open(
                    name, -number, FileStatus.ofPath(files, path, FileConstants.AT_SYMLINK_NOFOLLOW));
        }
        FileStatus found = FileStatus.ofDescriptor(files, number);
        if (!isSemaphore(found)) {
            files.close(number);
            throw SemaphoreErrors.noSemaphore(name, found);
        }
        return number;
    }

    static boolean isSemaphore(FileCalls files, int number) {
        return isSemaphore(FileStatus.ofDescriptor(files, number));
    }

    private static boolean isSemaphore(@Nullable FileStatus found) {
        return found != null && found.type() == FileType.REGULAR && found.size() >= FutexLayouts.SEM_SIZE;
    }

    /**
     * Makes a semaphore under another name first, so that nobody opens it before it is whole. Returns the descriptor; or the
     * negated error where the name is taken.
     */
    static int create(FileCalls files, String name, int mode, int value) {
        int number = DraftFile.create(files, path("/"), path(name), mode, draft -> fill(files, draft, value));
        if (number < 0 && number != -Errno.EEXIST.number()) {
            throw SemaphoreErrors.open(name, -number, null);
        }
        return number;
    }

    private static int fill(FileCalls files, int number, int value) {
        NativeMemory semaphore = NativeMemory.allocate(FutexLayouts.SEM_SIZE);
        semaphore.bytes().putInt(0, value).putInt(PRIVATE_OFFSET, SHARED);
        long written = files.write(number, semaphore.address(), FutexLayouts.SEM_SIZE);
        semaphore.keepAlive();
        if (written < 0) {
            return (int) written;
        }
        return written == FutexLayouts.SEM_SIZE ? 0 : -Errno.ENOSPC.number();
    }

    /** The memory of an open semaphore. It stays mapped for as long as somebody has it, whatever becomes of the descriptor. */
    static SemaphoreMemory map(FileCalls files, int number, String name) {
        String path = "/proc/self/fd/" + number;
        try {
            return new SemaphoreOfFile(mapped(Path.of(path)));
        } catch (IOException refused) {
            int again = files.open(path, flags() & ~FileLayouts.CURRENT.oNofollow());
            if (again >= 0) {
                files.close(again);
            }
            throw SemaphoreErrors.map(name, again < 0 ? -again : Errno.ENOMEM.number());
        }
    }

    /** A channel is closed where its thread is interrupted, and a file is mapped without a wait. So this goes on all the same. */
    private static MappedByteBuffer mapped(Path path) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    return channel.map(FileChannel.MapMode.READ_WRITE, 0, FutexLayouts.SEM_SIZE);
                } catch (ClosedByInterruptException once) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void unlink(FileCalls files, String name) {
        int result = files.unlink(path(name));
        if (result < 0) {
            throw SemaphoreErrors.unlink(name, -result);
        }
    }

    static List<String> list() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(FOLDER), PREFIX + "?*")) {
            return StreamSupport.stream(found.spliterator(), false)
                    .map(path -> "/" + path.getFileName().toString().substring(PREFIX.length()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException noSharedMemory) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int flags() {
        return DraftFile.flags(FileConstants.O_RDWR);
    }
}
