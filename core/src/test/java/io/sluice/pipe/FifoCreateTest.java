package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a FIFO cannot be made, and which group one belongs to. */
class FifoCreateTest {
    private static final int OTHER_GROUP = 4242;
    private static final int SET_GROUP_ID = 02000;
    private static final int MOST_LINKS = 40;

    @TempDir
    Path folder;

    private static void refused(Path path, Errno errno) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Fifo.create(path))
                .returns(errno, ErrnoException::errno)
                .withMessageStartingWith("mkfifo(" + path + "): " + errno);
    }

    @Test
    @Conforms("mknod06")
    void aPathThatExistsOrCannotBeIsRefused() throws IOException {
        Path existing = folder.resolve("existing");
        Fifo.create(existing);
        refused(existing, Errno.EEXIST);
        refused(Files.createFile(folder.resolve("file")), Errno.EEXIST);
        refused(folder.resolve("missing").resolve("fifo"), Errno.ENOENT);
        refused(Path.of(""), Errno.ENOENT);
        refused(folder.resolve("n".repeat(256)), Errno.ENAMETOOLONG);
        refused(existing.resolve("fifo"), Errno.ENOTDIR);
        Fifo.create(folder.resolve("n".repeat(255)));
    }

    @Test
    @Conforms("mknod07")
    void aPathOfTooManyLinksIsRefused() throws IOException {
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder);
        Path path = folder;
        for (int i = 0; i <= MOST_LINKS; i++) {
            path = path.resolve(loop.getFileName());
        }
        refused(path.resolve("fifo"), Errno.ELOOP);
    }

    @Test
    @Conforms("mknod07")
    void aFolderThatThisUserMayNotWriteToIsRefused() {
        ForkedJvm nobody = new ForkedJvm().asNobody(folder, Creator.class, Libc.class, Native.class);
        Path fifo = folder.resolve("fifo");
        try (RunningProgram jvm = nobody.start(Creator.class, fifo)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("mkfifo(" + fifo + "): EACCES, permission denied. This user may not write to the folder");
        }
        assertThat(fifo).doesNotExist();
    }

    /** Makes a FIFO where this user may not. */
    static final class Creator {
        private Creator() {}

        public static void main(String[] arguments) {
            try {
                Fifo.create(Path.of(arguments[0]));
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Conforms({"mknod02", "mknod03", "mknod04", "mknod05", "mknod08"})
    void theGroupIsThatOfTheProcessUnlessTheFolderGivesItsOwn(boolean folderGivesItsGroup) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder to another group");
        Path made = Files.createDirectory(folder.resolve("of another group"));
        int ownGroup = (Integer) Files.getAttribute(Files.createFile(folder.resolve("own")), "unix:gid");
        Files.setAttribute(made, "unix:gid", OTHER_GROUP);
        if (folderGivesItsGroup) {
            Files.setAttribute(made, "unix:mode", 0777 | SET_GROUP_ID);
        }
        Path fifo = made.resolve("fifo");
        Fifo.create(fifo, 0660);
        assertThat(Fifo.info(fifo).groupId()).isEqualTo(folderGivesItsGroup ? OTHER_GROUP : ownGroup);
        assertThat(Files.getAttribute(fifo, "unix:mode")).isEqualTo(0010660);
    }
}
