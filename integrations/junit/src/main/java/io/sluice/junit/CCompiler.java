package io.sluice.junit;

import io.sluice.mapping.SharedWord;
import io.sluice.ring.Ring;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles the sources of tests, each once for a JVM, into a folder that is deleted at the end. */
final class CCompiler implements AutoCloseable {
    private static final Duration COMPILING = Duration.ofSeconds(60);
    private static final Pattern OWN_INCLUDE = Pattern.compile("(?m)^#include \"([\\w./-]+\\.h)\"");
    private static final Map<String, Supplier<String>> HEADERS =
            Map.of("sluice_ring.h", Ring::cHeader, "sluice_word.h", SharedWord::cHeader);
    /** Linked into each program: it ends with this JVM. */
    private static final String END_WITH_PARENT = "end_with_parent.c";

    private final OwnFolder folder;
    private final Map<String, Path> compiled = new ConcurrentHashMap<>();

    CCompiler() {
        try {
            folder = OwnFolder.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compiler's path; empty where there is none. */
    static Optional<Path> find() {
        for (String name : List.of("gcc", "cc", "clang")) {
            for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path candidate = Path.of(path, name);
                if (Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** The executable of a source. */
    Path compile(Class<?> test, CSource source) {
        URL resource = test.getResource(source.value());
        if (resource == null) {
            throw new IllegalArgumentException("no C source " + source.value() + " on the class path, seen from " + test
                    + "; it belongs into src/test/resources/"
                    + test.getPackageName().replace('.', '/'));
        }
        String key = resource + " " + List.of(source.options());
        return compiled.computeIfAbsent(key, absent -> compileNow(test, source));
    }

    private Path compileNow(Class<?> test, CSource source) {
        Path place = folder.next();
        Path main = place.resolve("main.c");
        Path executable = place.resolve(fileName(source.value()).replaceFirst("\\.c$", ""));
        try {
            Files.createDirectory(place);
            String text = read(test, source.value());
            Files.writeString(main, text);
            copyHeaders(test, parent(source.value()), text, place, new HashSet<>());
            Files.writeString(place.resolve(END_WITH_PARENT), read(CCompiler.class, END_WITH_PARENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>();
        command.add(find().orElseThrow().toString());
        command.addAll(List.of("-std=gnu11", "-O1", "-Wall", "-Werror", "-o", executable.toString()));
        command.addAll(List.of(main.toString(), place.resolve(END_WITH_PARENT).toString()));
        command.addAll(List.of(source.options()));
        command.addAll(List.of("-lrt", "-lpthread"));
        try (RunningProgram compiling = RunningProgram.start(command)) {
            RunningProgram.Exit exit = compiling.awaitExit(COMPILING);
            if (exit.status() != 0) {
                throw new AssertionError(source.value() + " does not compile:\n" + exit.output());
            }
        }
        return executable;
    }

    /** The headers that a source includes in quotes, and those that they include. */
    private static void copyHeaders(Class<?> test, String parent, String text, Path place, Set<String> copied)
            throws IOException {
        Matcher includes = OWN_INCLUDE.matcher(text);
        while (includes.find()) {
            String header = includes.group(1);
            if (copied.add(header)) {
                Supplier<String> ofLibrary = HEADERS.get(header);
                String content = ofLibrary != null ? ofLibrary.get() : read(test, parent + header);
                Path target = place.resolve(header).normalize();
                Files.createDirectories(target.getParent());
                Files.writeString(target, content);
                copyHeaders(test, parent, content, place, copied);
            }
        }
    }

    private static String read(Class<?> from, String resource) throws IOException {
        try (InputStream in = from.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + resource + " on the class path, seen from " + from);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String parent(String resource) {
        return resource.substring(0, resource.lastIndexOf('/') + 1);
    }

    private static String fileName(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
