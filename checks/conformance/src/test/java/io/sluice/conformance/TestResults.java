package io.sluice.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the tests of all modules wrote down in this build.
 *
 * @param outcomes how each test went, for each assertion that it names
 * @param runs which modules' tests have run on which binding, such as {@code core on jna}
 */
record TestResults(List<Outcome> outcomes, Set<String> runs) {
    /** Of one run of all tests, or of one of the ordinary and one of the long ones. */
    private static final List<String> RESULTS = List.of("conformance", "conformance-long");

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
        for (String results : RESULTS) {
            Path written = folder.resolve(Path.of("target", results, binding));
            if (Files.isDirectory(written)) {
                runs.add(run(module, binding));
                lines(written)
                        .map(fields -> new Outcome(module, binding, fields[0], fields[1], fields[2], fields[3]))
                        .forEach(outcomes::add);
            }
        }
    }

    /** Of the file of each class of tests. */
    private static Stream<String[]> lines(Path folder) {
        List<String[]> lines = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tsv")) {
            for (Path file : files) {
                Files.readAllLines(file).forEach(line -> lines.add(line.split("\t", -1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stream();
    }

    private static String run(String module, String binding) {
        return module + " on " + binding;
    }

    boolean has(String module, String binding) {
        return runs.contains(run(module, binding));
    }
}
