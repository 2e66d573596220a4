package io.sluice.benchmarks;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Any number of FIFOs, in a folder of their own. */
final class RoundFifos implements RoundQueues {
    private final Path folder;
    private final List<Path> fifos = new ArrayList<>();
    /** Of each FIFO, so that a program that opens one waits for nobody, and no byte is lost before it is counted. */
    private final List<PipeReadEnd> readEnds = new ArrayList<>();

    private final List<PipeWriteEnd> writeEnds = new ArrayList<>();
    private final Thread hook = new Thread(this::remove);

    private RoundFifos(int count, boolean held) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            folder = Files.createTempDirectory("sluice-benchmark-");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        try {
            for (int i = 0; i < count; i++) {
                Path fifo = folder.resolve(Integer.toString(i));
                Fifo.create(fifo);
                fifos.add(fifo);
                if (held) {
                    readEnds.add(PipeReadEnd.open(fifo));
                    writeEnds.add(PipeWriteEnd.open(fifo));
                }
            }
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** FIFOs that have a reader and a writer for the whole round. */
    static RoundFifos held(int count) {
        return new RoundFifos(count, true);
    }

    /** FIFOs that only the contestant opens. */
    static RoundFifos left(int count) {
        return new RoundFifos(count, false);
    }

    @Override
    public List<String> names() {
        return fifos.stream().map(Path::toString).toList();
    }

    @Override
    public void requireEmpty(String contestant) {
        for (PipeReadEnd end : readEnds) {
            int left = end.readableBytes();
            if (left != 0) {
                throw new BenchmarkException(contestant + ": " + left + " bytes were left in the FIFO");
            }
        }
    }

    private void remove() {
        readEnds.forEach(PipeReadEnd::close);
        writeEnds.forEach(PipeWriteEnd::close);
        fifos.forEach(Fifo::remove);
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
