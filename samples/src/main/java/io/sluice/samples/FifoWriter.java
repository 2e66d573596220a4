package io.sluice.samples;

import io.sluice.pipe.Fifo;
import io.sluice.reactor.pipe.PipeSender;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;

/**
 * Writes lines to a FIFO for a stranger to read, such as {@link FifoReader} or {@code cat /tmp/sluice-fifo}. Either of them
 * may start first.
 */
public final class FifoWriter {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private FifoWriter() {}

    /**
     * Waits for a reader, and writes three lines.
     *
     * @param args the path of the FIFO, or nothing for the usual one
     */
    public static void main(String[] args) {
        Path path = args.length > 0 ? Path.of(args[0]) : FifoReader.FIFO;
        Fifo.createIfMissing(path);
        try (PipeSender sender = PipeSender.create(path)) {
            Flux.range(1, 3)
                    .map(number -> "line " + number + " of process "
                            + ProcessHandle.current().pid() + "\n")
                    .concatMap(line -> sender.send(line, PATIENCE))
                    .blockLast();
        }
        System.out.println("three lines written to " + path);
    }
}
