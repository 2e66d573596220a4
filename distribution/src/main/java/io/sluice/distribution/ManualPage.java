package io.sluice.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, made from its help. */
final class ManualPage {
    private static final String EXAMPLES = "Examples:";
    private static final String INDENTED = "  ";

    private final CommandLine command;
    private final CommandSpec spec;
    private final String version;
    private final RoffText roff = new RoffText();

    private ManualPage(CommandLine command, String version) {
        this.command = command;
        this.version = version;
        spec = command.getCommandSpec();
    }

    /** The name of its file. */
    static String fileName(CommandLine command) {
        return pageOf(command) + ".1";
    }

    private static String pageOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** A command and all those below it. */
    static List<CommandLine> commands(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(below -> all.addAll(commands(below)));
        return all;
    }

    /** The page in the language of {@code man(7)}. */
    static String of(CommandLine command, String version) {
        return new ManualPage(command, version).page();
    }

    private String page() {
        List<String> description = List.of(spec.usageMessage().description());
        roff.macro("TH", pageOf(command).toUpperCase(Locale.ROOT), "1", "", "Sluice " + version, "Sluice Manual");
        // Words of options and names are not cut at the end of a line.
        roff.macro("nh").macro("ad l");
        section("NAME").line(pageOf(command) + " - " + summary(description));
        synopsis();
        section("DESCRIPTION");
        description.forEach(this::text);
        parameters();
        subcommands();
        footer();
        seeAlso();
        return roff.toString();
    }

    private RoffText section(String title) {
        return roff.macro("SH", title);
    }

    private void text(String line) {
        roff.line(Ansi.OFF.string(line));
    }

    /** The first sentence, without its full stop. */
    private static String summary(List<String> description) {
        return String.join(" ", description).replaceFirst("(?s)\\.( .*|$)", "");
    }

    private void synopsis() {
        section("SYNOPSIS");
        String synopsis = new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        roff.line(synopsis.strip().replaceAll("\\s+", " "));
    }

    private void parameters() {
        List<PositionalParamSpec> parameters = spec.positionalParameters();
        List<OptionSpec> options =
                spec.options().stream().filter(option -> !option.hidden()).toList();
        if (!parameters.isEmpty()) {
            section("ARGUMENTS");
        }
        for (PositionalParamSpec parameter : parameters) {
            entry(parameter.paramLabel(), parameter.description());
        }
        section("OPTIONS");
        for (OptionSpec option : options) {
            String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            entry(String.join(", ", option.names()) + value, option.description());
        }
    }

    private void entry(String term, String... description) {
        roff.macro("TP").macro("B", term);
        for (String line : description) {
            text(line);
        }
    }

    private void subcommands() {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (CommandLine below : spec.subcommands().values()) {
            entry(
                    pageOf(below) + "(1)",
                    summary(List.of(below.getCommandSpec().usageMessage().description())) + ".");
        }
    }

    /** The help has its notes and its examples there, with empty lines between paragraphs. */
    private void footer() {
        boolean begun = false;
        for (List<String> paragraph : paragraphs(List.of(spec.usageMessage().footer()))) {
            boolean examples = paragraph.get(0).equals(EXAMPLES);
            if (examples) {
                section("EXAMPLES");
            } else if (begun) {
                roff.macro("PP");
            } else {
                section("NOTES");
            }
            begun = true;
            lines(examples ? paragraph.subList(1, paragraph.size()) : paragraph);
        }
    }

    private static List<List<String>> paragraphs(List<String> lines) {
        List<List<String>> paragraphs = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (!inside && !line.isEmpty()) {
                paragraphs.add(new ArrayList<>());
            }
            inside = !line.isEmpty();
            if (inside) {
                paragraphs.get(paragraphs.size() - 1).add(line);
            }
        }
        return paragraphs;
    }

    /** Indented lines are printed as they are. Each other line begins a line. */
    private void lines(List<String> lines) {
        boolean example = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean indented = lines.get(i).startsWith(INDENTED);
            if (indented != example) {
                roff.macro(indented ? "EX" : "EE");
            } else if (i > 0 && !indented) {
                roff.macro("br");
            }
            example = indented;
            text(lines.get(i));
        }
        if (example) {
            roff.macro("EE");
        }
    }

    private void seeAlso() {
        CommandLine parent = command.getParent();
        if (parent == null) {
            return;
        }
        List<String> pages = new ArrayList<>(List.of(pageOf(parent) + "(1)"));
        for (CommandLine sibling : parent.getSubcommands().values()) {
            if (!sibling.equals(command)) {
                pages.add(pageOf(sibling) + "(1)");
            }
        }
        section("SEE ALSO").line(String.join(", ", pages));
    }
}
