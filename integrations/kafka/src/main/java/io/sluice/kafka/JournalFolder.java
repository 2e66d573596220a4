package io.sluice.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a journal, which only one process has at a time. Its files are for their owner alone. */
final class JournalFolder implements Closeable {
    private static final String SEGMENT = ".segment";

    private final Path path;
    private final FileChannel lockFile;

    private JournalFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static JournalFolder open(Path path) throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel lockFile = openFile(path.resolve("lock"));
        // Released by the kernel when the process ends, even by SIGKILL.
        if (tryLock(lockFile) == null) {
            lockFile.close();
            throw new IOException("the journal " + path + " is in use by another bridge");
        }
        return new JournalFolder(path, lockFile);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
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
    public void close() throws IOException {
        lockFile.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
