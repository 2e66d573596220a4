package io.sluice.inotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.LimitFile;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.InotifyLayouts;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path folder;

    private static List<String> drain(FolderWatch watch) {
        List<String> events = new ArrayList<>();
        for (FolderEvent event = watch.tryRead(); event != null; event = watch.tryRead()) {
            events.add(event.toString());
        }
        return events;
    }

    @Test
    @Conforms("inotify02")
    void eachChangeOfANameIsAnEventInItsOrder() throws IOException {
        try (FolderWatch watch = FolderWatch.open(folder)) {
            assertThat(watch.tryRead()).isNull();
            Path file = Files.createFile(folder.resolve("a"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Files.move(file, folder.resolve("b"));
            Files.delete(folder.resolve("b"));
            assertThat(drain(watch))
                    .containsExactly(
                            "CREATED a", "WRITTEN a", "ATTRIBUTES a", "MOVED_OUT a", "MOVED_IN b", "DELETED b");
        }
    }

    @Test
    void onlyTheChangesThatWereAskedForAreReported() throws IOException {
        try (FolderWatch watch = FolderWatch.open(folder, NameChange.VANISHES)) {
            Path inner = Files.createDirectory(folder.resolve("inner"));
            Files.createFile(inner.resolve("file"));
            Files.delete(inner.resolve("file"));
            Files.delete(inner);
            NameEvent event = (NameEvent) watch.tryRead();
            assertThat(event.change()).isEqualTo(NameChange.DELETED);
            assertThat(event.vanished()).isTrue();
            assertThat(event.appeared()).isFalse();
            assertThat(event.isFolder()).isTrue();
            assertThat(watch.tryRead()).isNull();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FolderWatch.open(folder, Set.of()));
    }

    /** What is left is read past the watch, with room for all. */
    @Test
    void aReadTakesOneEventFromTheKernel() throws IOException {
        try (FolderWatch watch = FolderWatch.open(folder, Set.of(NameChange.CREATED))) {
            for (String name : List.of("1", "x".repeat(255), "2", "3")) {
                Files.createFile(folder.resolve(name));
            }
            assertThat(((NameEvent) watch.tryRead()).name()).isEqualTo("1");
            assertThat(((NameEvent) watch.tryRead()).name()).hasSize(255);
            NativeMemory memory = NativeMemory.allocate(1000);
            long left = Libc.get().files().read(DescriptorNumbers.of(watch), memory.address(), 1000);
            assertThat(left).isEqualTo(2 * (InotifyLayouts.INOTIFY_EVENT_SIZE + 16));
            assertThat(watch.tryRead()).isNull();
        }
    }

    @Test
    void aNameThatIsNoUtf8KeepsItsBytes() throws IOException {
        Path bytes = Path.of(URI.create(folder.toUri() + "caf%E9-%FF"));
        try (FolderWatch watch = FolderWatch.open(folder, Set.of(NameChange.CREATED))) {
            Files.createFile(bytes);
            NameEvent event = (NameEvent) watch.tryRead();
            assertThat(event.nameBytes()).containsExactly('c', 'a', 'f', 0xE9, '-', 0xFF);
            assertThat(event.name()).isEqualTo("caf\uFFFD-\uFFFD");
            assertThat(event.path()).isEqualTo(bytes);
            assertThat(Files.exists(event.path())).isTrue();
        }
    }

    @Test
    void aFolderWithACertainNameIsWatched() throws IOException {
        Path named = Files.createDirectory(folder.resolve("\u00fcber die B\u00fccher %41"));
        try (FolderWatch watch = FolderWatch.open(named)) {
            Path file = Files.createFile(named.resolve("\u00e4"));
            NameEvent event = (NameEvent) watch.tryRead();
            assertThat(event.path()).isEqualTo(file);
            assertThat(event.name()).isEqualTo("\u00e4");
            assertThat(event).isNotEqualTo(watch.tryRead()).hasToString("CREATED \u00e4");
        }
        Path noUtf8 = Files.createDirectory(Path.of(URI.create(folder.toUri() + "%FF")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FolderWatch.open(noUtf8))
                .withMessageStartingWith("the path is no UTF-8");
    }

    @Test
    void aFolderOfAnotherFileSystemIsRefused() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FolderWatch.open(zip.getPath("/")))
                    .withMessage("the kernel knows only the default file system, and not the one of /");
            assertThatIllegalArgumentException().isThrownBy(() -> NameAppearance.of(zip.getPath("/a")));
        }
    }

    @Test
    @Conforms("inotify05")
    void whatTheKernelHadNoRoomForIsReportedAsLost() throws IOException {
        int room = LimitFile.read(Path.of("/proc/sys/fs/inotify/max_queued_events"))
                .orElseThrow();
        assumeTrue(room < 100_000, () -> "not possible here: " + room + " unread events are too many to make");
        try (FolderWatch watch = FolderWatch.open(folder, EnumSet.of(NameChange.CREATED, NameChange.DELETED))) {
            Path file = folder.resolve("file");
            for (int i = 0; i < room / 2 + 1; i++) {
                Files.createFile(file);
                Files.delete(file);
            }
            for (int i = 0; i < room; i++) {
                assertThat(watch.tryRead()).isInstanceOf(NameEvent.class);
            }
            assertThat(watch.tryRead()).isEqualTo(new EventsLost());
            assertThat(watch.tryRead()).isNull();
            Files.createFile(file);
            assertThat(watch.tryRead()).as("behind the loss").hasToString("CREATED file");
        }
    }

    @Test
    @Conforms("inotify04")
    void aDeletedFolderEndsTheWatchBehindTheEventsBefore() throws IOException {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Path file = Files.createFile(watched.resolve("file"));
        try (FolderWatch watch = FolderWatch.open(watched)) {
            Files.delete(file);
            Files.delete(watched);
            assertThat(watch.tryRead()).hasToString("DELETED file");
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(FolderGoneException.class)
                        .isThrownBy(watch::tryRead)
                        .withMessage(
                                "read(" + watched + "): ENOENT, no such file or queue. The folder was deleted. Watch it"
                                        + " again where it is now.");
            }
        }
    }

    @Test
    @Conforms("inotify02")
    void aMovedFolderEndsTheWatch() throws IOException {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        try (FolderWatch watch = FolderWatch.open(watched)) {
            Files.move(watched, folder.resolve("moved"));
            Files.createFile(folder.resolve("moved").resolve("file"));
            assertThatExceptionOfType(FolderGoneException.class)
                    .isThrownBy(watch::tryRead)
                    .withMessageContaining("The folder was moved.");
        }
    }

    @Test
    void whatIsNoFolderIsRefusedWithTheReason() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> FolderWatch.open(file))
                .withMessage(
                        "inotify_add_watch(" + file + "): ENOTDIR, not a directory. Only folders are watched. To watch"
                                + " one file, watch its folder and look at the names.");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> FolderWatch.open(folder.resolve("none")))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ENOENT));
    }

    @Test
    void theUsedUpLimitIsNamedWithItsValueAndTheRemedy() {
        String few = "echo 8 > /proc/sys/user/max_inotify_instances";
        ForkedJvm jvm = new ForkedJvm().inNamespaces(Programs.unshare("--user", "--map-root-user"), few);
        try (RunningProgram process = jvm.start(AllInstances.class, folder)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output())
                    .contains("inotify_init1(" + folder + "): EMFILE")
                    .contains("/proc/sys/fs/inotify/max_user_instances is "
                            + LimitFile.read(Path.of("/proc/sys/fs/inotify/max_user_instances"))
                                    .orElseThrow())
                    .contains("/proc/sys/user/max_inotify_instances is 8")
                    .contains("sysctl fs.inotify.max_user_instances");
        }
        int watches =
                LimitFile.read(Path.of("/proc/sys/fs/inotify/max_user_watches")).orElseThrow();
        assertThat(InotifyErrors.watch("/f", Errno.ENOSPC.number()))
                .hasMessageContaining("/proc/sys/fs/inotify/max_user_watches is " + watches)
                .hasMessageContaining("sysctl fs.inotify.max_user_watches");
    }

    /** Opens watches until there are no more instances. */
    static final class AllInstances {
        private AllInstances() {}

        public static void main(String[] arguments) {
            ArrayDeque<FolderWatch> opened = new ArrayDeque<>();
            try {
                while (opened.size() <= 8) {
                    opened.add(FolderWatch.open(Path.of(arguments[0])));
                }
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
            opened.forEach(FolderWatch::close);
        }
    }

    @Test
    void aCloseOnAnEventLoopDoesNotHoldItUp() {
        try (EventLoop loop = EventLoop.create()) {
            FolderWatch watch = FolderWatch.open(folder);
            int number = DescriptorNumbers.of(watch);
            String closer = CompletableFuture.supplyAsync(
                            () -> {
                                String[] thread = new String[1];
                                ((io.sluice.fd.internal.OwnedFd) watch.descriptor())
                                        .addCloseHook(closed -> thread[0] =
                                                Thread.currentThread().getName());
                                watch.close();
                                assertThat(watch.isOpen()).isFalse();
                                assertThatExceptionOfType(ClosedHandleException.class)
                                        .isThrownBy(watch::tryRead);
                                Bounds.await("the close").until(() -> thread[0] != null);
                                return thread[0];
                            },
                            loop)
                    .join();
            assertThat(closer).isEqualTo("sluice-inotify-close");
            Bounds.await("the close").until(() -> !isInotify(number));
            watch.close();
        }
    }

    private static boolean isInotify(int number) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + number))
                    .toString()
                    .contains("inotify");
        } catch (IOException closed) {
            return false;
        }
    }
}
