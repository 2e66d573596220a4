package io.sluice.samples.orders;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process that sends the orders: a C program where there is a compiler for it, another JVM otherwise. */
final class OtherProcess {
    private final Process process;
    private final String description;

    private OtherProcess(Process process, String description) {
        this.process = process;
        this.description = description;
    }

    /** Starts it on two queues. */
    static OtherProcess start(CleanUp cleanUp, String orders, String answers, int count) {
        List<String> arguments = List.of(orders, answers, Integer.toString(count));
        Path compiler = compiler();
        if (compiler == null) {
            return startJvm(cleanUp, arguments, "there is no C compiler on the PATH");
        }
        Path folder = cleanUp.step(OtherProcess::createFolder, OtherProcess::deleteFolder);
        String description = "a C program, orders.c, compiled with " + compiler;
        try {
            Path program = compile(cleanUp, compiler, folder);
            return start(cleanUp, description, List.of(program.toString()), arguments);
        } catch (UncheckedIOException e) {
            return startJvm(cleanUp, arguments, String.valueOf(e.getMessage()));
        }
    }

    private static OtherProcess startJvm(CleanUp cleanUp, List<String> arguments, String reason) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        List<String> command =
                List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", classPath, OrderGateway.class.getName());
        return start(cleanUp, "a second JVM, because " + reason, command, arguments);
    }

    private static OtherProcess start(
            CleanUp cleanUp, String description, List<String> command, List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(command.stream(), arguments.stream()).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Process started = cleanUp.step(() -> start(builder), Process::destroyForcibly);
        return new OtherProcess(started, description);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static @Nullable Path compiler() {
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

    private static Path compile(CleanUp cleanUp, Path compiler, Path folder) {
        Path source = folder.resolve("orders.c");
        Path program = folder.resolve("orders");
        try (InputStream in = OtherProcess.class.getResourceAsStream("orders.c")) {
            if (in == null) {
                throw new NoSuchFileException("orders.c is not on the class path");
            }
            Files.copy(in, source);
            List<String> command = List.of(
                    compiler.toString(),
                    "-std=gnu11",
                    "-O2",
                    "-o",
                    program.toString(),
                    source.toString(),
                    "-lrt", // before glibc 2.34 the queues and the threads are in libraries of their own
                    "-lpthread");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            int status =
                    cleanUp.step(() -> start(builder), Process::destroyForcibly).waitFor();
            if (status != 0) {
                throw new IOException(compiler + " could not compile orders.c (status " + status + ")");
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while orders.c was compiled", e);
        }
    }

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("sluice-orders-");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void deleteFolder(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("orders"));
            Files.deleteIfExists(folder.resolve("orders.c"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    String description() {
        return description;
    }

    /** What it reports when it ends; fails where it ends without a report. */
    CompletableFuture<Report> report() {
        return process.onExit().thenApply(ended -> {
            try {
                String output = new String(ended.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                return Report.read(output, ended.exitValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
    }
}
