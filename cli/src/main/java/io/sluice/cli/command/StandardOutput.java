package io.sluice.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Standard output without a buffer: what was printed has left the process. A failed write is an exception; {@code
 * System.out} hides it.
 */
public final class StandardOutput {
    private final OutputStream out;

    /**
     * Standard output on a stream.
     *
     * @param out the stream, which has no buffer
     */
    public StandardOutput(OutputStream out) {
        this.out = out;
    }

    /**
     * Prints one line. May block.
     *
     * @param line the line without its line feed
     * @throws OutputException if the write fails
     */
    public void printLine(String line) {
        print((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Prints each line of a stream, to its end. May block.
     *
     * @param lines the lines without their line feeds
     * @return {@link ExitStatus#DONE}
     * @throws OutputException if a write fails
     */
    public Integer printAll(Publisher<String> lines) {
        return ExitStatus.doneAfter(Flux.from(lines).doOnNext(this::printLine));
    }

    /**
     * Prints one line on a thread that may block.
     *
     * @param line makes the line, on that thread
     * @return completes when the line was printed, and fails with {@link OutputException} if the write fails
     */
    public Mono<Void> linePrinted(Supplier<String> line) {
        return Mono.<Void>fromRunnable(() -> printLine(line.get())).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Prints bytes as they are, on a thread that may block.
     *
     * @param bytes what to print
     * @param asLine whether to print a line feed behind them
     * @return completes when they were printed, and fails with {@link OutputException} if the write fails
     */
    public Mono<Void> bytesPrinted(byte[] bytes, boolean asLine) {
        byte[] printed = Arrays.copyOf(bytes, bytes.length + (asLine ? 1 : 0));
        if (asLine) {
            printed[bytes.length] = '\n';
        }
        return Mono.<Void>fromRunnable(() -> print(printed)).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Prints bytes as they are. May block.
     *
     * @param bytes the bytes
     * @param count how many of them, from the first one
     * @throws OutputException if the write fails
     */
    public void printBytes(byte[] bytes, int count) {
        print(bytes, 0, count);
    }

    private void print(byte[] bytes) {
        print(bytes, 0, bytes.length);
    }

    private void print(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputException(e, Objects.equals(e.getMessage(), brokenPipeMessage()));
        }
    }

    /**
     * A writer for picocli. It hides each {@link IOException}, but an {@link OutputException} passes through it.
     *
     * @return a writer on this output
     */
    public PrintWriter writer() {
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

    /** The JDK reports EPIPE only as a text, in the user's language. A pipe broken on purpose shows that text. */
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
