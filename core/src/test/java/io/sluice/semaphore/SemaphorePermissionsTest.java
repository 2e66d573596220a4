package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a semaphore is, and what another user may not do with it. */
class SemaphorePermissionsTest {
    private final String name = TestQueues.PREFIX + "semaphore-permissions";
    private final Path file = Path.of("/dev/shm/sem." + name.substring(1));

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    @Test
    @Conforms("sem_open 13")
    void aNewSemaphoreBelongsToItsMaker() throws IOException {
        PosixSemaphore.builder(name).create().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path self = Path.of("/proc/self");
        for (String owner : new String[] {"unix:uid", "unix:gid"}) {
            assertThat(Files.getAttribute(file, owner)).as(owner).isEqualTo(Files.getAttribute(self, owner));
        }
    }

    @Test
    @Conforms({"sem_open 3-1", "sem_unlink 3-1"})
    void anotherUsersSemaphoreIsNeitherOpenedNorUnlinked(@TempDir Path folder) {
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).mode(0604).create();
                RunningProgram jvm = new ForkedJvm()
                        .asNobody(folder, OfAnotherUser.class, Libc.class, Native.class)
                        .start(OfAnotherUser.class, name)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("sem_open(" + name + "): EACCES")
                    .contains("To wait and to post, a process needs to read and to write it.")
                    .contains("Only the semaphore's owner and root may unlink it.");
            assertThat(exit.status()).isZero();
            assertThat(PosixSemaphore.list()).contains(name);
            assertThat(semaphore.value()).isEqualTo(1);
        }
    }

    /** Tries what another user may not do. */
    static final class OfAnotherUser {
        private OfAnotherUser() {}

        public static void main(String[] arguments) {
            try {
                PosixSemaphore.builder(arguments[0]).open().close();
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
            try {
                PosixSemaphore.unlink(arguments[0]);
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
