package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a line of shell apart as far as the examples of the documentation go. */
final class ShellWords {
    private static final Pattern TOKEN =
            Pattern.compile("\\s+|([|&;]+)|((?:'[^']*'|\"(?:\\\\.|[^\"])*\"|[^\\s|&;'\"])+)");
    private static final List<String> SLUICE_JAR = List.of("java", "-jar", "cli/target/sluice.jar");

    private ShellWords() {}

    /** The arguments of each call of {@code sluice} in the line, by that name or as the jar. */
    static List<List<String>> sluiceCalls(String line) {
        List<List<String>> calls = new ArrayList<>();
        for (List<String> command : commands(line)) {
            if (command.get(0).equals("sluice")) {
                calls.add(command.subList(1, command.size()));
            } else if (command.size() >= 3 && command.subList(0, 3).equals(SLUICE_JAR)) {
                calls.add(command.subList(3, command.size()));
            }
        }
        return calls;
    }

    /** The simple commands of the line, between its operators. */
    static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(line);
        while (tokens.lookingAt()) {
            if (tokens.group(1) != null && !words.isEmpty()) {
                commands.add(words);
                words = new ArrayList<>();
            } else if (tokens.group(2) != null) {
                words.add(tokens.group(2).replaceAll("^['\"]|['\"]$", ""));
            }
            tokens.region(tokens.end(), line.length());
        }
        if (!words.isEmpty()) {
            commands.add(words);
        }
        return commands;
    }
}
