package io.sluice.cli.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** {@code sluice completion}. */
@Command(
        name = "completion",
        description = "Print what lets bash and zsh complete commands, options and values.",
        footer = {
            "",
            "Examples:",
            "  sluice completion > ~/.local/share/bash-completion/completions/sluice",
            "  source <(sluice completion)"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CompletionCommand(StandardOutput output) {
        this.output = output;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new CompletionCommand(output));
    }

    @Override
    public Integer call() {
        CommandSpec whole = spec.root();
        String script = AutoComplete.bash(whole.name(), whole.commandLine());
        return output.printAll(Flux.fromStream(script::lines));
    }
}
