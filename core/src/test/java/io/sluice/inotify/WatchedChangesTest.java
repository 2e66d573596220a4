package io.sluice.inotify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of real files are reported, and what happens while they change all the time. */
class WatchedChangesTest {
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int NON_BLOCKING = 04000;

    @TempDir
    Path parent;

    private Path folder() throws IOException {
        Path folder = parent.resolve("watched");
        return Files.isDirectory(folder) ? folder : Files.createDirectory(folder);
    }

    private static List<String> read(FolderWatch watch) {
        List<String> events = new ArrayList<>();
        for (FolderEvent event = watch.tryRead(); event != null; event = watch.tryRead()) {
            events.add(event.toString());
        }
        return events;
    }

    @Test
    @Conforms("inotify01")
    void aFileThatIsChangedIsReportedAndOneThatIsReadIsNot() throws IOException {
        Path file = Files.writeString(folder().resolve("file"), "content");
        try (FolderWatch watch = FolderWatch.open(folder())) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(Files.readString(file)).isEqualTo("content");
            Files.writeString(file, "more");
            assertThat(read(watch)).containsExactly("ATTRIBUTES file", "WRITTEN file");
        }
    }

    @Test
    @Conforms("inotify02")
    void namesThatComeMoveAndGoAreReportedInOrder() throws IOException {
        Path first = folder().resolve("first");
        Path second = folder().resolve("second");
        try (FolderWatch watch = FolderWatch.open(folder())) {
            Files.createFile(first);
            Files.move(first, second);
            Files.setPosixFilePermissions(second, PosixFilePermissions.fromString("rwx------"));
            Files.setPosixFilePermissions(second, PosixFilePermissions.fromString("rw-------"));
            Files.delete(second);
            assertThat(read(watch))
                    .as("two changes of attributes are one event while nobody has read them")
                    .containsExactly(
                            "CREATED first",
                            "WRITTEN first",
                            "MOVED_OUT first",
                            "MOVED_IN second",
                            "ATTRIBUTES second",
                            "DELETED second");
        }
    }

    @Test
    @Conforms("inotify03")
    void anUnmountIsReportedAndNotHeldUp() throws IOException {
        String[] namespace = Programs.unshare("--mount");
        String mount = "mount -t tmpfs none " + folder();
        try (RunningProgram jvm = new ForkedJvm().inNamespaces(namespace, mount).start(Unmounts.class, folder())) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).contains("umount 0", "The folder was unmounted.");
        }
    }

    /** Unmounts what it watches. */
    static final class Unmounts {
        private Unmounts() {}

        public static void main(String[] arguments) throws Exception {
            try (FolderWatch watch = FolderWatch.open(Path.of(arguments[0]))) {
                int status = new ProcessBuilder("umount", arguments[0])
                        .inheritIO()
                        .start()
                        .waitFor();
                System.out.println("umount " + status);
                watch.tryRead();
            } catch (FolderGoneException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Makes, writes and removes files until it is stopped, each under a name of its own. */
    private static final class Churn implements AutoCloseable {
        private final AtomicBoolean done = new AtomicBoolean();
        private final Thread thread;

        Churn(Path folder) {
            thread = new Thread(() -> churn(folder));
            thread.start();
        }

        private void churn(Path folder) {
            try {
                for (int i = 0; !done.get(); i++) {
                    Files.delete(Files.writeString(folder.resolve("file-" + i), "content"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            done.set(true);
            Bounds.await("the end of the churn").until(() -> !thread.isAlive());
        }
    }

    @Test
    @Conforms({"inotify06", "inotify09"})
    void watchesThatAreClosedWhileFilesChangeBreakNothing() throws Exception {
        try (Churn churning = new Churn(folder())) {
            for (int i = 0; i < 50; i++) {
                try (FolderWatch watch = FolderWatch.open(folder())) {
                    Bounds.awaitSpinning("an event", () -> watch.tryRead() != null);
                }
            }
            assertThat(churning.thread.isAlive()).isTrue();
        }
    }

    @Test
    @Conforms("inotify11")
    void aNameThatWasReportedAsDeletedIsGone() throws IOException {
        try (FolderWatch watch = FolderWatch.open(folder(), NameChange.VANISHES);
                Churn churning = new Churn(folder())) {
            for (int deleted = 0; deleted < 5_000; ) {
                if (watch.tryRead() instanceof NameEvent event) {
                    assertThat(event.path()).doesNotExist();
                    deleted++;
                }
            }
            assertThat(churning.thread.isAlive()).isTrue();
        }
    }

    @Test
    @Conforms({"inotify_init1_01", "inotify_init1_02"})
    void theDescriptorIsClosedByAnExecAndNeverBlocks() throws IOException {
        try (FolderWatch watch = FolderWatch.open(folder())) {
            String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + DescriptorNumbers.of(watch))).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .findFirst()
                    .orElseThrow();
            int bits = Integer.parseInt(flags.substring(flags.indexOf(':') + 1).strip(), 8);
            assertThat(bits & CLOSE_ON_EXEC).isEqualTo(CLOSE_ON_EXEC);
            assertThat(bits & NON_BLOCKING).isEqualTo(NON_BLOCKING);
            assertThat(watch.tryRead()).isNull();
        }
    }
}
