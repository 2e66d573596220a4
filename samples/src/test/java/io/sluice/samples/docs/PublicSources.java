package io.sluice.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sources of the packages that the modules for users export, and the examples in them. */
final class PublicSources {
    private static final List<String> MODULES =
            List.of("core", "reactor", "integrations/junit", "integrations/kafka", "integrations/micrometer");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^ *exports ([\\w.]+);");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:abstract |final |sealed |non-sealed )*(@?\\w+) (\\w+)");

    /** One block of code in Javadoc. */
    record Example(Path file, int number, String code) {
        /** Whose it is, such as {@code io.sluice.mqueue.PosixMessageQueue, example 1}. */
        String where() {
            Path root = file.getParent();
            while (!root.endsWith("java")) {
                root = root.getParent();
            }
            String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
            return name + ", example " + number;
        }
    }

    /** A public type that is no member of another. */
    record PublicType(String kind, String name, boolean hasExample) {}

    private PublicSources() {}

    static List<String> exportedPackages() {
        return MODULES.stream()
                .flatMap(module ->
                        EXPORTED.matcher(read(descriptor(module))).results().map(found -> found.group(1)))
                .toList();
    }

    static List<Example> examples() {
        return files().flatMap(file -> examples(file).stream()).toList();
    }

    static List<PublicType> publicTypes() {
        return files().flatMap(file -> PUBLIC_TYPE
                        .matcher(read(file))
                        .results()
                        .map(type -> new PublicType(
                                type.group(1), type.group(2), !examples(file).isEmpty())))
                .toList();
    }

    private static List<Example> examples(Path file) {
        List<MatchResult> blocks = EXAMPLE.matcher(read(file)).results().toList();
        return IntStream.range(0, blocks.size())
                .mapToObj(i ->
                        new Example(file, i + 1, withoutAsterisks(blocks.get(i).group(1))))
                .toList();
    }

    private static String withoutAsterisks(String javadoc) {
        return javadoc.lines().map(line -> line.replaceFirst("^ *\\* ?", "")).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files() {
        List<String> folders =
                exportedPackages().stream().map(name -> name.replace('.', '/')).toList();
        return MODULES.stream()
                .map(PublicSources::root)
                .flatMap(root -> folders.stream().map(root::resolve))
                .filter(Files::isDirectory)
                .flatMap(PublicSources::sources);
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside the other sources, or in a folder of its own where other modules compile them, too. */
    private static Path descriptor(String module) {
        Path beside = root(module).resolve("module-info.java");
        return Files.exists(beside) ? beside : Path.of("..", module, "src", "main", "module", "module-info.java");
    }

    private static Path root(String module) {
        return Path.of("..", module, "src", "main", "java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
