package io.sluice.trial.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqSettings;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second user gets what the mode grants to others, and not a byte more. */
class AnotherUserTest {
    private static final int READ = 4;
    private static final int WRITE = 2;
    private static final int OCTAL = 8;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "0604", "0602", "0606"})
    void getsOfAPosixQueueWhatItsModeGrants(String mode) {
        var builder = PosixMessageQueue.builder(queues.name()).maxMessages(2).maxMessageSize(8);
        PosixMessageQueue queue = queues.closing((mode.isEmpty() ? builder : builder.mode(bits(mode))).create());
        queue.trySend(PosixMessage.ofText("secret"));
        String output = asNobody("posix", queue.name());
        assertThat(output).contains("read: " + (granted(mode, READ) ? "secret" : "EACCES"));
        assertThat(output).contains("write: " + (granted(mode, WRITE) ? "true" : "EACCES"));
        assertThat(output).contains("both: " + (granted(mode, READ | WRITE) ? "opened" : "EACCES"));
        assertThat(output).contains("unlink: EACCES");
        assertThat(queue.attributes().currentMessages())
                .isEqualTo(1 - (granted(mode, READ) ? 1 : 0) + (granted(mode, WRITE) ? 1 : 0));
        assertThat(queues.open(queue.name(), PosixAccess.READ).isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0604", "0602", "0606"})
    void getsOfASystemVQueueWhatItsModeGrants(String mode) {
        var builder = SysvMessageQueue.builder(sysvQueues.key());
        SysvMessageQueue queue = sysvQueues.closing((mode.isEmpty() ? builder : builder.mode(bits(mode))).create());
        queue.trySend(SysvMessage.ofText(1, "secret"));
        String output = asNobody("sysv", Integer.toString(queue.key().value()), Integer.toString(queue.id()));
        boolean reads = granted(mode, READ);
        boolean writes = granted(mode, WRITE);
        assertThat(output).contains("open to read: " + (reads ? "opened" : "EACCES"));
        assertThat(output).contains("open to write: " + (writes ? "opened" : "EACCES"));
        assertThat(output).contains("status: " + (reads ? "1 messages" : "EACCES"));
        assertThat(output).contains("browse: " + (reads ? "secret" : "EACCES"));
        assertThat(output).contains("read: " + (reads ? "secret" : "EACCES"));
        assertThat(output).contains("write: " + (writes ? "true" : "EACCES"));
        assertThat(output).contains("set: EPERM").contains("remove: EPERM");
        assertThat(queue.status().messages()).isEqualTo(1 - (reads ? 1 : 0) + (writes ? 1 : 0));
        assertThat(queue.status().permissions().mode()).isEqualTo(bits(mode));
    }

    private static int bits(String mode) {
        return mode.isEmpty() ? 0600 : Integer.parseInt(mode, OCTAL);
    }

    private static boolean granted(String mode, int bits) {
        return (bits(mode) & bits) == bits;
    }

    private String asNobody(Object... arguments) {
        ForkedJvm jvm =
                new ForkedJvm().asNobody(folder, Attempts.class, Libc.class, Native.class, SysvTestQueues.class);
        try (RunningProgram process = jvm.start(Attempts.class, arguments)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }

    /** Tries everything, and says how it went. */
    static final class Attempts {
        private Attempts() {}

        public static void main(String[] arguments) {
            if (arguments[0].equals("posix")) {
                posix(arguments[1]);
            } else {
                sysv(IpcKey.of(Integer.parseInt(arguments[1])), Integer.parseInt(arguments[2]));
            }
        }

        private static void posix(String name) {
            say(
                    "both",
                    () -> PosixMessageQueue.open(name, PosixAccess.READ_WRITE).isOpen() ? "opened" : "");
            say(
                    "read",
                    () -> PosixMessageQueue.open(name, PosixAccess.READ)
                            .tryReceive()
                            .text());
            say("write", () -> PosixMessageQueue.open(name, PosixAccess.WRITE).trySend(PosixMessage.ofText("mine")));
            say("unlink", () -> {
                PosixMessageQueue.unlink(name);
                return "unlinked";
            });
        }

        private static void sysv(IpcKey key, int id) {
            say(
                    "open to read",
                    () -> SysvMessageQueue.open(key, SysvAccess.READ).isOpen() ? "opened" : "");
            say(
                    "open to write",
                    () -> SysvMessageQueue.open(key, SysvAccess.WRITE).isOpen() ? "opened" : "");
            say("status", () -> byId(id, SysvAccess.READ).status().messages() + " messages");
            say("browse", () -> byId(id, SysvAccess.READ).browse(0).text());
            say(
                    "read",
                    () -> byId(id, SysvAccess.READ)
                            .tryReceive(TypeSelector.any())
                            .text());
            // By its identifier a queue is opened without a question to the kernel.
            say("write", () -> byId(id, SysvAccess.WRITE).trySend(SysvMessage.ofText(1, "mine")));
            say("set", () -> {
                byId(id, SysvAccess.WRITE).set(new SysvMqSettings(0, 0, 0666, 1));
                return "set";
            });
            say("remove", () -> {
                byId(id, SysvAccess.WRITE).remove();
                return "removed";
            });
        }

        private static SysvMessageQueue byId(int id, SysvAccess access) {
            return SysvMessageQueue.openById(id, access);
        }

        private static void say(String what, Callable<?> attempt) {
            try {
                System.out.println(what + ": " + attempt.call());
            } catch (ErrnoException e) {
                System.out.println(what + ": " + e.errno());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
