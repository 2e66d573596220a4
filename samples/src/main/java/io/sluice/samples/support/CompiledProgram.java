package io.sluice.samples.support;

import io.sluice.ring.Ring;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A C program whose source is on the class path, compiled by the machine's own compiler; gone when closed. */
public final class CompiledProgram implements AutoCloseable {
    private final Path folder;
    private final Path source;
    /** For programs that use a ring. */
    private final Path header;

    private final Path executable;

    private CompiledProgram(Path folder, String name) {
        this.folder = folder;
        source = folder.resolve(name + ".c");
        header = folder.resolve("sluice_ring.h");
        executable = folder.resolve(name);
    }

    /**
     * Looks for a C compiler.
     *
     * @return its path, or null if there is none on the PATH
     */
    public static @Nullable Path compiler() {
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

    /**
     * Compiles a program. What the compiler has to say shows in this program's output.
     *
     * @param compiler what to compile with
     * @param resource where its source is on the class path, such as {@code /io/sluice/samples/thermostat.c}
     * @return the compiled program, to be closed
     * @throws UncheckedIOException if it cannot be compiled; nothing is left then
     */
    public static CompiledProgram compile(Path compiler, String resource) {
        String name = resource.substring(resource.lastIndexOf('/') + 1, resource.lastIndexOf('.'));
        try {
            CompiledProgram program = new CompiledProgram(Files.createTempDirectory("sluice-" + name + "-"), name);
            try {
                program.compileWith(compiler, resource);
                return program;
            } catch (Throwable failed) {
                program.close();
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void compileWith(Path compiler, String resource) throws IOException {
        try (InputStream in = CompiledProgram.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NoSuchFileException(resource + " is not on the class path");
            }
            Files.copy(in, source);
        }
        Files.writeString(header, Ring.cHeader());
        List<String> command = List.of(
                compiler.toString(),
                "-std=gnu11",
                "-O2",
                "-o",
                executable.toString(),
                source.toString(),
                "-lrt", // before glibc 2.34 the queues and the threads are in libraries of their own
                "-lpthread");
        Process compiling = new ProcessBuilder(command).inheritIO().start();
        try {
            int status = compiling.waitFor();
            if (status != 0) {
                throw new IOException(compiler + " could not compile " + resource + " (status " + status + ")");
            }
        } catch (InterruptedException e) {
            compiling.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + resource + " was compiled", e);
        }
    }

    /**
     * Prepares to run it.
     *
     * @param arguments its arguments
     * @return what starts it; what it says on its standard error shows in this program's
     */
    public ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Deletes what was compiled; a program that runs goes on. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(executable);
            Files.deleteIfExists(source);
            Files.deleteIfExists(header);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
