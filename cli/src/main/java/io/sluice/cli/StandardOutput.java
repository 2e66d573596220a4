package io.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Standard output without a buffer, so that what was printed is out, and with errors, which {@code System.out} hides. */
final class StandardOutput {
    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    void printLine(String line) {
        print((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void print(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new OutputException(e, Objects.equals(e.getMessage(), brokenPipeMessage()));
        }
    }

    /** The JDK gives the error as a text only, and in the user's language: break a pipe to learn what it says. */
    private static @Nullable String brokenPipeMessage() {
        try {
            Pipe pipe = Pipe.open();
            try (Pipe.SinkChannel sink = pipe.sink()) {
                pipe.source().close();
                sink.write(ByteBuffer.allocate(1));
            }
            return null;
        } catch (IOException broken) {
            return broken.getMessage();
        }
    }
}
