package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing queues, in namespaces of its own, so that no other queue is there and no mount is left. */
class MqueueFileSystemTest {
    @TempDir
    Path folder;

    /** In the locale C the JVM decodes paths as ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"C.UTF-8", "C"})
    void listsTheQueuesOfTheNamespaceWhereverItIsMounted(String locale) throws IOException {
        Path mountPoint = Files.createDirectory(folder.resolve("queues - of ours"));
        String[] namespaces = Programs.unshare("--ipc", "--mount");
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(namespaces, "mount -t mqueue none '" + mountPoint + "'")
                .under("env", "LC_ALL=" + locale)
                .flags("-Dsun.stdout.encoding=UTF-8", "-Dstdout.encoding=UTF-8") // the first is JDK 17's
                .under("setpriv", "--bounding-set=-dac_override,-dac_read_search")
                .start(ListQueues.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output().lines())
                    .as(exit.output())
                    .containsExactly(
                            mountPoint.toString(),
                            "/a 600 PosixMqAttributes[maxMessages=3, maxMessageSize=17, currentMessages=1, nonBlocking=true]",
                            "/b+%% ö 644 PosixMqAttributes[maxMessages=1, maxMessageSize=8, currentMessages=0, nonBlocking=true]",
                            "/c 0 null");
            assertThat(exit.status()).isZero();
        }
    }

    /** Makes three queues and lists what there is; one of them it may not open. */
    static final class ListQueues {
        public static void main(String[] arguments) {
            try (PosixMessageQueue first = PosixMessageQueue.builder("/a")
                            .maxMessages(3)
                            .maxMessageSize(17)
                            .create();
                    PosixMessageQueue second = PosixMessageQueue.builder("/b+%% ö")
                            .maxMessages(1)
                            .maxMessageSize(8)
                            .mode(0644)
                            .create();
                    PosixMessageQueue closed = PosixMessageQueue.builder("/c")
                            .maxMessages(1)
                            .maxMessageSize(8)
                            .mode(0)
                            .create()) {
                if (!first.trySend(PosixMessage.ofText("x"))) {
                    throw new AssertionError(first);
                }
                MqueueFileSystem found = MqueueFileSystem.find();
                System.out.println(found.mountPoint());
                for (MqueueFileSystem.Entry entry : found.list()) {
                    boolean own =
                            entry.permissions().userId() == second.permissions().userId();
                    String mode = Integer.toOctalString(entry.permissions().mode());
                    System.out.println(entry.name() + " " + (own ? mode : "a stranger's") + " " + entry.attributes());
                }
                if (closed.isOpen()) {
                    PosixMessageQueue.unlink("/a");
                    PosixMessageQueue.unlink("/b+%% ö");
                    PosixMessageQueue.unlink("/c");
                }
                if (!found.list().isEmpty()) {
                    throw new AssertionError(found.list());
                }
            }
        }
    }

    @Test
    void whereItIsNotMountedTheErrorSaysHowToMountIt() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--mount"), "umount -a -t mqueue")
                .start(FindNothing.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains(
                            "open(the mqueue file system): ENOENT, no such file or queue. It is not mounted here, and only"
                                    + " it lists the queues. Mount it as root: mkdir -p /dev/mqueue && mount -t mqueue none"
                                    + " /dev/mqueue");
            assertThat(exit.status()).isZero();
        }
    }

    /** Looks for what is not there. */
    static final class FindNothing {
        public static void main(String[] arguments) {
            try {
                System.out.println(MqueueFileSystem.find().mountPoint());
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void rootListsTheQueuesWithoutAMountAndLeavesNone() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc", "--mount"), "umount -a -t mqueue")
                .start(ListWithoutMount.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output().lines())
                    .as(exit.output())
                    .containsExactly(
                            "[]",
                            "/a PosixMqAttributes[maxMessages=3, maxMessageSize=17, currentMessages=1, nonBlocking=true]",
                            "/b ö PosixMqAttributes[maxMessages=1, maxMessageSize=8, currentMessages=0, nonBlocking=true]",
                            "not mounted, same descriptors");
            assertThat(exit.status()).isZero();
        }
    }

    /** Lists the queues of a new namespace, without a mount. */
    static final class ListWithoutMount {
        public static void main(String[] arguments) throws IOException {
            System.out.println(MqueueFileSystem.queues());
            try (PosixMessageQueue first = PosixMessageQueue.builder("/a")
                            .maxMessages(3)
                            .maxMessageSize(17)
                            .create();
                    PosixMessageQueue second = PosixMessageQueue.builder("/b ö")
                            .maxMessages(1)
                            .maxMessageSize(8)
                            .create()) {
                if (!first.trySend(PosixMessage.ofText("x")) || !second.isOpen()) {
                    throw new AssertionError(first);
                }
                long before = descriptors();
                MqueueFileSystem.queues().forEach(entry -> System.out.println(entry.name() + " " + entry.attributes()));
                String mounts = Files.readString(Path.of("/proc/self/mountinfo"));
                System.out.println((mounts.contains(" - mqueue ") ? "mounted" : "not mounted")
                        + (descriptors() == before ? ", same descriptors" : ", descriptors left"));
                PosixMessageQueue.unlink("/a");
                PosixMessageQueue.unlink("/b ö");
            }
        }

        private static long descriptors() throws IOException {
            try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
                return all.count();
            }
        }
    }

    @Test
    void whoMayNotMountLearnsWhoMayAndHowToMountItForEverybody() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--mount"), "umount -a -t mqueue")
                .under(Programs.without("sys_admin"))
                .start(ListNothing.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .isEqualTo(
                            "fsopen(the mqueue file system): EPERM, operation not permitted. It is not mounted here, and"
                                    + " without a mount only root lists the queues, with CAP_SYS_ADMIN. Run this as root, or let"
                                    + " root mount it for everybody: mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue\n");
            assertThat(exit.status()).isZero();
        }
    }

    /** Lists the queues as a user who may not mount. */
    static final class ListNothing {
        public static void main(String[] arguments) {
            try {
                System.out.println(MqueueFileSystem.queues());
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
