package io.sluice.mqueue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.OpenResources;
import io.sluice.testing.Programs;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The names of queues that are adopted, and queues that this user was given and may not open. */
class GivenQueueTest {
    private static final String DELETED = " (deleted)";

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private PosixMessageQueue adopted(PosixMessageQueue queue) {
        return queues.closing(PosixMessageQueue.adopt(queue.ownedFd().number()));
    }

    @Test
    void aQueueThatWasUnlinkedMeanwhileKeepsItsName() {
        PosixMessageQueue queue = queues.create(1, 16);
        PosixMessageQueue.unlink(queue.name());
        PosixMessageQueue adopted = adopted(queue);
        assertThat(adopted.name()).isEqualTo(queue.name());
        assertThat(adopted.isUnlinked()).isTrue();
        assertThat(queue.trySend(PosixMessage.ofText("the same"))).isTrue();
        assertThat(adopted.tryReceive()).isEqualTo(PosixMessage.ofText("the same"));
    }

    @Test
    void aNameThatEndsAsTheKernelMarksUnlinkedQueuesIsLeftAsItIs() {
        PosixMessageQueue queue = queues.closing(PosixMessageQueue.builder(queues.name() + DELETED)
                .maxMessages(1)
                .maxMessageSize(16)
                .create());
        try {
            PosixMessageQueue adopted = adopted(queue);
            assertThat(adopted.name()).isEqualTo(queue.name()).endsWith(DELETED);
            assertThat(adopted.isUnlinked()).isFalse();
        } finally {
            PosixMessageQueue.unlink(queue.name());
        }
        PosixMessageQueue unlinked = adopted(queue);
        assertThat(unlinked.name()).isEqualTo(queue.name()).endsWith(DELETED);
        assertThat(unlinked.isUnlinked()).isTrue();
    }

    @Test
    void aWaitOnANonBlockingQueueThatThisUserMayNotOpenSaysHowToPassItOn(@TempDir Path folder) {
        PosixMessageQueue queue = queues.create(1, 16);
        queue.trySend(PosixMessage.ofText("waiting"));
        List<String> launcher =
                new ArrayList<>(CProgram.of("listen_queues").command("non-blocking", queue.name(), "--"));
        ForkedJvm nobody = new ForkedJvm()
                .under(launcher.toArray(String[]::new))
                .asNobody(folder, NonBlocking.class, Libc.class, Native.class, RecordedWait.class, Assertions.class);
        try (RunningProgram process = nobody.start(NonBlocking.class)) {
            assertThat(process.line()).isEqualTo("received waiting");
            for (int i = 0; i < 2; i++) {
                assertThat(process.line())
                        .startsWith("mq_open(" + queue.name() + " again through /proc/self/fd/")
                        .contains(
                                "EACCES, permission denied. This user was given the queue with O_NONBLOCK and may not open it")
                        .contains("NonBlocking=no in systemd");
            }
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isZero();
        }
    }

    /** Waits for a message and for room, where it can do neither. */
    static final class NonBlocking {
        public static void main(String[] arguments) {
            try (PosixMessageQueue queue = PosixMessageQueue.adopt(3)) {
                System.out.println(
                        "received " + requireNonNull(queue.tryReceive()).text());
                printFailure(() -> queue.blockingReceive(new RecordedWait<>()));
                printFailure(() -> queue.blockingSend(PosixMessage.ofText("x"), null, new RecordedWait<>()));
            }
        }

        private static void printFailure(Runnable call) {
            try {
                call.run();
                System.out.println("it waits");
            } catch (ErrnoException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    void theCloseOfASharedQueueEndsItsWaitAndLeavesNothingOpen() {
        ForkedJvm unprivileged = new ForkedJvm().under(Programs.without("dac_override", "dac_read_search"));
        try (RunningProgram process = unprivileged.start(SharedAndBlocking.class, queues.name())) {
            assertThat(process.line()).isEqualTo("3 descriptors");
            assertThat(process.line())
                    .startsWith("mq_receive(")
                    .contains("EBADF")
                    .endsWith("The handle was closed.");
            assertThat(process.line()).isEqualTo("1 descriptor, blocking: true");
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isZero();
        }
    }

    /** Waits on a blocking queue whose mode lets nobody open it, and closes it meanwhile. */
    static final class SharedAndBlocking {
        public static void main(String[] arguments) {
            String name = arguments[0];
            try (PosixMessageQueue given = PosixMessageQueue.builder(name)
                    .maxMessages(1)
                    .maxMessageSize(16)
                    .mode(0)
                    .create()) {
                OwnedFd fd = given.ownedFd();
                Libc.get().files().fcntl(fd.number(), FileConstants.F_SETFL, 0);
                PosixMessageQueue shared = PosixMessageQueue.adopt(fd.number());
                RecordedWait<PosixMessage> wait = new RecordedWait<>();
                shared.blockingReceive(wait);
                BlockedThreads.await(1);
                System.out.println(descriptors(name) + " descriptors");
                shared.close();
                System.out.println(requireNonNull(wait.await().cause()).getMessage());
                // The wait lets go of its own descriptor behind its outcome.
                Bounds.await("one descriptor").until(() -> descriptors(name) == 1);
                System.out.println(descriptors(name) + " descriptor, blocking: "
                        + !given.attributes().nonBlocking());
            }
        }

        private static int descriptors(String name) {
            return OpenResources.now().descriptors().getOrDefault("message queue " + name, 0);
        }
    }
}
