package io.sluice.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of checks/jcstress, by the class below {@code io.sluice} and the nested class of the test. */
final class StressSources {
    private static final Path SOURCES = Path.of("../checks/jcstress/src/main/java/io/sluice");
    private static final Pattern TEST =
            Pattern.compile("@JCStressTest\\b.*?public static class (\\w+)", Pattern.DOTALL);

    private final Set<String> tests = new TreeSet<>();

    StressSources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(this::addTestsOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addTestsOf(Path file) {
        String name = SOURCES.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
        TEST.matcher(TestSources.read(file)).results().forEach(test -> tests.add(name + "." + test.group(1)));
    }

    Set<String> all() {
        return Set.copyOf(tests);
    }
}
