package io.sluice.trial.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machines under two threads, each in JVMs of its own. */
@EnabledIfSystemProperty(
        named = "sluice.trial",
        matches = "true",
        disabledReason = "the module jcstress has the short form")
@DisabledIfSystemProperty(named = "io.sluice.libc", matches = "ffm", disabledReason = "no binding has a part in this")
class StateMachineTest {
    private static final Pattern RESULTS = Pattern.compile(
            "Results: ([\\d,]+) planned; ([\\d,]+) passed, ([\\d,]+) failed, ([\\d,]+) soft errs, ([\\d,]+) hard errs");
    private static final Pattern CLASS = Pattern.compile("io\\.sluice\\.[\\w.]+\\.(\\w+)Stress\\b");
    /** As the module jcstress runs them with -Pchecks. */
    private static final List<String> SHORT = List.of(
            "-m quick -f 1 -fsm 0 -iters 1 -time 400 -strideSize 256 -strideCount 8 -sc false -af NONE".split(" "));

    private static final List<String> LONG = List.of("-m", "default");
    private static final Duration LONGEST = Duration.ofHours(6);

    @TempDir
    Path folder;

    static Stream<String> machines() {
        return Row.names("state-machines").stream().map(cells -> cells.get(0));
    }

    @Test
    void eachOneIsListed() throws IOException {
        try (InputStream list = StateMachineTest.class.getResourceAsStream("/META-INF/TestList")) {
            String text = new String(list.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(CLASS.matcher(text)
                            .results()
                            .map(result -> result.group(1))
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(machines().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void noOutcomeIsForbidden(String machine) {
        List<String> command = new ArrayList<>(List.of("env", "--chdir=" + folder));
        command.addAll(List.of(
                Programs.java(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t",
                "\\." + machine + "Stress",
                "-r",
                folder.toString(),
                "-jvmArgs",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(Trial.isWhole() ? LONG : SHORT);
        try (RunningProgram jcstress = RunningProgram.start(command)) {
            RunningProgram.Exit exit = jcstress.awaitExit(LONGEST);
            Matcher last = last(exit.output());
            Row.of("state-machines", machine)
                    .value("results", last.group(1))
                    .value("passed", last.group(2))
                    .value("failed", last.group(3))
                    .value("errors", last.group(5))
                    .done();
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(last.group(2)).as(exit.output()).isEqualTo(last.group(1));
        }
    }

    private static Matcher last(String output) {
        Matcher matcher = RESULTS.matcher(output.substring(Math.max(0, output.lastIndexOf("(Results: "))));
        assertThat(matcher.find()).as(output).isTrue();
        return matcher;
    }
}
