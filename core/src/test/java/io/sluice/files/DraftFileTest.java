package io.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.errno.Errno;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a draft: the file under its own name, or nothing at all. */
class DraftFileTest {
    private final FileCalls files = Libc.get().files();

    @TempDir
    Path folder;

    private int create(DraftFile.Content content) {
        return DraftFile.create(
                files,
                folder.resolve("draft-").toString(),
                folder.resolve("file").toString(),
                0640,
                content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** What this process has open in the folder. */
    private List<Path> opened() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(DraftFileTest::target)
                    .filter(target -> target.startsWith(folder))
                    .toList();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closedMeanwhile) {
            return descriptor;
        }
    }

    @Test
    void aWholeFileHasItsNameAndItsModeAndNoDraft() throws IOException {
        int number = create(draft -> files.ftruncate(draft, 5));
        assertThat(opened()).hasSize(1);
        assertThat(files.close(number)).isZero();
        assertThat(names()).containsExactly("file");
        assertThat(folder.resolve("file")).hasSize(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("file"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void whatCannotBeFilledLeavesNothing() throws IOException {
        assertThat(create(draft -> -Errno.ENOSPC.number())).isEqualTo(-Errno.ENOSPC.number());
        assertThat(names()).isEmpty();
        assertThat(opened()).isEmpty();
    }

    @Test
    void whatIsThrownWhileADraftIsFilledLeavesNothing() throws IOException {
        OutOfMemoryError noRoom = new OutOfMemoryError("on purpose");
        assertThatThrownBy(() -> create(draft -> {
                    throw noRoom;
                }))
                .isSameAs(noRoom);
        assertThat(names()).isEmpty();
        assertThat(opened()).isEmpty();
    }

    @Test
    void aNameThatIsTakenStaysAsItIs() throws IOException {
        Files.writeString(folder.resolve("file"), "here before");
        assertThat(create(draft -> 0)).isEqualTo(-Errno.EEXIST.number());
        assertThat(names()).containsExactly("file");
        assertThat(folder.resolve("file")).hasContent("here before");
        assertThat(opened()).isEmpty();
    }
}
