package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.NotPermittedException;
import io.sluice.errno.QueueFullException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to other processes, by their id and through a pidfd, and what may go wrong. */
class SignalSendTest {
    private static final Signal SIGNAL = Signal.realTime(4);
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    @Conforms({"kill 1-2", "kill 4", "kill 11", "pidfd_send_signal01"})
    void aSignalWithoutAValueReachesACProcess() {
        try (RunningProgram receiver = receiver(2);
                SignalTarget target = SignalTarget.open(receiver.pid())) {
            SIGNAL.sendTo(receiver.pid());
            assertThat(receiver.line()).startsWith("38 code 0 pid " + SELF);
            target.send(SIGNAL);
            assertThat(receiver.line()).startsWith("38 code 0 pid " + SELF);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 42, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    @Conforms({"sigqueue 1-1", "sigqueue 8-1", "pidfd_send_signal01"})
    void aValueReachesACProcess(int value) {
        long pointer = value & 0xFFFF_FFFFL;
        try (RunningProgram receiver = receiver(2);
                SignalTarget target = SignalTarget.open(receiver.pid())) {
            SIGNAL.sendTo(receiver.pid(), value);
            String first = receiver.line();
            assertThat(first).startsWith("38 code -1 pid " + SELF).endsWith(" value " + value + " " + pointer);
            target.send(SIGNAL, value);
            assertThat(receiver.line()).isEqualTo(first);
        }
    }

    private static RunningProgram receiver(int count) {
        RunningProgram receiver = CProgram.of("signal_receive").start(SIGNAL.number(), count);
        receiver.awaitLine("ready");
        return receiver;
    }

    @Test
    @Conforms({"kill 2-1", "kill 2-2", "kill 12", "kill 15", "kill03", "sigqueue 11-1", "rt_sigqueueinfo02"})
    void aProcessThatIsGoneIsAnErrorOfItsOwn() {
        try (RunningProgram process = receiver(1);
                SignalTarget target = SignalTarget.open(process.pid())) {
            assertThat(target.exists()).isTrue();
            assertThat(SignalTarget.exists(process.pid())).isTrue();
            process.kill();
            process.awaitExit(Bounds.WITH_START);
            long gone = process.pid();
            assertThat(target.exists()).isFalse();
            assertThat(SignalTarget.exists(gone)).isFalse();
            assertThatThrownBy(() -> target.send(SIGNAL)).isInstanceOf(NoSuchProcessException.class);
            assertThatThrownBy(() -> target.send(SIGNAL, 1)).isInstanceOf(NoSuchProcessException.class);
            assertThatThrownBy(() -> SignalTarget.open(gone)).isInstanceOf(NoSuchProcessException.class);
            assertThatThrownBy(() -> SIGNAL.sendTo(gone, 1)).isInstanceOf(NoSuchProcessException.class);
            assertThatThrownBy(() -> SIGNAL.sendTo(gone))
                    .isInstanceOf(NoSuchProcessException.class)
                    .hasMessage("kill(SIGRTMIN+4 to process " + gone + "): ESRCH, no such process. There is no process "
                            + gone + ", or its parent has read its exit status already.");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -2, Integer.MIN_VALUE, Long.MIN_VALUE, (1 << 22) + 1, 1L << 31, (1L << 32) + 1})
    @Conforms({"kill03", "kill13", "rt_sigqueueinfo02"})
    void aNumberThatIsNoProcessReachesNobody(long processId) {
        String message = "No process has the id " + processId + ": ids are 1 to 4194304.";
        assertThatThrownBy(() -> SIGNAL.sendTo(processId)).hasMessageStartingWith(message);
        assertThatThrownBy(() -> SIGNAL.sendTo(processId, 1)).hasMessageStartingWith(message);
        assertThatThrownBy(() -> SignalTarget.open(processId)).hasMessageStartingWith(message);
        assertThatThrownBy(() -> SignalTarget.exists(processId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aThreadIsNoTarget() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            long thread = threads.mapToLong(
                            task -> Long.parseLong(task.getFileName().toString()))
                    .filter(each -> each != SELF)
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> SignalTarget.open(thread))
                    .hasMessageEndingWith("The id is that of a thread: give the id of its process.");
        }
    }

    @Test
    void aClosedTargetRefuses() {
        SignalTarget target = SignalTarget.open(SELF);
        target.close();
        target.close();
        assertThat(target).hasToString("SignalTarget(process " + SELF + ", closed)");
        assertThatThrownBy(() -> target.send(SIGNAL)).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(target::exists).isInstanceOf(ClosedHandleException.class);
    }

    @Test
    @Conforms("sigqueue 9-1")
    void theLimitOfPendingSignalsIsNamedWithItsValue() {
        try (RunningProgram receiver = CProgram.of("signal_receive")
                .startUnder(List.of(Programs.limit("--sigpending=100")), SIGNAL.number(), 1000)) {
            receiver.awaitLine("ready");
            Signal.STOP.sendTo(receiver.pid());
            Path state = Path.of("/proc", Long.toString(receiver.pid()), "stat");
            Bounds.await("the stop").until(() -> Files.readString(state).contains(") T "));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            SIGNAL.sendTo(receiver.pid(), i);
                        }
                    })
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("sigqueue(SIGRTMIN+4 to process " + receiver.pid() + "): EAGAIN")
                    .hasMessageContaining("RLIMIT_SIGPENDING")
                    .hasMessageMatching(".*\\([0-9]+ of 100\\).*");
        }
    }

    @Test
    @Conforms({
        "kill 2-2",
        "kill 3-1",
        "kill 12",
        "kill 14",
        "kill05",
        "sigqueue 3-1",
        "sigqueue 12-1",
        "pidfd_send_signal02"
    })
    void aProcessOfAnotherUserIsAnErrorOfItsOwn(@TempDir Path folder) {
        ForkedJvm nobody = new ForkedJvm().asNobody(folder, Stranger.class, Libc.class, Native.class);
        try (RunningProgram jvm = nobody.start(Stranger.class, SELF)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains("kill(SIGRTMIN+4 to process " + SELF + "): EPERM")
                    .contains("sigqueue(SIGRTMIN+4 to process " + SELF + "): EPERM")
                    .contains("pidfd_send_signal(SIGRTMIN+4 to process " + SELF + "): EPERM")
                    .contains("exists: true true");
        }
    }

    /** Signals a process that is not its own. */
    static final class Stranger {
        public static void main(String[] arguments) {
            long other = Long.parseLong(arguments[0]);
            try (SignalTarget target = SignalTarget.open(other)) {
                refused(() -> SIGNAL.sendTo(other));
                refused(() -> SIGNAL.sendTo(other, 1));
                refused(() -> target.send(SIGNAL));
                System.out.println("exists: " + SignalTarget.exists(other) + " " + target.exists());
            }
        }

        private static void refused(Runnable call) {
            try {
                call.run();
                System.out.println("not refused");
            } catch (NotPermittedException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
