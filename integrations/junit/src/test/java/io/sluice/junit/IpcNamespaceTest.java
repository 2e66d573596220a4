package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@LinuxIpc
class IpcNamespaceTest {
    private static final String NAME = "/sluice-junit-a-fixed-name";

    /** Creates a queue of the fixed name. */
    static final class Creator {
        public static void main(String[] arguments) {
            int messages = Integer.parseInt(arguments[0]);
            try (PosixMessageQueue queue = PosixMessageQueue.builder(NAME)
                    .maxMessages(messages)
                    .maxMessageSize(8)
                    .create()) {
                System.out.println(queue.maxMessages());
            }
            PosixSemaphore.builder(NAME).create().close();
        }
    }

    /** Opens the queue of the fixed name. */
    static final class Opener {
        public static void main(String[] arguments) {
            try (PosixMessageQueue queue = PosixMessageQueue.open(NAME, PosixAccess.READ)) {
                System.out.println(queue.maxMessages());
            }
        }
    }

    @Test
    void itsProgramsShareQueuesUnderAnyNameAndNobodyElseSeesThem(
            @Sysctl({"fs.mqueue.msg_max=400", "fs.mqueue.queues_max=7"}) IpcNamespace namespace,
            @MainClass(Creator.class) JavaProgram creator,
            @MainClass(Opener.class) JavaProgram opener) {
        RunningProgram.Exit created = creator.in(namespace).start(400).awaitExit(Duration.ofSeconds(60));
        assertThat(created).isEqualTo(new RunningProgram.Exit(0, "400\n"));
        assertThat(opener.in(namespace)
                        .start()
                        .awaitExit(Duration.ofSeconds(60))
                        .output())
                .isEqualTo("400\n");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixMessageQueue.open(NAME, PosixAccess.READ).close())
                .returns(Errno.ENOENT, ErrnoException::errno);
        assertThat(PosixSemaphore.list()).doesNotContain(NAME);
    }
}
