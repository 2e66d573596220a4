package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lines as bytes, each taken when it is requested. They are read in pieces, because a system call for each byte takes twenty times as
 * long.
 */
public final class InputLines {
    /** As {@code docs/cli.md} and the help say. */
    private static final int PIECE = 8192;

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

    private final InputStream in;
    private final int longest;
    private final String limit;
    private long count;

    /**
     * Lines of a stream.
     *
     * @param in the stream
     * @param longest the longest line in bytes; a longer line fails before the whole line is in memory
     * @param limit what limits the line, for the error
     */
    public InputLines(InputStream in, int longest, String limit) {
        this.in = new BufferedInputStream(in, PIECE);
        this.longest = longest;
        this.limit = limit;
    }

    static InputLines ofStandardInput(int longest, String limit) {
        return new InputLines(standardInput(), longest, limit);
    }

    static InputStream standardInput() {
        if (standardInputIsOfTheJvm()) {
            throw new CommandFailure("standard input is closed, and no TEXT was given");
        }
        return new FileInputStream(FileDescriptor.in);
    }

    /** If descriptor 0 was closed at the start, the JVM's first file has that number. */
    private static boolean standardInputIsOfTheJvm() {
        try {
            return DESCRIPTOR
                    .toRealPath()
                    .startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException noFile) {
            return false;
        }
    }

    /**
     * The lines, read on a thread that may block.
     *
     * @return each line without its line feed; the last line may have none
     */
    public Flux<byte[]> flux() {
        return Flux.generate(this::next).subscribeOn(Schedulers.boundedElastic());
    }

    private void next(SynchronousSink<byte[]> sink) {
        try {
            int next = in.read();
            if (next < 0) {
                sink.complete();
                return;
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (next >= 0 && next != '\n' && line.size() <= longest) {
                line.write(next);
                next = in.read();
            }
            if (line.size() > longest) {
                throw new IOException("the line is longer than " + longest + " bytes, " + limit);
            }
            count++;
            sink.next(line.toByteArray());
        } catch (IOException e) {
            sink.error(new CommandFailure(
                    "line " + (count + 1) + ": " + e.getMessage() + ". Sent before it: " + count + "."));
        }
    }
}
