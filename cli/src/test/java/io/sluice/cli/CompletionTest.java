package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bash completes with the script. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "sluice do, doctor",
        "sluice mq in, info",
        "sluice top --sort wa, waiters",
        "sluice sysv receive --up, --up-to",
        "sluice mq receive /orders --format j, json",
        "sluice mq send --ba, --base64"
    })
    void bashCompletesCommandsOptionsAndValues(String line, String completed) throws IOException {
        assumeTrue(Files.isExecutable(BASH), "there is no bash");
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        PrintWriter errors = new PrintWriter(new StringWriter());
        assertThat(Sluice.commandLine(new StandardOutput(script), new Termination(errors))
                        .execute("completion"))
                .isZero();
        Path file = Files.write(folder.resolve("completion"), script.toByteArray());
        String words = "COMP_WORDS=(" + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='" + line + "'";
        String complete = "_complete_sluice; printf '%s\\n' \"${COMPREPLY[@]}\"";
        try (RunningProgram bash = RunningProgram.start(
                List.of(BASH.toString(), "--norc", "-c", "source " + file + "; " + words + "; " + complete))) {
            assertThat(bash.awaitExit(Bounds.SOON).output().lines().map(String::strip))
                    .contains(completed);
        }
    }
}
