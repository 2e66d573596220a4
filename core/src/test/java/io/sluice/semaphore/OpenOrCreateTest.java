package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What opening a semaphore that exists does to {@code /dev/shm}, and to itself. In a JVM with a {@code /dev/shm} of its own. */
class OpenOrCreateTest {
    private static RunningProgram.Exit run(Class<?> program) {
        String[] namespaces = Programs.unshare("--mount");
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(namespaces, "mount -t tmpfs none /dev/shm")
                .start(program)) {
            return jvm.awaitExit(Bounds.WITH_START);
        }
    }

    @Test
    void aSemaphoreThatExistsIsOpenedWithoutANewFile() {
        RunningProgram.Exit exit = run(Opens.class);
        assertThat(exit.output()).isEqualTo("created false, a file was made: false\n");
        assertThat(exit.status()).isZero();
    }

    @Test
    void withoutProcTheMemoryIsAnErrorAndNotTriedAgain() {
        RunningProgram.Exit exit = run(OpensWithoutProc.class);
        assertThat(exit.output()).contains("mmap(/here): ENOENT", "/proc is not mounted");
        assertThat(exit.status()).isZero();
    }

    /** Opens a semaphore, and looks whether the folder has changed. */
    static final class Opens {
        private Opens() {}

        public static void main(String[] arguments) throws Exception {
            PosixSemaphore.builder("/here").create().close();
            Path folder = Path.of("/dev/shm");
            FileTime before = FileTime.from(Instant.EPOCH);
            Files.setLastModifiedTime(folder, before);
            try (PosixSemaphore semaphore = PosixSemaphore.builder("/here").openOrCreate()) {
                boolean made = !Files.getLastModifiedTime(folder).equals(before);
                System.out.println("created " + semaphore.wasCreated() + ", a file was made: " + made);
            }
        }
    }

    /** Unmounts {@code /proc} behind the creation. */
    static final class OpensWithoutProc {
        private OpensWithoutProc() {}

        public static void main(String[] arguments) throws Exception {
            PosixSemaphore.builder("/here").create().close();
            int status = new ProcessBuilder("umount", "--lazy", "/proc")
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("umount ended with " + status);
            }
            try {
                PosixSemaphore.builder("/here").openOrCreate().close();
            } catch (ErrnoException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
