package io.sluice.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The C program that answers in {@link RequestReply}: compiled, started, and gone with the queue that it serves. */
final class ShoutingServer implements AutoCloseable {
    private @Nullable Path folder;
    private @Nullable Process process;

    void start(int queueId) {
        try {
            Path made = Files.createTempDirectory("sluice-server-");
            folder = made;
            Path source = made.resolve("shouting_server.c");
            Path program = made.resolve("shouting_server");
            try (InputStream in = ShoutingServer.class.getResourceAsStream("shouting_server.c")) {
                if (in == null) {
                    throw new NoSuchFileException("shouting_server.c is not on the class path");
                }
                Files.copy(in, source);
            }
            int status = run("cc", "-O2", "-o", program.toString(), source.toString())
                    .waitFor();
            if (status != 0) {
                throw new IOException("shouting_server.c does not compile");
            }
            process = run(program.toString(), Integer.toString(queueId));
        } catch (IOException e) {
            throw new UncheckedIOException("this sample needs a C compiler: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was compiled", e);
        }
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
        Path made = folder;
        if (made == null) {
            return;
        }
        try {
            Files.deleteIfExists(made.resolve("shouting_server"));
            Files.deleteIfExists(made.resolve("shouting_server.c"));
            Files.deleteIfExists(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
