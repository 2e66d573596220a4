package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.NotPermittedException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.ReapingParent;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signal does to a C process, and which process it reaches. */
class SignalEffectTest {
    private static final int STATUS_OF_SIGKILL = 128 + 9;

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "QUIT", "USR1", "PIPE", "ALRM", "RTMIN+1"})
    @Conforms("kill12")
    void aProcessThatIgnoresASignalGoesOn(String name) {
        Signal signal = Signal.named(name);
        try (RunningProgram process = CProgram.of("signal_ignore").start(signal.number())) {
            process.awaitLine("ignored");
            signal.sendTo(process.pid());
            process.say("");
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isEqualTo(3);
        }
    }

    @Test
    @Conforms({"kill07", "kill09"})
    void sigkillEndsAProcessThatWouldNotHaveIt() {
        try (RunningProgram process = CProgram.of("signal_ignore").start(Signal.KILL.number())) {
            process.awaitLine("cannot be ignored");
            Signal.KILL.sendTo(process.pid());
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isEqualTo(STATUS_OF_SIGKILL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "KILL", "USR1", "USR2", "PIPE", "ALRM", "TERM", "RTMIN", "RTMAX"})
    @Conforms("kill11")
    void theExitStatusHasTheSignal(String name) {
        Signal signal = Signal.named(name);
        try (ReapingParent parent = new ReapingParent();
                WatchedProcess child = WatchedProcess.open(parent.childThatRuns())) {
            signal.sendTo(child.pid());
            parent.reap(child.pid());
            assertThat(child.status()).contains(new ExitStatus.Killed(signal.number(), false));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Conforms({"sigqueue 4-1", "sigqueue 5-1"})
    void pendingSignalsRunAHandlerOnceEach(boolean withValue) {
        Signal signal = Signal.realTime(2);
        Object[] arguments = withValue ? new Object[] {signal.number(), "value"} : new Object[] {signal.number()};
        try (RunningProgram process = CProgram.of("signal_count").start(arguments)) {
            process.awaitLine("ready");
            for (int value = 0; value < 5; value++) {
                signal.sendTo(process.pid(), value);
            }
            process.say("");
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isEqualTo(5);
        }
    }

    @Test
    @Conforms("kill 9")
    void withinASessionEverybodyMayContinueAProcess(@TempDir Path folder) {
        ForkedJvm nobody = new ForkedJvm().asNobody(folder, Continues.class, Libc.class, Native.class);
        try (RunningProgram process = CProgram.of("signal_ignore").start(Signal.USR1.number())) {
            process.awaitLine("ignored");
            Signal.STOP.sendTo(process.pid());
            Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
            Bounds.await("the stop").until(() -> Files.readString(stat).contains(") T "));
            process.say("");
            try (RunningProgram jvm = nobody.start(Continues.class, process.pid())) {
                RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
                assertThat(exit.status()).as(exit.output()).isZero();
                assertThat(exit.output()).isEqualTo("SIGUSR1 is not permitted\n");
            }
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isEqualTo(3);
        }
    }

    /** Continues a process of another user, to which it may send nothing else. */
    static final class Continues {
        private Continues() {}

        public static void main(String[] arguments) {
            long other = Long.parseLong(arguments[0]);
            try {
                Signal.USR1.sendTo(other);
            } catch (NotPermittedException e) {
                System.out.println(Signal.USR1 + " is not permitted");
            }
            Signal.CONT.sendTo(other);
        }
    }

    @Test
    @Conforms("pidfd_send_signal03")
    void aProcessThatGetsTheIdOfAnEarlierOneIsNotHit() {
        String[] namespaces = Programs.unshare("--pid", "--fork", "--kill-child", "--mount-proc");
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(namespaces, "test -w " + SameId.LAST)
                .start(SameId.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).contains("the earlier one is gone", "the later one runs");
            assertThat(exit.status()).isZero();
        }
    }

    /** Starts a process with the id of one that has ended. The ids of its namespace are its own. */
    static final class SameId {
        static final String LAST = "/proc/sys/kernel/ns_last_pid";
        private static final int ATTEMPTS = 200;

        private SameId() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            for (int i = 0; i < ATTEMPTS; i++) {
                Process earlier = start();
                try (SignalTarget target = SignalTarget.open(earlier.pid())) {
                    earlier.destroyForcibly().waitFor();
                    try (FileOutputStream last = new FileOutputStream(LAST)) {
                        last.write(Long.toString(earlier.pid() - 1).getBytes(StandardCharsets.US_ASCII));
                    }
                    Process later = start();
                    boolean same = later.pid() == earlier.pid();
                    if (same) {
                        try {
                            target.send(Signal.KILL);
                        } catch (NoSuchProcessException e) {
                            System.out.println("the earlier one is gone");
                        }
                        System.out.println(later.isAlive() ? "the later one runs" : "the later one was hit");
                    }
                    later.destroyForcibly().waitFor();
                    if (same) {
                        return;
                    }
                }
            }
            System.out.println("no process has got the same id");
        }

        private static Process start() throws IOException {
            return new ProcessBuilder("sleep", "600").start();
        }
    }
}
