package io.sluice.benchmarks;

import io.sluice.ring.Ring;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs in C, compiled by the machine's own compiler when they are first needed. */
final class CPrograms {
    private final Path compiler;
    private final Path folder;
    private final Map<String, Path> compiled = new HashMap<>();

    CPrograms(Path compiler, Path folder) {
        this.compiler = compiler;
        this.folder = folder;
    }

    /** The C compiler of this machine; null if there is none on the PATH. */
    static @Nullable Path compiler() {
        for (String name : List.of("cc", "gcc", "clang")) {
            for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path candidate = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    Path folder() {
        return folder;
    }

    Path executable(String name) {
        return compiled.computeIfAbsent(name, this::compile);
    }

    private Path compile(String name) {
        try {
            Files.createDirectories(folder);
            extract("worker.h");
            Files.writeString(folder.resolve("sluice_ring.h"), Ring.cHeader());
            Path program = folder.resolve(name);
            List<String> command = List.of(
                    compiler.toString(),
                    "-std=gnu11",
                    "-O2",
                    "-pthread",
                    "-o",
                    program.toString(),
                    extract(name + ".c").toString(),
                    "-lrt"); // the queues' library before glibc 2.34
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(compiler + " could not compile " + name + ".c (status " + status + ")");
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + ".c was compiled", e);
        }
    }

    private Path extract(String file) throws IOException {
        Path target = folder.resolve(file);
        try (InputStream in = CPrograms.class.getResourceAsStream("/c/" + file)) {
            if (in == null) {
                throw new NoSuchFileException("/c/" + file + " is not on the class path");
            }
            Files.write(target, in.readAllBytes());
        }
        return target;
    }
}
