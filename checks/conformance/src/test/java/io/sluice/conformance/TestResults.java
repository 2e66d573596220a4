package io.sluice.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tests of all modules wrote down in this build.
 *
 * @param outcomes how each test went, for each assertion that it names
 * @param runs which modules' tests have run on which binding, such as {@code core on jna}
 */
record TestResults(List<Outcome> outcomes, Set<String> runs) {
    static final String JNA = "jna";
    static final String FFM = "ffm";

    /** Reads them, where there are any. */
    static TestResults read(Path root) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> runs = new TreeSet<>();
        read(root.resolve("core"), "core", JNA, outcomes, runs);
        read(root.resolve("ffm"), "core", FFM, outcomes, runs);
        read(root.resolve("reactor"), "reactor", JNA, outcomes, runs);
        // Its tests run on the other binding where Maven's own JDK has it: what an earlier build left does not count.
        if (Runtime.version().feature() >= 22) {
            read(root.resolve("reactor"), "reactor", FFM, outcomes, runs);
        }
        return new TestResults(outcomes, runs);
    }

    private static void read(Path folder, String module, String binding, List<Outcome> outcomes, Set<String> runs) {
        Path file = folder.resolve(Path.of("target", "conformance", binding + ".tsv"));
        if (!Files.exists(file)) {
            return;
        }
        runs.add(run(module, binding));
        try {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t", -1);
                outcomes.add(new Outcome(module, binding, fields[0], fields[1], fields[2], fields[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String module, String binding) {
        return module + " on " + binding;
    }

    boolean has(String module, String binding) {
        return runs.contains(run(module, binding));
    }
}
