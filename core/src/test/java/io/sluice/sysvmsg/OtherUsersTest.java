package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.SysvTestQueues;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a user may not do, and what an IPC namespace has no room for: each says so. */
class OtherUsersTest {
    /** Older kernels let a user namespace's root do neither. */
    private static final String LARGER_QUEUES_AND_CHOSEN_IDENTIFIERS =
            "echo 4194304 > /proc/sys/kernel/msgmnb && echo 1 > /proc/sys/kernel/msg_next_id";

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @Test
    @Conforms({"msgget 02", "msgsnd 02", "msgrcv 02", "msgctl 04"})
    void anotherUsersQueueIsOutOfReach(@TempDir Path folder) {
        SysvMessageQueue queue =
                queues.closing(SysvMessageQueue.builder(queues.key()).mode(0602).create());
        String output = attempt(
                new ForkedJvm().asNobody(folder, Attempts.class, Libc.class, Native.class),
                queue.key().value(),
                queue.id());
        assertThat(output)
                .contains("open READ: EACCES msgget")
                .contains("open WRITE: opened")
                .contains("by id READ: EACCES msgctl IPC_STAT")
                .contains("send: true")
                .contains("send too large: EMSGSIZE msgsnd")
                .contains("receive: EACCES msgrcv")
                .contains("status: EACCES msgctl IPC_STAT")
                .contains("set: EPERM msgctl IPC_SET")
                .contains("remove: EPERM msgctl IPC_RMID");
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    private static String attempt(ForkedJvm jvm, Object... arguments) {
        try (RunningProgram process = jvm.start(Attempts.class, arguments)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }

    /** Tries what another user may not do. */
    static final class Attempts {
        private Attempts() {}

        public static void main(String[] arguments) {
            IpcKey key = IpcKey.of(Integer.parseInt(arguments[0]));
            int id = Integer.parseInt(arguments[1]);
            for (SysvAccess access : SysvAccess.values()) {
                say("open " + access, () -> SysvMessageQueue.open(key, access).isOpen() ? "opened" : "");
            }
            say("by id READ", () -> SysvMessageQueue.openById(id, SysvAccess.READ));
            SysvMessageQueue writing = SysvMessageQueue.openById(id, SysvAccess.WRITE);
            say("send", () -> writing.trySend(SysvMessage.ofText(1, "x")));
            say("send too large", () -> writing.trySend(SysvMessage.of(1, new byte[1 << 20])));
            say("status", writing::status);
            say("set", () -> {
                writing.set(new SysvMqSettings(0, 0, 0666, 1));
                return "set";
            });
            say("remove", () -> {
                writing.remove();
                return "removed";
            });
            SysvMessageQueue reading =
                    new SysvMessageQueue(Libc.get().sysvMessages(), id, key, SysvAccess.READ, false, null);
            say("receive", () -> reading.tryReceive(TypeSelector.any()));
        }

        private interface Attempt {
            Object make();
        }

        private static void say(String what, Attempt attempt) {
            try {
                System.out.println(what + ": " + attempt.make());
            } catch (ErrnoException e) {
                System.out.println(what + ": " + e.errno() + " " + e.call());
            }
        }
    }

    @Test
    @Conforms({"msgget 03", "msgget 04", "msgget 05"})
    void theLimitsOfANamespaceAreNamedAndFollowed() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc"), LARGER_QUEUES_AND_CHOSEN_IDENTIFIERS)
                .start(InANamespace.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("msgget(key IPC_PRIVATE): ENOSPC")
                    .contains("at its limit msgmni = 2: remove some, or raise it as root (sysctl -w kernel.msgmni=N;")
                    .contains("identifier as asked for")
                    .contains("another one where that is taken")
                    .contains("as long as now allowed")
                    .contains("no limit, and no memory for it");
            assertThat(exit.status()).isZero();
        }
    }

    @Test
    void aSizeOverTheLimitIsRefusedAndTheLimitNamed() {
        try (RunningProgram jvm = new ForkedJvm()
                .under(Programs.unshare("--ipc"))
                .under(Programs.without("sys_resource"))
                .start(OverTheSize.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("IPC_SET")
                    .contains("EPERM")
                    .contains(
                            "is over the limit msgmnb = " + SysvMqLimits.read().maxBytes());
            assertThat(exit.status()).isZero();
        }
    }

    @Test
    void aSendThatWouldWaitSaysTheSameOfALimitThatWasLoweredMeanwhile() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc"), "echo 500 > /proc/sys/kernel/msgmax")
                .start(LoweredLimit.class)) {
            assertThat(jvm.awaitExit(Bounds.WITH_START).output())
                    .containsSubsequence(
                            "at once: MessageTooLargeException: ",
                            "and the limit msgmax is 100",
                            "waiting: MessageTooLargeException: ",
                            "and the limit msgmax is 100");
        }
    }

    /** Sends what was short enough when its queues were opened. */
    static final class LoweredLimit {
        private LoweredLimit() {}

        public static void main(String[] arguments) throws IOException {
            SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
            SysvMessageQueue other = SysvMessageQueue.openById(queue.id(), SysvAccess.WRITE);
            SysvMessage message = SysvMessage.of(1, new byte[200]);
            InANamespace.sysctl("msgmax", 100);
            try {
                queue.trySend(message);
            } catch (ErrnoException e) {
                System.out.println("at once: " + e.getClass().getSimpleName() + ": " + e.getMessage());
            }
            RecordedWait<Void> wait = new RecordedWait<>();
            other.blockingSend(message, wait);
            ErrnoException cause = Objects.requireNonNull(wait.await().cause());
            System.out.println("waiting: " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }

    /** Changes the limits of its own namespace; its queues go with it. */
    static final class InANamespace {
        private InANamespace() {}

        public static void main(String[] arguments) throws IOException {
            SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
            sysctl("msg_next_id", 4711);
            SysvMessageQueue asked = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
            if (asked.id() == 4711) {
                System.out.println("identifier as asked for");
            }
            asked.remove();
            sysctl("msg_next_id", queue.id());
            SysvMessageQueue another = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
            if (another.id() != queue.id()) {
                System.out.println("another one where that is taken");
            }
            sysctl("msgmni", 2);
            try {
                SysvMessageQueue.builder(IpcKey.PRIVATE).create();
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
            // Longer than the memory that was made ready when the queue was opened.
            SysvMessage longer =
                    SysvMessage.of(1, new byte[3 * SysvMqLimits.read().maxMessageSize()]);
            sysctl("msgmax", longer.size());
            SysvMessageQueue reader = SysvMessageQueue.openById(queue.id(), SysvAccess.READ);
            sysctl("msgmax", 100);
            SysvMessageQueue small = SysvMessageQueue.openById(queue.id(), SysvAccess.READ);
            sysctl("msgmax", longer.size());
            boolean all = true;
            for (SysvMessageQueue receiving : new SysvMessageQueue[] {queue, reader, small}) {
                all &= queue.trySend(longer) && longer.equals(receiving.browse(0));
                all &= longer.equals(receiving.tryReceive(TypeSelector.any()));
            }
            if (all) {
                System.out.println("as long as now allowed");
            }
            sysctl("msgmax", Integer.MAX_VALUE);
            SysvMessageQueue boundless = SysvMessageQueue.openById(queue.id(), SysvAccess.READ_WRITE);
            SysvMessage larger = SysvMessage.of(1, new byte[3 << 20]);
            if (boundless.trySend(larger)
                    && SysvMessage.of(1, new byte[larger.size() - 1])
                            .equals(boundless.tryReceiveTruncated(TypeSelector.any(), larger.size() - 1))) {
                System.out.println("no limit, and no memory for it");
            }
        }

        private static void sysctl(String name, int value) throws IOException {
            try (FileOutputStream out = new FileOutputStream("/proc/sys/kernel/" + name)) {
                out.write(Integer.toString(value).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /** Asks for a larger queue than an ordinary user may have. */
    static final class OverTheSize {
        private OverTheSize() {}

        public static void main(String[] arguments) {
            SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
            try {
                queue.set(queue.status()
                        .settings()
                        .withMaxBytes(SysvMqLimits.read().maxBytes() + 1L));
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
