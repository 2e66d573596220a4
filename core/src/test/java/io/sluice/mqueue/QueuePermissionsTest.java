package io.sluice.mqueue;

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
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What other users, and those whom the mode forbids it, may not do. */
class QueuePermissionsTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({"mq_open 22-1", "mq_open 5-1"})
    void aModeThatForbidsItIsAnErrorThatSaysSo() {
        String name = queues.closing(PosixMessageQueue.builder(queues.name())
                        .maxMessages(1)
                        .maxMessageSize(1)
                        .mode(0400)
                        .create())
                .name();
        String[] unprivileged = Programs.without("dac_override", "dac_read_search");
        RunningProgram.Exit exit = attempt(new ForkedJvm().under(unprivileged), "open", name);
        assertThat(exit.output())
                .contains("READ: opened")
                .containsPattern("WRITE: mq_open\\(" + name
                        + "\\): EACCES, permission denied\\. The queue.* do not let this" + " user open it so");
        assertThat(exit.status()).isZero();
    }

    @Test
    @Conforms({"mq_unlink 5", "mq_unlink 4-1", "mq_open 22-1"})
    void anotherUsersQueueIsNeitherOpenedNorUnlinked(@TempDir Path folder) {
        PosixMessageQueue queue = queues.create(1, 1);
        ForkedJvm nobody = new ForkedJvm().asNobody(folder, Attempt.class, Libc.class, Native.class);
        RunningProgram.Exit open = attempt(nobody, "open", queue.name());
        assertThat(open.output().lines()).hasSize(3).allMatch(line -> line.contains("EACCES, permission denied."));
        assertThat(open.status()).isZero();
        RunningProgram.Exit unlink = attempt(nobody, "unlink", queue.name());
        assertThat(unlink.output())
                .contains("mq_unlink(" + queue.name()
                        + "): EACCES, permission denied. Only the queue's owner and root may" + " unlink it.");
        assertThat(unlink.status()).isZero();
        assertThat(queues.open(queue.name(), PosixAccess.READ).isOpen()).isTrue();
    }

    @Test
    void aModeIsPrintedInOctal() {
        assertThat(new PosixMqPermissions(0600, 7, 8))
                .hasToString("PosixMqPermissions[mode=0600, userId=7, groupId=8]");
        assertThat(new PosixMqPermissions(0, 0, 0)).asString().contains("mode=0000");
    }

    private static RunningProgram.Exit attempt(ForkedJvm another, String what, String name) {
        try (RunningProgram jvm = another.start(Attempt.class, what, name)) {
            return jvm.awaitExit(Bounds.WITH_START);
        }
    }

    /** Tries what its arguments say, and prints how it went. */
    static final class Attempt {
        public static void main(String[] arguments) {
            if (arguments[0].equals("unlink")) {
                try {
                    PosixMessageQueue.unlink(arguments[1]);
                    System.out.println("unlinked");
                } catch (ErrnoException e) {
                    System.out.println(e.getMessage());
                }
                return;
            }
            for (PosixAccess access : PosixAccess.values()) {
                try (PosixMessageQueue queue = PosixMessageQueue.open(arguments[1], access)) {
                    System.out.println(access + ": opened " + queue.name());
                } catch (ErrnoException e) {
                    System.out.println(access + ": " + e.getMessage());
                }
            }
        }
    }
}
