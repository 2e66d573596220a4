package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a path names is the only one that is used. */
class FifoPathTest {
    @TempDir
    Path folder;

    private Path ofBytes(String escaped) {
        return Path.of(URI.create(folder.toUri() + escaped));
    }

    private static List<ThrowingCallable> everyCall(Path path) {
        return List.of(
                () -> Fifo.create(path),
                () -> Fifo.createIfMissing(path),
                () -> Fifo.info(path),
                () -> Fifo.remove(path),
                () -> PipeReadEnd.open(path),
                () -> PipeWriteEnd.open(path, SymbolicLinks.FOLLOW));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAndNoOtherFileIsMade() throws IOException {
        for (ThrowingCallable call : everyCall(ofBytes("a%FFb"))) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith("the path is no UTF-8");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPathOfAnotherFileSystemIsRefused() throws IOException {
        Path archive = folder.resolve("archive.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            for (ThrowingCallable call :
                    everyCall(zip.getPath(folder.resolve("fifo").toString()))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(call)
                        .withMessageStartingWith("the kernel knows only the default file system");
            }
        }
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(archive));
    }

    @Test
    void aNameBeyondAsciiIsFoundInAnyLocale() {
        Path fifo = ofBytes("caf%C3%A9");
        Fifo.create(fifo);
        try (RunningProgram jvm =
                new ForkedJvm().under("env", "LC_ALL=C", "LANG=C").start(InThisFolder.class, folder)) {
            assertThat(jvm.awaitExit(Bounds.WITH_START).output()).endsWith("removed\n");
        }
        assertThat(Files.exists(fifo)).isFalse();
    }

    /** Uses the only FIFO of a folder. */
    static final class InThisFolder {
        public static void main(String[] arguments) throws IOException {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]))) {
                Path fifo = files.iterator().next();
                Fifo.createIfMissing(fifo);
                PipeReadEnd.open(fifo).close();
                Fifo.info(fifo);
                Fifo.remove(fifo);
                System.out.println("removed");
            }
        }
    }
}
