package io.sluice.samples;

import io.sluice.pipe.Fifo;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints the lines that strangers write to a FIFO, until the last of them has left. {@link FifoWriter} is one of them, and
 * so is {@code echo hello > /tmp/sluice-fifo}.
 */
public final class FifoReader {
    static final Path FIFO = Path.of("/tmp/sluice-fifo");

    private FifoReader() {}

    /**
     * Waits for the first writer, and leaves behind the last one.
     *
     * @param args the path of the FIFO, or nothing for the usual one
     */
    public static void main(String[] args) {
        Path path = args.length > 0 ? Path.of(args[0]) : FIFO;
        Fifo.createIfMissing(path);
        try (PipeReceiver<String> lines =
                PipeReceiver.open(path, Framing.text(Framing.lines(), StandardCharsets.UTF_8))) {
            System.out.println("reading " + path);
            lines.receive().doOnNext(System.out::println).blockLast();
        } finally {
            Fifo.remove(path);
        }
        System.out.println("the last writer has left");
    }
}
