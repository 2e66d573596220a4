package io.sluice.samples;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A C program at the other end of a queue, whose source is beside the samples: compiled, started, and gone when closed. */
public final class CDaemon implements AutoCloseable {
    private static final String COMPILER = "cc";

    private final Path folder;
    private final Process process;

    private CDaemon(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Looks for a C compiler, and says so on the standard output where there is none.
     *
     * @return true if there is none
     */
    public static boolean lacksCompiler() {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> !path.isEmpty() && Files.isExecutable(Path.of(path, COMPILER)));
        if (!found) {
            System.out.println("this sample needs a C compiler, and there is no " + COMPILER + " on the PATH");
        }
        return !found;
    }

    /**
     * Compiles a program and starts it. What it writes shows in this program's output.
     *
     * @param name its source's name, without {@code .c}
     * @param arguments its arguments
     * @return the running program, to be closed
     */
    public static CDaemon start(String name, String... arguments) {
        try {
            Path folder = Files.createTempDirectory("sluice-daemon-");
            try {
                List<String> command =
                        new ArrayList<>(List.of(compile(name, folder).toString()));
                command.addAll(List.of(arguments));
                return new CDaemon(folder, run(command));
            } catch (IOException e) {
                delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compile(String name, Path folder) throws IOException {
        Path source = folder.resolve(name + ".c");
        Path program = folder.resolve(name);
        try (InputStream in = CDaemon.class.getResourceAsStream(name + ".c")) {
            if (in == null) {
                throw new NoSuchFileException(name + ".c is not on the class path");
            }
            Files.copy(in, source);
        }
        // Before glibc 2.34 the queues are in a library of their own.
        Process compiling = run(List.of(COMPILER, "-O2", "-o", program.toString(), source.toString(), "-lrt"));
        try {
            if (compiling.waitFor() != 0) {
                throw new IOException(name + ".c does not compile");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + ".c was compiled", e);
        }
        return program;
    }

    private static Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** Ends the program, unless it has ended, and deletes what was compiled. */
    @Override
    public void close() {
        process.destroy();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
