package io.sluice.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every command has. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    boolean requested;

    static int commandMissing(CommandSpec spec) {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitStatus.MISUSED;
    }
}
