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

/** {@code sluice limits}. */
@Command(
        name = "limits",
        description = "List the limits that 'sluice doctor' checks, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns: NAME, VALUE, EFFECT (what fails at the limit) and REMEDY (the command that"
                    + " raises it, or -). The JSON is that of 'sluice doctor'.",
            "",
            "Examples:",
            "  sluice limits",
            "  sluice limits | cut -f 1,2"
        })
public final class LimitsCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    private LimitsCommand(StandardOutput output) {
        this.output = output;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new LimitsCommand(output));
    }

    @Override
    public Integer call() {
        ReportPrinter printer = format.value() == MessageFormat.JSON ? new JsonReport() : new LimitTable();
        printer.lines(Report.of(Checks.limits())).forEach(output::printLine);
        return ExitStatus.DONE;
    }
}
