package io.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
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
        print(bytes, 0, bytes.length);
    }

    private void print(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputException(e, Objects.equals(e.getMessage(), brokenPipeMessage()));
        }
    }

    /** The same for what wants a writer, which hides the errors of a stream, but not those that come from here. */
    PrintWriter writer() {
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int oneByte) {
                print(new byte[] {(byte) oneByte});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                print(bytes, offset, length);
            }
        };
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
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
