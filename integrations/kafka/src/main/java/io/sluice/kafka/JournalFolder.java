package io.sluice.kafka;

import io.sluice.errno.ErrnoException;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder of a journal, which only one process has at a time. Its files are for their owner alone. */
final class JournalFolder implements Closeable {
    private static final String SEGMENT = ".segment";

    private final Path path;
    private final LockFile lockFile;

    private JournalFolder(Path path, LockFile lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static JournalFolder open(Path path) throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            return new JournalFolder(path, lock(path));
        } catch (ErrnoException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Given back by the kernel when the process ends, even by SIGKILL. It belongs to this handle: the lock of a {@link FileChannel} would be
     * gone as soon as this process closes any descriptor of the file, as a second try does.
     */
    private static LockFile lock(Path path) throws IOException {
        LockFile lockFile = LockFile.open(path.resolve("lock"));
        boolean locked = false;
        try {
            locked = lockFile.tryLock(LockMode.EXCLUSIVE, LockRange.whole());
        } finally {
            if (!locked) {
                lockFile.close();
            }
        }
        if (!locked) {
            throw new IOException("the journal " + path + " is in use by another bridge");
        }
        return lockFile;
    }

    /** Opens a file for reading and writing, and creates it if need be. */
    static FileChannel openFile(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    Path acknowledged() {
        return path.resolve("acknowledged");
    }

    /** The file of a segment. Its name says what its header says, in case that is damaged. */
    Path segment(long first, UUID journal) {
        return path.resolve(String.format("%019d-", first) + journal + SEGMENT);
    }

    /** The files of segments, oldest first. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{19}-[0-9a-f-]{36}\\" + SEGMENT))
                    .sorted()
                    .toList();
        }
    }

    static long firstOf(Path segment) {
        return Long.parseLong(segment.getFileName().toString().substring(0, 19));
    }

    static UUID journalOf(Path segment) {
        return UUID.fromString(segment.getFileName().toString().substring(20, 56));
    }

    /** Makes names of files durable. */
    void force() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() {
        lockFile.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
