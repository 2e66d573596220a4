package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that a C program passes on, as systemd does. */
class SystemdQueuesTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "non-blocking"})
    void aServiceReceivesFromTheQueuesAndLeavesTheSocketAlone(String mode) {
        assertServes(new ForkedJvm(), mode);
    }

    @Test
    void aServiceThatMayNotOpenTheQueuesReceivesFromThem() {
        assertServes(new ForkedJvm(), "blocking", jvm -> jvm.asNobody(folder, Service.class, Libc.class, Native.class));
    }

    private void assertServes(ForkedJvm jvm, String mode) {
        assertServes(jvm, mode, same -> same);
    }

    private void assertServes(ForkedJvm jvm, String mode, UnaryOperator<ForkedJvm> user) {
        PosixMessageQueue orders = queues.create(3, 100);
        PosixMessageQueue answers = queues.create(3, 100);
        orders.trySend(PosixMessage.ofText("waiting", 7));
        List<String> launcher =
                new ArrayList<>(CProgram.of("listen_queues").command(mode, orders.name(), answers.name(), "--"));
        ForkedJvm service = user.apply(jvm.under(launcher.toArray(String[]::new)));
        try (RunningProgram process = service.start(Service.class)) {
            assertThat(process.line()).isEqualTo(orders.name() + " " + answers.name() + " READ_WRITE");
            assertThat(process.line()).isEqualTo("waiting 7, then none");
            assertThat(process.line()).isEqualTo("a wait has begun");
            orders.trySend(PosixMessage.ofText("blocked", 3));
            assertThat(process.line()).isEqualTo("blocked 3");
            assertThat(process.line()).isEqualTo("full behind 3");
            assertThat(process.line()).isEqualTo("2 more handles; passed on: [5]");
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isZero();
        }
        assertThat(answers.attributes().currentMessages()).isEqualTo(3);
    }

    /** A service of a socket unit with two queues. */
    static final class Service {
        private Service() {}

        public static void main(String[] args) throws Exception {
            List<PosixMessageQueue> queues = SystemdQueues.inherited();
            PosixMessageQueue orders = queues.get(0);
            PosixMessageQueue answers = queues.get(1);
            System.out.println(orders.name() + " " + answers.name() + " " + orders.access());
            System.out.println(text(orders.tryReceive()) + ", then " + text(orders.tryReceive()));
            CompletableFuture<PosixMessage> received = new CompletableFuture<>();
            orders.blockingReceive(new ReceiveHandler<>() {
                @Override
                public void began(KernelWait wait) {
                    System.out.println("a wait has begun");
                }

                @Override
                public boolean received(PosixMessage message) {
                    return received.complete(message);
                }

                @Override
                public void notReceived(@Nullable ErrnoException cause) {
                    received.completeExceptionally(new IllegalStateException(cause));
                }
            });
            System.out.println(text(received.get()));
            int sent = 0;
            while (answers.trySend(PosixMessage.ofText("answer", 0))) {
                sent++;
            }
            System.out.println("full behind " + sent);
            List<PosixMessageQueue> again = SystemdQueues.inherited();
            System.out.println(again.size() + " more handles; passed on: "
                    + IntStream.rangeClosed(3, 5)
                            .filter(Service::isPassedOn)
                            .boxed()
                            .toList());
            again.forEach(PosixMessageQueue::close);
            queues.forEach(PosixMessageQueue::close);
        }

        private static String text(@Nullable PosixMessage message) {
            return message == null ? "none" : message.text() + " " + message.priority();
        }

        /** Whether a program that this process runs would have the descriptor. */
        private static boolean isPassedOn(int number) {
            Path info = Path.of("/proc/self/fdinfo/" + number);
            try {
                String flags = Files.readAllLines(info).get(1).replaceFirst("flags:\\s*", "");
                return (Integer.parseInt(flags, 8) & FileConstants.O_CLOEXEC) == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void withoutQueuesForThisProcessThereAreNone() {
        long pid = ProcessHandle.current().pid();
        assertThat(SystemdQueues.inherited()).isEmpty();
        assertThat(SystemdQueues.inherited(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "9"), pid))
                .isEmpty();
        assertThat(SystemdQueues.inherited(Map.of("LISTEN_PID", "" + pid), pid)).isEmpty();
        assertThat(SystemdQueues.inherited(Map.of("LISTEN_PID", "" + pid, "LISTEN_FDS", "two"), pid))
                .isEmpty();
        assertThat(SystemdQueues.inherited(Map.of("LISTEN_PID", "" + pid, "LISTEN_FDS", "-1"), pid))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_000})
    void whatIsNoQueueIsRefused(int number) {
        assertThatThrownBy(() -> PosixMessageQueue.adopt(number))
                .isInstanceOfSatisfying(
                        ErrnoException.class,
                        refused -> assertThat(refused.errno()).isEqualTo(Errno.EBADF))
                .hasMessageContaining("descriptor " + number + ")")
                .hasMessageEndingWith("This number is not the descriptor of a POSIX message queue.");
    }
}
