package io.sluice.trial.report;

import io.sluice.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Under which circumstances a result came about. One that was had under the same {@link #conditions} need not be had again.
 *
 * @param tree which sources: a hash of them, so that a change of a page of the documentation is none
 * @param binding to the C library
 * @param jdk its feature version
 * @param sizes what scales the rounds
 * @param kernel its release
 * @param processors how many the JVM had
 */
record Run(String tree, String binding, int jdk, String sizes, String kernel, int processors) {
    private static final int HASH_BYTES = 6;
    /** What is tested, and what tests it. */
    private static final List<String> SOURCES = List.of(
            "core/src/main", "reactor/src/main", "ffm/src/main", "cli/src/main", "test-support/src/main", "checks");

    /** Of this JVM. */
    static Run current(Path root) {
        return new Run(
                hash(root),
                System.getProperty("io.sluice.libc", "jna"),
                Runtime.version().feature(),
                Trial.sizes(),
                System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors());
    }

    String conditions() {
        return String.join(" ", tree, binding, Integer.toString(jdk), sizes);
    }

    /** As one says it: {@code JDK 17, JNA}. */
    String title() {
        return "JDK " + jdk + ", " + bindingTitle();
    }

    /** What a file of the run is called beside the report, such as {@code soak-jdk17-jna.svg}. */
    String fileName(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "-jdk" + jdk + "-" + binding + name.substring(dot);
    }

    String bindingTitle() {
        return binding.toUpperCase(Locale.ROOT);
    }

    private static String hash(Path root) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String folder : SOURCES) {
                for (Path file : sources(root.resolve(folder))) {
                    digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/src/") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }
}
