package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.Sluice;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The manual pages say what the help says, in the language of {@code man(7)}. */
class ManualPageTest {
    private static final CommandLine SLUICE = Sluice.commandLine(
            new StandardOutput(OutputStream.nullOutputStream()), new Termination(new PrintWriter(Writer.nullWriter())));

    @TempDir
    private Path folder;

    @Command(
            name = "fill",
            description = {"Fill it. Wait if need be.", ".5 is no macro, and 'x' is none."},
            footer = {"", "One note.", "A second one.", "", "Examples:", "  fill -n 3 'a\\b'", "  fill ~/ö"})
    static final class Fill {
        @Option(
                names = {"-n", "--number"},
                paramLabel = "N",
                description = "How often.")
        int number;

        @Option(names = "--secret", hidden = true)
        boolean hidden;

        @Parameters(paramLabel = "WHAT", description = "What is filled.")
        String what = "";
    }

    @Test
    void aPageHasTheHelpOfItsCommand() {
        assertThat(ManualPage.of(new CommandLine(new Fill()), "1.2")).isEqualTo("""
                        .TH "FILL" "1" "" "Sluice 1.2" "Sluice Manual"
                        .nh
                        .ad l
                        .SH "NAME"
                        fill \\- Fill it
                        .SH "SYNOPSIS"
                        fill [\\-n=N] WHAT
                        .SH "DESCRIPTION"
                        Fill it. Wait if need be.
                        \\&.5 is no macro, and \\(aqx\\(aq is none.
                        .SH "ARGUMENTS"
                        .TP
                        .B "WHAT"
                        What is filled.
                        .SH "OPTIONS"
                        .TP
                        .B "\\-n, \\-\\-number=N"
                        How often.
                        .SH "NOTES"
                        One note.
                        .br
                        A second one.
                        .SH "EXAMPLES"
                        .EX
                          fill \\-n 3 \\(aqa\\(rsb\\(aq
                          fill \\(ti/\\[u00F6]
                        .EE
                        """);
    }

    @Test
    void eachCommandHasAPageThatNamesItsNeighbours() {
        List<String> names =
                ManualPage.commands(SLUICE).stream().map(ManualPage::fileName).toList();
        assertThat(names)
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates()
                .contains("sluice.1", "sluice-mq.1", "sluice-mq-info.1", "sluice-completion.1");
        CommandLine info = SLUICE.getSubcommands().get("mq").getSubcommands().get("info");
        assertThat(ManualPage.of(info, "1")).contains("sluice\\-mq(1)").contains("sluice\\-mq\\-create(1)");
    }

    @Test
    void groffPrintsAllPagesWithoutAWarning() throws IOException {
        assumeTrue(Installed.has("groff"), "there is no groff");
        List<String> command = new ArrayList<>(List.of("groff", "-man", "-Tutf8", "-ww", "-z"));
        for (CommandLine each : ManualPage.commands(SLUICE)) {
            Path page = folder.resolve(ManualPage.fileName(each));
            command.add(Files.writeString(page, ManualPage.of(each, "1")).toString());
        }
        assertThat(Installed.succeed(command.toArray(String[]::new))).isEmpty();
    }
}
