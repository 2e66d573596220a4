package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.TestQueues;
import io.sluice.testing.UsedUpDescriptors;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and limits: each one that is passed is named in the error, with its value. */
class QueueLimitsTest {
    /** More than the kernel ever allows, whatever the limits are set to. */
    private static final int TOO_MANY = 65_537;

    private static final int TOO_LONG = 16 * 1024 * 1024 + 1;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    @Conforms("mq_open 25-2")
    void whatIsNotPositiveIsNoSize(int size) {
        PosixMessageQueueBuilder builder = PosixMessageQueue.builder(queues.name());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxMessages(size))
                .withMessage("max messages must be positive, but was " + size);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxMessageSize(size))
                .withMessage("max message size must be positive, but was " + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 01000, 04755, Integer.MAX_VALUE})
    void otherBitsThanPermissionsAreNoMode(int mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixMessageQueue.builder(queues.name()).mode(mode))
                .withMessage("mode must be from 0 to 0777 (octal), but was " + mode + " (decimal)");
    }

    @Test
    @Conforms("mq_open 6-1")
    void nullIsNoAccess() {
        assertThatNullPointerException()
                .isThrownBy(() -> PosixMessageQueue.builder(queues.name()).access(null))
                .withMessage("access");
    }

    @Test
    void tooManyMessagesNameTheLimitAndItsValue() {
        assertRefused(TOO_MANY, 1)
                .withMessageContaining("max messages 65537 is over the limit msg_max = "
                        + PosixMqLimits.read().maxMessages().getAsInt()
                        + ", and over 65536, more than which no process may have: ask for less.")
                .withMessageNotContaining("msgsize_max");
    }

    @Test
    @Conforms("mq_open 14-1")
    void aLimitThatCanBeRaisedSaysHow() {
        int limit = PosixMqLimits.read().maxMessages().getAsInt();
        assumeTrue(limit < 65_536 && isRefused(limit + 1), "this process has CAP_SYS_RESOURCE, which lifts the limit");
        assertRefused(limit + 1, 1)
                .withMessageContaining("max messages " + (limit + 1) + " is over the limit msg_max = " + limit
                        + ": raise it as root (sysctl -w fs.mqueue.msg_max=N");
    }

    private boolean isRefused(int messages) {
        try {
            queues.create(messages, 1);
            return false;
        } catch (ErrnoException refused) {
            return true;
        }
    }

    @Test
    void tooLongMessagesNameTheLimitAndItsValue() {
        assertRefused(1, TOO_LONG)
                .withMessageContaining("max message size 16777217 is over the limit msgsize_max = "
                        + PosixMqLimits.read().maxMessageSize().getAsInt())
                .withMessageNotContaining("msg_max");
    }

    @Test
    void anOverflowingProductNamesBothLimits() {
        assertRefused(Integer.MAX_VALUE, Integer.MAX_VALUE)
                .withMessageContainingAll("max messages 2147483647", "msg_max", "size 2147483647", "msgsize_max");
    }

    private ThrowableAssertAlternative<ErrnoException> assertRefused(int messages, int size) {
        String name = queues.name();
        return assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixMessageQueue.builder(name)
                        .maxMessages(messages)
                        .maxMessageSize(size)
                        .create())
                .returns(Errno.EINVAL, ErrnoException::errno)
                .returns("mq_open", ErrnoException::call)
                .withMessageStartingWith("mq_open(" + name + "): EINVAL, invalid argument. ");
    }

    @Test
    void theCostOfAShapeIsWhatTheKernelCharges() {
        assertThat(PosixMqLimits.cost(10, 8192)).isEqualTo(82_880);
        assertThat(PosixMqLimits.cost(1, 1)).isEqualTo(97);
        assertThat(PosixMqLimits.cost(65_536, 1)).isEqualTo(65_536L * 48 + 32_768L * 48 + 65_536);
        assertThat(PosixMqLimits.cost(Integer.MAX_VALUE, Integer.MAX_VALUE)).isPositive();
    }

    @Test
    @Conforms("mq_open 26-1")
    void theLimitOfBytesIsNotTakenForThatOfDescriptors() {
        String name = queues.name();
        try (RunningProgram jvm =
                new ForkedJvm().under(Programs.limit("--msgqueue=4096")).start(TooManyBytes.class, name)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("mq_open(" + name + "): EMFILE")
                    .contains(
                            "RLIMIT_MSGQUEUE: this queue needs 82880 bytes, the limit is 4096 for all queues of this user")
                    .doesNotContain("RLIMIT_NOFILE");
            assertThat(exit.status()).isZero();
        }
    }

    /** Creates a queue of more bytes than it may. */
    static final class TooManyBytes {
        public static void main(String[] arguments) {
            if (PosixMqLimits.read().maxBytes() != 4096) {
                throw new AssertionError(PosixMqLimits.read());
            }
            try (PosixMessageQueue queue = PosixMessageQueue.builder(arguments[0])
                    .maxMessages(10)
                    .maxMessageSize(8192)
                    .create()) {
                throw new AssertionError(queue);
            } catch (ErrnoException expected) {
                System.out.println(expected.getMessage());
            }
        }
    }

    @Test
    @Conforms("mq_open 26-1")
    void theLimitOfDescriptorsIsNotTakenForThatOfBytes() {
        String name = queues.create(1, 1).name();
        try (RunningProgram jvm = new ForkedJvm()
                .under(Programs.limit("--nofile=64"))
                .start(TooManyDescriptors.class, name, queues.name())) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output().lines())
                    .as(exit.output())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("mq_open(/sluice-test-")
                            .contains("EMFILE", "RLIMIT_NOFILE: this process has as many descriptors open as it may")
                            .doesNotContain("RLIMIT_MSGQUEUE"));
            assertThat(exit.status()).isZero();
        }
    }

    /** Opens one queue and creates another with no descriptor left. */
    static final class TooManyDescriptors {
        public static void main(String[] arguments) throws IOException {
            // Classes are loaded from files, and so before the descriptors are used up.
            attempt(() -> PosixMessageQueue.open("/sluice-no-such-queue", PosixAccess.READ));
            PosixMessageQueue.builder(arguments[1])
                    .maxMessages(1)
                    .maxMessageSize(1)
                    .create()
                    .close();
            PosixMessageQueue.unlink(arguments[1]);
            PosixMqLimits.read();
            try (UsedUpDescriptors usedUp = new UsedUpDescriptors()) {
                String opened = attempt(() -> PosixMessageQueue.open(arguments[0], PosixAccess.READ));
                usedUp.useUp();
                String created = attempt(() -> PosixMessageQueue.builder(arguments[1])
                        .maxMessages(1)
                        .maxMessageSize(1)
                        .create());
                System.out.println(opened);
                System.out.println(created);
            }
        }

        private static String attempt(Supplier<PosixMessageQueue> opening) {
            try (PosixMessageQueue queue = opening.get()) {
                return "opened " + queue;
            } catch (ErrnoException e) {
                return e.getMessage();
            }
        }
    }

    @Test
    @Conforms("mq_open 30-1")
    void tooManyQueuesNameTheLimitAndItsValue() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc"), "echo 2 > /proc/sys/fs/mqueue/queues_max")
                .under(Programs.without("sys_resource"))
                .start(TooManyQueues.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("mq_open(/three): ENOSPC")
                    .contains(
                            "The number of queues in this IPC namespace is at its limit queues_max = 2: unlink some, or"
                                    + " raise it as root (sysctl -w fs.mqueue.queues_max=N;");
            assertThat(exit.status()).isZero();
        }
    }

    /** Creates three queues in a namespace of its own. */
    static final class TooManyQueues {
        public static void main(String[] arguments) {
            try {
                for (String name : List.of("/one", "/two", "/three")) {
                    PosixMessageQueue.builder(name)
                            .maxMessages(1)
                            .maxMessageSize(1)
                            .create()
                            .close();
                }
                throw new AssertionError("three queues");
            } catch (ErrnoException expected) {
                System.out.println(expected.getMessage());
            }
        }
    }

    @Test
    void theLimitsAreThoseOfTheKernel() throws IOException {
        PosixMqLimits limits = PosixMqLimits.read();
        assertThat(limits.maxMessages().getAsInt()).isEqualTo(sysctl("msg_max"));
        assertThat(limits.maxMessageSize().getAsInt()).isEqualTo(sysctl("msgsize_max"));
        assertThat(limits.maxQueues().getAsInt()).isEqualTo(sysctl("queues_max"));
        assertThat(limits.defaultMaxMessages().getAsInt()).isEqualTo(sysctl("msg_default"));
        assertThat(limits.defaultMaxMessageSize().getAsInt()).isEqualTo(sysctl("msgsize_default"));
        assertThat(limits.maxBytes()).isPositive();
    }

    private static int sysctl(String name) throws IOException {
        try (FileInputStream file = new FileInputStream("/proc/sys/fs/mqueue/" + name)) {
            return Integer.parseInt(new String(file.readNBytes(32), StandardCharsets.US_ASCII).strip());
        }
    }
}
