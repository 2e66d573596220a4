package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.NumberedRecords;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes at one pipe, and those that are ended at it. */
class PipeSharingTest {
    private static final int SIZE = 100;
    private static final int MANY = 1_000_000_000;
    private static final int STATUS_OF_SIGPIPE = 128 + 13;

    @TempDir
    Path folder;

    private Path fifo;
    private final NumberedRecords records = new NumberedRecords(SIZE);

    @BeforeEach
    void create() {
        fifo = folder.resolve("records");
        Fifo.create(fifo);
    }

    /** Reads records, at most as many as a pipe holds, and returns what the last read has returned. */
    private int readSome(PipeReadEnd reading, ByteBuffer record) {
        int count = 1;
        for (int left = 1000; count > 0 && left > 0; left--) {
            count = reading.tryRead(record);
            if (!record.hasRemaining()) {
                byte[] whole = new byte[SIZE];
                record.flip().get(whole).clear();
                records.arrived(whole);
            }
        }
        return count;
    }

    @Test
    @Conforms("pipe09")
    void twoWritersShareAPipe() {
        int count = 500;
        try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                RunningProgram first = CProgram.of("fifo_write").start(fifo, count, SIZE, 1);
                RunningProgram second = CProgram.of("fifo_write").start(fifo, count, SIZE, 2)) {
            first.awaitLine("opened");
            second.awaitLine("opened");
            ByteBuffer record = ByteBuffer.allocate(SIZE);
            Bounds.await("all records").until(() -> readSome(reading, record) == PipeReadEnd.END);
            assertThat(records.arrivedFrom(1)).isEqualTo(count);
            assertThat(records.arrivedFrom(2)).isEqualTo(count);
            assertThat(first.awaitExit(Bounds.SOON).status()).isZero();
            assertThat(second.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    @Conforms("pipe04")
    void writersThatAreKilledLeaveWholeRecords() {
        try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                RunningProgram first = CProgram.of("fifo_write").start(fifo, MANY, SIZE, 1);
                RunningProgram second = CProgram.of("fifo_write").start(fifo, MANY, SIZE, 2)) {
            ByteBuffer record = ByteBuffer.allocate(SIZE);
            Bounds.await("records of both").until(() -> {
                readSome(reading, record);
                return records.arrivedFrom(1) > 100 && records.arrivedFrom(2) > 100;
            });
            first.kill();
            second.kill();
            // Who looks for the holders of a lock, in another JVM, has each file of a process open for a moment.
            Bounds.await("the end of the last writer").until(() -> readSome(reading, record) == PipeReadEnd.END);
            assertThat(record.position()).as("bytes of half a record").isZero();
        }
    }

    @Test
    @Conforms("pipe11")
    void eachByteReachesOneOfManyReaders() {
        int readers = 10;
        String line = "abcdefgh".repeat(10);
        ByteBuffer all = StandardCharsets.US_ASCII.encode((line + "\n").repeat(readers));
        try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                PipeWriteEnd writing = PipeWriteEnd.open(fifo)) {
            assertThat(writing.tryWrite(all)).isEqualTo(all.limit());
            List<RunningProgram> started = new ArrayList<>();
            try {
                for (int i = 0; i < readers; i++) {
                    started.add(CProgram.of("fifo_take").start(fifo, line.length() + 1));
                }
                for (RunningProgram reader : started) {
                    RunningProgram.Exit exit = reader.awaitExit(Bounds.SOON);
                    assertThat(exit.status()).as(exit.output()).isZero();
                    assertThat(exit.output()).isEqualTo(line + "\n");
                }
            } finally {
                started.forEach(RunningProgram::close);
            }
            assertThat(reading.tryRead(ByteBuffer.allocate(1))).isEqualTo(PipeReadEnd.WOULD_BLOCK);
        }
    }

    @Test
    @Conforms("pipe13")
    void theLastWriterThatLeavesWakesUpEveryReader() {
        List<RunningProgram> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                readers.add(CProgram.of("fifo_read").start(fifo, SIZE));
            }
            try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                    PipeWriteEnd writing = PipeWriteEnd.open(fifo)) {
                for (RunningProgram reader : readers) {
                    reader.awaitLine("opened");
                    reader.awaitAsleep();
                }
                assertThat(writing.readableBytes()).isZero();
                assertThat(reading.isOpen()).isTrue();
            }
            for (RunningProgram reader : readers) {
                assertThat(reader.awaitExit(Bounds.SOON).output()).endsWith("end behind 0\n");
            }
        } finally {
            readers.forEach(RunningProgram::close);
        }
    }

    @Test
    @Conforms("pipe02")
    void aChildThatWritesToABrokenPipeIsEndedAndItsParentSeesThat() throws IOException, InterruptedException {
        Process child;
        try (Pipe pipe = Pipe.open()) {
            File childsEnd = new File("/proc/self/fd/" + DescriptorNumbers.of(pipe.writeEnd()));
            child = new ProcessBuilder("yes").redirectOutput(childsEnd).start();
            pipe.writeEnd().close();
            Bounds.await("bytes of the child").until(() -> pipe.readEnd().readableBytes() > 0);
        }
        try {
            assertThat(child.waitFor(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(STATUS_OF_SIGPIPE);
        } finally {
            child.destroyForcibly();
        }
    }
}
