package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose shared memory is, what another user may not do with it, and what a process has no room for. */
class SharedMemoryLimitsTest {
    private static final long GIGABYTE = 1L << 30;

    private final String name = TestQueues.PREFIX + "memory-limits";
    private final String another = name + "-2";
    private final Path file = Path.of("/dev/shm" + name);

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(Path.of("/dev/shm" + another));
    }

    private static String output(ForkedJvm jvm, Class<?> main, Object... arguments) {
        try (RunningProgram process = jvm.start(main, arguments)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }

    private static ForkedJvm asNobody(ForkedJvm jvm, Path folder, Class<?> main) {
        return jvm.asNobody(folder, main, Libc.class, Native.class);
    }

    @Test
    @Conforms({"shm_open 16-1", "shm_open 17-1"})
    void newMemoryBelongsToItsMaker() throws IOException {
        SharedMemory.builder(name).size(1).create().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path self = Path.of("/proc/self");
        for (String owner : List.of("unix:uid", "unix:gid")) {
            assertThat(Files.getAttribute(file, owner)).as(owner).isEqualTo(Files.getAttribute(self, owner));
        }
    }

    @Test
    @Conforms({"shm_open 20-2", "shm_open 20-3", "shm_open 32-1", "shm_unlink 8-1", "shm_unlink 9-1"})
    void anotherUsersMemoryIsNeitherOpenedNorUnlinked(@TempDir Path folder) {
        try (SharedMemory shared =
                SharedMemory.builder(name).size(4096).mode(0604).create()) {
            shared.memory().setInt(0, 5);
            assertThat(output(
                            asNobody(new ForkedJvm(), folder, OfAnotherUser.class), OfAnotherUser.class, name, another))
                    .contains("open: shm_open(" + name + "): EACCES")
                    .contains("It has mode 0604")
                    .contains("read: 5")
                    .contains("unlink: shm_unlink(" + name + "): EPERM")
                    .contains("Only the owner of the shared memory and root may unlink it.")
                    .contains("its own: 7");
            assertThat(SharedMemory.list()).contains(name).doesNotContain(another);
            assertThat(shared.memory().getInt(0)).isEqualTo(5);
            assertThat(SharedMemory.info(name)).isEqualTo(shared.info());
        }
    }

    /** Tries what another user may not do, and creates what nobody else may open. */
    static final class OfAnotherUser {
        private OfAnotherUser() {}

        public static void main(String[] arguments) {
            String name = arguments[0];
            say("open", () -> wordOf(SharedMemory.builder(name).open()));
            say("read", () -> wordOf(SharedMemory.builder(name).openReadOnly()));
            say("unlink", () -> {
                SharedMemory.unlink(name);
                return "done";
            });
            say("its own", () -> {
                try (SharedMemory own =
                        SharedMemory.builder(arguments[1]).size(8).mode(0).create()) {
                    own.memory().setInt(0, 7);
                    return own.memory().getInt(0);
                } finally {
                    SharedMemory.unlink(arguments[1]);
                }
            });
        }

        private static int wordOf(SharedMemory shared) {
            try (shared) {
                return shared.memory().getInt(0);
            }
        }
    }

    @Test
    @Conforms("shm_open 33-1")
    void whereAUserMayNotMakeFilesNoneIsCreated(@TempDir Path folder) {
        ForkedJvm jvm =
                new ForkedJvm().inNamespaces(Programs.unshare("--mount"), "mount -t tmpfs -o mode=755 tmpfs /dev/shm");
        assertThat(output(asNobody(jvm, folder, Creates.class), Creates.class, name))
                .contains("create: shm_open(" + name + "): EACCES")
                .contains("This user may not make files in /dev/shm.");
    }

    /** Creates one object. */
    static final class Creates {
        private Creates() {}

        public static void main(String[] arguments) {
            say("create", () -> SharedMemory.builder(arguments[0]).size(1).create());
        }
    }

    @Test
    @Conforms("shm_open 38-1")
    void aProcessWithoutDescriptorsOpensNone() {
        SharedMemory.builder(name).size(1).create().close();
        assertThat(output(new ForkedJvm().under(Programs.limit("--nofile=64")), OpensOften.class, name))
                .contains("open: shm_open(" + name + "): EMFILE");
    }

    /** Opens one object until there is no descriptor left. */
    static final class OpensOften {
        private OpensOften() {}

        public static void main(String[] arguments) {
            List<SharedMemory> opened = new ArrayList<>();
            SharedMemory.builder(arguments[0]).open().close();
            ErrnoException refused = null;
            while (refused == null) {
                try {
                    opened.add(SharedMemory.builder(arguments[0]).open());
                } catch (ErrnoException e) {
                    refused = e;
                }
            }
            opened.forEach(SharedMemory::close);
            System.out.println("open: " + refused.getMessage());
        }
    }

    @Test
    @Conforms("mmap 24-1")
    void aProcessWithoutRoomForTheAddressesMapsNone() {
        ForkedJvm jvm =
                new ForkedJvm().under(Programs.limit("--as=" + 8 * GIGABYTE)).flags("-Xmx64m");
        assertThat(output(jvm, MapsOften.class)).contains("map: mmap(").contains("): ENOMEM");
    }

    /** Maps a file without memory behind it until there is no room. */
    static final class MapsOften {
        private MapsOften() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Files.createTempFile("sluice", "sparse");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1), GIGABYTE - 1);
            }
            List<MappedFile> mapped = new ArrayList<>();
            say("map", () -> {
                for (int i = 0; i < 8; i++) {
                    mapped.add(MappedFile.open(file));
                }
                return "done";
            });
            mapped.forEach(MappedFile::close);
            Files.delete(file);
        }
    }

    private interface Attempt {
        Object make();
    }

    private static void say(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.make());
        } catch (ErrnoException e) {
            System.out.println(what + ": " + e.getMessage());
        }
    }
}
