package io.sluice.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option that every command has. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    boolean requested;

    private HelpOption() {}

    /**
     * A command with {@code --help}.
     *
     * @param command an object with picocli's annotations
     * @return its command line
     */
    public static CommandLine withHelp(Object command) {
        return new CommandLine(command).addMixin("help", new HelpOption());
    }
}
