package io.sluice.junit;

import io.sluice.sysvipc.IpcKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder among the temporary files, for the FIFOs and files of a scope. It also lists the scope's System V keys. */
final class OwnFolder implements AutoCloseable {
    private static final String KEYS = "keys";

    private final Path path;
    private final AtomicInteger count = new AtomicInteger();

    private OwnFolder(Path path) {
        this.path = path;
    }

    static OwnFolder create() throws IOException {
        Path path = temporary().resolve(OwnNames.next());
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new OwnFolder(path);
    }

    Path next() {
        return path.resolve("file-" + count.incrementAndGet());
    }

    /** Notes a key, for the JVM that finds this folder if this one is killed. */
    void note(IpcKey key) {
        try {
            Files.writeString(
                    path.resolve(KEYS), key.value() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders that JVMs have left which were killed. */
    static List<OwnFolder> ofDeadProcesses() {
        try (Stream<Path> all = Files.list(temporary())) {
            return all.filter(folder ->
                            OwnNames.isOfDeadProcess(folder.getFileName().toString()))
                    .filter(OwnFolder::isOfThisUser)
                    .map(OwnFolder::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Others may write what they like into their folders, and the keys of other programs too. */
    private static boolean isOfThisUser(Path folder) {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                            .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException gone) {
            return false;
        }
    }

    List<IpcKey> keys() {
        List<IpcKey> keys = new ArrayList<>();
        try {
            if (Files.exists(path.resolve(KEYS))) {
                Files.readAllLines(path.resolve(KEYS)).forEach(line -> keys.add(IpcKey.of(Integer.parseInt(line))));
            }
        } catch (IOException | NumberFormatException notWhole) {
            return keys; // the process was killed while it wrote the last one
        }
        return keys;
    }

    /** Deletes the folder. Another JVM may do so at the same time, if the one that had it was killed. */
    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
