package io.sluice.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The first argument that a command does not know, and what was probably meant. */
final class UnknownArgument {
    private final CommandLine command;
    private final String argument;

    private UnknownArgument(CommandLine command, String argument) {
        this.command = command;
        this.argument = argument;
    }

    /** What is wrong, in one sentence or two. */
    static String message(UnmatchedArgumentException misuse) {
        UnknownArgument unknown = new UnknownArgument(
                misuse.getCommandLine(), misuse.getUnmatched().get(0));
        if (misuse.isUnknownOption()) {
            return unknown.optionMessage();
        }
        return unknown.spec().subcommands().isEmpty()
                ? "unexpected argument '" + unknown.argument + "'"
                : unknown.commandMessage();
    }

    private CommandSpec spec() {
        return command.getCommandSpec();
    }

    private String optionMessage() {
        String name = argument.replaceFirst("(?s)=.*", "");
        return "unknown option '" + name + "'"
                + SimilarNames.question(name, spec().optionsMap().keySet());
    }

    private String commandMessage() {
        List<String> paths = similarCommands();
        return "'" + argument + "' is not a command"
                + (paths.isEmpty() ? commandsThereAre() : SimilarNames.question(paths));
    }

    /** Commands of this group; without any, commands of the groups in it. */
    private List<String> similarCommands() {
        List<String> here = similarCommandsOf(command);
        if (!here.isEmpty()) {
            return here;
        }
        List<String> below = new ArrayList<>();
        command.getSubcommands().values().forEach(group -> below.addAll(similarCommandsOf(group)));
        return below;
    }

    private List<String> similarCommandsOf(CommandLine group) {
        Map<String, CommandLine> subcommands = group.getSubcommands();
        return SimilarNames.of(argument, subcommands.keySet()).stream()
                .map(name -> group.getCommandSpec().qualifiedName() + " " + name)
                .toList();
    }

    private String commandsThereAre() {
        return ". The commands of '" + spec().qualifiedName() + "' are "
                + String.join(", ", spec().subcommands().keySet());
    }
}
