package io.sluice.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tests of all modules, by the names that docs/conformance.md gives them: the class below {@code io.sluice}, and the method. */
final class TestSources {
    private static final Path TOP = Path.of("..");
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "docs", "resources");
    private static final Pattern SOURCE =
            Pattern.compile("src/\\w*[tT]est\\w*/(?:java|kotlin)/io/sluice/(.+(?:Test|IT|Contract))\\.(?:java|kt)$");
    private static final Pattern IS_TEST =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|FuzzTest)\\b");

    private final Map<String, List<Path>> byClass = new HashMap<>();

    TestSources() {
        try {
            Files.walkFileTree(TOP, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NO_SOURCES.contains(folder.getFileName().toString()) && !folder.endsWith("samples/docs")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    SOURCE.matcher(file.toString())
                            .results()
                            .forEach(source -> byClass.computeIfAbsent(
                                            source.group(1).replace('/', '.'), name -> new ArrayList<>())
                                    .add(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is such a test, and it is not switched off. */
    boolean has(String name) {
        int dot = name.lastIndexOf('.');
        Pattern method = Pattern.compile("(?:void|fun) `?" + Pattern.quote(name.substring(dot + 1)) + "`?\\(");
        return byClass.getOrDefault(name.substring(0, dot), List.of()).stream().anyMatch(file -> isTest(file, method));
    }

    private static boolean isTest(Path file, Pattern method) {
        String source = read(file);
        return method.matcher(source).results().map(MatchResult::start).anyMatch(start -> {
            String before = source.substring(Math.max(0, source.lastIndexOf("\n\n", start)), start);
            return IS_TEST.matcher(before).find() && !before.contains("@Disabled");
        });
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
