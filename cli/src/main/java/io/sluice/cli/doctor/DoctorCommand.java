package io.sluice.cli.doctor;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.MessageFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice doctor}. */
@Command(
        name = "doctor",
        description = "Say which limits and conditions of this machine can make a call fail.",
        footer = {
            "",
            "Prints a line for each, with tabs between the columns: ok, warn, fail or unknown, its name, and its value. Unless"
                    + " it is ok, what fails and the command that mends it follow. It changes nothing.",
            "",
            "The limits are those of the user and the shell that run it. The exit status is 1 if a line says fail.",
            "",
            "Examples:",
            "  sluice doctor",
            "  sluice doctor | grep -v '^ok'",
            "  sluice doctor --format json"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    private DoctorCommand(StandardOutput output) {
        this.output = output;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new DoctorCommand(output));
    }

    @Override
    public Integer call() {
        Report report = Report.of(Checks.all());
        ReportPrinter printer = format.value() == MessageFormat.JSON ? new JsonReport() : new TextReport();
        printer.lines(report).forEach(output::printLine);
        return report.worst() == Verdict.FAIL ? ExitStatus.FAILED : ExitStatus.DONE;
    }
}
