package io.sluice.cli.signal;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.signal.Signal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice signal list}. */
@Command(
        name = "list",
        description = "List the signals, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns: NUMBER, NAME and DESCRIPTION. The description is that of the C library.",
            "",
            "Examples:",
            "  sluice signal list",
            "  sluice signal list | awk -F '\\t' '$2 == \"SIGUSR1\" { print $1 }'"
        })
final class SignalListCommand implements Callable<Integer> {
    private static final String HEADER = String.join("\t", "NUMBER", "NAME", "DESCRIPTION");

    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    SignalListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .list(
                        HEADER,
                        Signal::all,
                        signal -> new NamedValues()
                                .with("number", signal.number())
                                .with("name", signal.name())
                                .with("description", signal.description()));
    }
}
