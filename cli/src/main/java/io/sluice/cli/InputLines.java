package io.sluice.cli;

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

/** Lines as bytes, read one by one as they are asked for. */
final class InputLines {
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

    private final InputStream in;
    private final int longest;
    private long count;

    /**
     * Lines of a stream.
     *
     * @param in where they are read
     * @param longest how many bytes a line may have; a longer one is an error before all of it is in memory
     */
    InputLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    static InputLines ofStandardInput(int longest) {
        if (standardInputIsOfTheJvm()) {
            throw new CommandFailure("standard input is closed, and there is no TEXT to send");
        }
        return new InputLines(new FileInputStream(FileDescriptor.in), longest);
    }

    /** Where it was closed, descriptor 0 went to the first file that the JVM opened for itself. */
    private static boolean standardInputIsOfTheJvm() {
        try {
            return DESCRIPTOR
                    .toRealPath()
                    .startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException noFile) {
            return false;
        }
    }

    /** Each line without its line feed; the last one may lack it. Read on a thread that may block. */
    Flux<byte[]> flux() {
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
                throw new IOException("longer than the " + longest + " bytes that a message of the queue may have");
            }
            count++;
            sink.next(line.toByteArray());
        } catch (IOException e) {
            sink.error(new CommandFailure(
                    "line " + (count + 1) + ": " + e.getMessage() + ". Sent before it: " + count + "."));
        }
    }
}
