package io.sluice.junit;

import java.util.ArrayList;
import java.util.List;

/** A program with its arguments. */
final class CommandLine {
    private CommandLine() {}

    static List<String> of(List<String> program, Object... arguments) {
        List<String> all = new ArrayList<>(program);
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return all;
    }
}
