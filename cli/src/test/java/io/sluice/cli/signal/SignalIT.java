package io.sluice.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.junit.RunningProgram;
import io.sluice.signal.Signal;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@LongTest
class SignalIT {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void listHasEachSignalWithItsDescription() {
        Exit exit = SluiceProcess.run("signal", "list");
        assertThat(exit.status()).isZero();
        List<String> lines = exit.output().lines().toList();
        assertThat(lines)
                .hasSize(63)
                .startsWith("NUMBER\tNAME\tDESCRIPTION")
                .contains("10\tSIGUSR1\tUser defined signal 1", "34\tSIGRTMIN\tReal-time signal 0");
    }

    @Test
    void sendReachesACProcess() {
        try (RunningProgram receiver = CProgram.of("signal_receive").start(52, 2)) {
            receiver.awaitLine("ready");
            String pid = Long.toString(receiver.pid());
            assertThat(SluiceProcess.run("signal", "send", pid, "rtmin+18")).isEqualTo(new Exit(0, "", ""));
            assertThat(receiver.line()).startsWith("52 code 0 ");
            assertThat(SluiceProcess.run("signal", "send", pid, "52", "--value", "-5"))
                    .isEqualTo(new Exit(0, "", ""));
            assertThat(receiver.line()).startsWith("52 code -1 ").contains(" value -5 ");
            assertThat(receiver.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | USR1 | '0' is not a whole number from 1 to 4194304",
                "-1 | USR1 | -1",
                "2147483648 | USR1 | '2147483648' is not a whole number",
                "1 | USER1 | There is no signal 'USER1'. Did you mean SIGUSR1?",
                "1 | 32 | The C library keeps 32 and 33"
            })
    void aWrongProcessOrSignalIsMisuse(String pid, String signal, String part) {
        SluiceProcess.run("signal", "send", pid, signal).assertFailed(2, part);
    }

    @Test
    void aProcessThatIsNotThereIsAFailure() {
        SluiceProcess.run("signal", "send", "4194304", "USR1").assertFailed(1, "ESRCH", "4194304");
    }

    @Test
    void catchPrintsALineForEachSignal() {
        try (SluiceProcess process =
                SluiceProcess.start("signal", "catch", "USR1", "RTMIN+19", "HUP", "--count", "4")) {
            awaitReady(process, "SIGHUP, SIGUSR1, SIGRTMAX-11");
            Signal.USR1.sendTo(process.pid());
            process.awaitLines(1);
            Signal.HUP.sendTo(process.pid());
            process.awaitLines(2);
            Signal.realTime(19).sendTo(process.pid(), 7);
            process.awaitLines(3); // a thread that unblocks it, as at its end, would change the order
            Signal.realTime(19).sendTo(process.pid(), -8);
            Exit exit = process.awaitExit();
            assertThat(exit.status()).isZero();
            assertThat(exit.output().lines().map(line -> line.replaceFirst("\t" + SELF + "\t\\d+\t", " ")))
                    .containsExactly("SIGUSR1 0", "SIGHUP 0", "SIGRTMAX-11 7", "SIGRTMAX-11 -8");
        }
    }

    private static void awaitReady(SluiceProcess process, String names) {
        Bounds.await("the command to be ready")
                .until(() -> process.error().equals("catching " + names + " in process " + process.pid() + "\n"));
    }

    @Test
    void aSignalThatItDoesNotCatchEndsIt() {
        try (SluiceProcess process = SluiceProcess.start("signal", "catch", "USR1")) {
            awaitReady(process, "SIGUSR1");
            process.signal("TERM");
            assertThat(process.awaitExit().status()).isEqualTo(143);
        }
    }

    @Test
    void whatMustNotBeCaughtIsAFailure() {
        SluiceProcess.run("signal", "catch", "KILL")
                .assertFailed(1, "SIGKILL cannot be caught in this JVM. The kernel lets no process catch it.");
    }
}
