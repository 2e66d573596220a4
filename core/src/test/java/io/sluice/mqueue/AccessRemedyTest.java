package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What EACCES says, in namespaces of its own, with and without the mqueue file system. */
class AccessRemedyTest {
    @TempDir
    Path folder;

    private RunningProgram.Exit refused(String preparation) {
        String[] namespaces = Programs.unshare("--ipc", "--mount");
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(namespaces, preparation)
                .under("setpriv", "--bounding-set=-dac_override,-dac_read_search")
                .start(Refused.class)) {
            return jvm.awaitExit(Bounds.WITH_START);
        }
    }

    @Test
    void modeAndOwnerAreShownWhereTheFileSystemIsMounted() throws Exception {
        Path mountPoint = Files.createDirectory(folder.resolve("queues"));
        RunningProgram.Exit exit = refused("mount -t mqueue none '" + mountPoint + "'");
        assertThat(exit.output().strip())
                .isEqualTo("mq_open(/closed): EACCES, permission denied. The queue has mode 0200, owner 0 and group 0,"
                        + " which do not let this user open it so (ls -l " + mountPoint + "/closed).");
    }

    @Test
    void theMountIsAdvisedWhereThereIsNone() {
        RunningProgram.Exit exit = refused("{ umount -a -t mqueue || true; }");
        assertThat(exit.output().strip())
                .startsWith(
                        "mq_open(/closed): EACCES, permission denied. The queue's mode and owner do not let this user"
                                + " open it so.")
                .contains("mount -t mqueue none /dev/mqueue")
                .endsWith("ls -l /dev/mqueue/closed.");
    }

    @Test
    void aMountThatDoesNotShowTheQueueIsNamedAllTheSame() {
        assertThat(AccessRemedy.of("/closed", folder))
                .isEqualTo(
                        "The queue's mode and owner do not let this user open it so. Everybody can see them with ls -l "
                                + folder + "/closed.");
    }

    /** Opens a queue that it may not read. */
    static final class Refused {
        public static void main(String[] arguments) {
            PosixMessageQueue.builder("/closed")
                    .maxMessages(1)
                    .maxMessageSize(1)
                    .mode(0200)
                    .create()
                    .close();
            try (PosixMessageQueue opened = PosixMessageQueue.open("/closed", PosixAccess.READ)) {
                System.out.println("opened " + opened);
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
