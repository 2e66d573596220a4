package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.junit.RunningProgram.Exit;
import io.sluice.signal.Signal;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that runs while something is held, and the signals that come to its parent. */
class ChildCommandTest {
    private static final String LONG = "3600000";
    private static final String CTRL_C = "\003";
    /** So many that one that was passed on would be among them. */
    private static final int INTERRUPTS = 5;

    /**
     * A shell ignores some signals in what it starts in the background, such as a build. And at the terminal of a build, an INT
     * would be taken for Ctrl-C, which reaches the command by itself.
     */
    private static final String[] NOTHING_IGNORED = {"setsid", "env", "--default-signal=HUP,INT,TERM"};

    private static RunningProgram start(String delay, String... words) {
        return startUnder(NOTHING_IGNORED, delay, words);
    }

    private static RunningProgram startUnder(String[] prefix, String delay, String... words) {
        List<Object> arguments = new ArrayList<>(List.of(delay));
        arguments.addAll(List.of(words));
        return new ForkedJvm().under(prefix).start(ChildCommandProgram.class, arguments.toArray());
    }

    private static void send(String name, RunningProgram program) {
        Signal.named(name).sendTo(program.pid());
    }

    private static Exit exit(RunningProgram program) {
        return program.awaitExit(Bounds.WITH_START);
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 124, 124", "kill -KILL $$, 137", "kill -TERM $$, 143"})
    void theExitStatusIsTheCommands(String script, int status) {
        try (RunningProgram program = start("0", "sh", "-c", script)) {
            assertThat(program.line()).isEqualTo("waits");
            assertThat(program.line()).isEqualTo("took");
            assertThat(program.line()).isEqualTo("gave back");
            assertThat(program.line()).isEqualTo("exits");
            assertThat(exit(program).status()).isEqualTo(status);
        }
    }

    @Test
    void theCommandHasTheStandardStreams() {
        try (RunningProgram program = start("0", "sh", "-c", "read line; echo \"read $line\"")) {
            program.awaitLine("took");
            program.say("a b");
            assertThat(program.line()).isEqualTo("read a b");
            program.awaitLine("gave back");
            assertThat(exit(program).status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"/nowhere/program, 127, nowhere", "nosuchprogram, 127, nosuchprogram", "/, 126, Cannot run"})
    void aCommandThatCannotBeStartedHasTheStatusOfAShell(String program, int status, String part) {
        try (RunningProgram process = start("0", program)) {
            process.awaitLine("gave back");
            Exit exit = exit(process);
            assertThat(exit.status()).isEqualTo(status);
            assertThat(exit.output()).contains(part).contains("exits");
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void aSignalBeforeTheStartEndsTheWait(String signal, int status) {
        try (RunningProgram program = start(LONG, "echo", "started")) {
            assertThat(program.line()).isEqualTo("waits");
            send(signal, program);
            assertThat(program.line()).isEqualTo("cancelled");
            assertThat(program.line()).isEqualTo("exits");
            assertThat(exit(program).status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void aSignalIsPassedOnToTheCommand(String signal, int status) {
        try (RunningProgram program = start("0", "sh", "-c", "echo started; exec sleep 3600")) {
            program.awaitLine("started");
            send(signal, program);
            assertThat(program.line()).isEqualTo("gave back");
            assertThat(program.line()).isEqualTo("exits");
            assertThat(exit(program).status()).isEqualTo(status);
        }
    }

    @Test
    void aCommandThatHandlesASignalHasTheTimeThatItNeeds() {
        String script = "trap 'trap \"echo second; exit 5\" TERM; echo first' TERM; echo started; "
                + "while :; do sleep 0.01; done";
        try (RunningProgram program = start("0", "sh", "-c", script)) {
            program.awaitLine("started");
            send("TERM", program);
            assertThat(program.line()).isEqualTo("first");
            send("TERM", program);
            assertThat(program.line()).isEqualTo("second");
            assertThat(program.line()).isEqualTo("gave back");
            assertThat(program.line()).isEqualTo("exits");
            assertThat(exit(program).status()).isEqualTo(5);
        }
    }

    @Test
    void aSignalThatIsIgnoredFromTheStartStaysIgnored() {
        String[] nohup = {"sh", "-c", "trap '' HUP; exec \"$@\"", "sh"};
        try (RunningProgram program = startUnder(nohup, "0", "sh", "-c", "kill -HUP $$; echo started; read end")) {
            program.awaitLine("started");
            send("HUP", program);
            program.say("end");
            program.awaitLine("gave back");
            assertThat(exit(program).status()).isZero();
        }
    }

    @Test
    void theTerminalInterruptsTheCommandItself() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) gives a terminal, and is not here");
        String[] terminal = {"sh", "-c", "exec script -qec \"exec $*\" /dev/null", "sh"};
        String[] receiver = CProgram.of("signal_receive")
                .command(Signal.INT.number(), INTERRUPTS)
                .toArray(String[]::new);
        try (RunningProgram program = startUnder(terminal, "0", receiver)) {
            program.awaitLine("ready");
            for (int i = 1; i <= INTERRUPTS; i++) {
                program.say(CTRL_C);
                String fromTheKernel = "2 code 128 pid 0 uid 0 value 0 0\n";
                int count = i;
                Bounds.await("signal " + i).until(() -> program.output().split(fromTheKernel, -1).length == count + 1);
            }
            program.awaitLine("gave back");
            assertThat(exit(program).status()).isZero();
        }
    }

    @Test
    void aWordThatTheLocaleCannotEncodeIsRefused() {
        try (RunningProgram program = startUnder(new String[] {"env", "LC_ALL=C"}, "0", "echo", "<a-umlaut>")) {
            assertThat(exit(program).output()).contains("set LC_ALL=C.UTF-8").doesNotContain("took");
            assertThat(exit(program).status()).isEqualTo(2);
        }
    }
}
