package io.sluice.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** Lines as bytes, read one by one as they are asked for. */
final class InputLines {
    private final InputStream in;
    private final int longest;

    /**
     * Lines of a stream.
     *
     * @param in where they are read
     * @param longest how many bytes a line has at the most: what is longer is cut one byte behind that, which is still too
     *     long for whoever gets it, and fits in memory
     */
    InputLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /** Each line without its line feed; the last one may lack it. Read on a thread that may block. */
    Flux<byte[]> flux() {
        return Flux.generate(this::next).subscribeOn(Schedulers.boundedElastic());
    }

    private void next(SynchronousSink<byte[]> sink) {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            if (next < 0) {
                sink.complete();
                return;
            }
            while (next >= 0 && next != '\n' && line.size() <= longest) {
                line.write(next);
                next = in.read();
            }
            sink.next(line.toByteArray());
        } catch (IOException e) {
            sink.error(new UncheckedIOException("standard input: " + e.getMessage(), e));
        }
    }
}
