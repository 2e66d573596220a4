package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoReaderException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.NumberedRecords;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C programs at the other end of a FIFO, and of the standard streams. */
class PipePeersTest {
    private static final int COUNT = 2000;
    private static final int SIZE = 100;

    @TempDir
    Path folder;

    private Path fifo;
    private final NumberedRecords records = new NumberedRecords(SIZE);

    @BeforeEach
    void create() {
        fifo = folder.resolve("records");
        Fifo.create(fifo);
    }

    @Test
    void everyRecordOfACWriterArrives() {
        try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                RunningProgram writer = CProgram.of("fifo_write").start(fifo, COUNT, SIZE, 7)) {
            writer.awaitLine("opened");
            byte[] record = new byte[SIZE];
            ByteBuffer into = ByteBuffer.wrap(record);
            Bounds.await("all records").until(() -> readAll(reading, into, record) == PipeReadEnd.END);
            assertThat(records.arrivedFrom(7)).isEqualTo(COUNT);
            assertThat(writer.awaitExit(Bounds.WITH_START).status()).isZero();
        }
    }

    private int readAll(PipeReadEnd reading, ByteBuffer into, byte[] record) {
        int count = reading.tryRead(into);
        while (count > 0) {
            if (!into.hasRemaining()) {
                records.arrived(record);
                into.clear();
            }
            count = reading.tryRead(into);
        }
        return count;
    }

    @Test
    @Conforms("pipe10")
    void everyRecordReachesACReader() {
        try (RunningProgram reader = CProgram.of("fifo_read").start(fifo, SIZE)) {
            try (PipeWriteEnd writing = openOnceThereIsAReader()) {
                for (int i = 0; i < COUNT; i++) {
                    ByteBuffer record = ByteBuffer.wrap(records.record(3, i));
                    Bounds.awaitSpinning("room", () -> writing.tryWrite(record) == SIZE);
                }
            }
            RunningProgram.Exit exit = reader.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).endsWith("end behind " + COUNT + "\n");
        }
    }

    private PipeWriteEnd openOnceThereIsAReader() {
        AtomicReference<PipeWriteEnd> opened = new AtomicReference<>();
        Bounds.await("a reader").ignoreException(NoReaderException.class).until(() -> {
            opened.set(PipeWriteEnd.open(fifo));
            return true;
        });
        return opened.get();
    }

    @Test
    @Conforms("pipe2_04")
    void aCWriterIsHeldBackByAFullFifo() {
        try (PipeReadEnd reading = PipeReadEnd.open(fifo)) {
            reading.capacity(4096);
            try (RunningProgram writer = CProgram.of("fifo_write").start(fifo, 41, SIZE, 1)) {
                writer.awaitLine("wrote 40");
                writer.awaitAsleep();
                assertThat(reading.readableBytes()).isEqualTo(40 * SIZE);
                assertThat(reading.tryRead(ByteBuffer.allocate(4096))).isEqualTo(40 * SIZE);
                writer.awaitLine("wrote 41");
                assertThat(writer.awaitExit(Bounds.WITH_START).status()).isZero();
            }
        }
    }

    @Test
    void aReaderThatWasKilledBreaksThePipe() {
        try (RunningProgram reader = CProgram.of("fifo_read").start(fifo, SIZE);
                PipeWriteEnd writing = openOnceThereIsAReader()) {
            reader.awaitLine("opened");
            assertThat(writing.tryWrite(ByteBuffer.wrap(records.record(1, 0)))).isEqualTo(SIZE);
            reader.awaitLine("read 1");
            reader.kill();
            // Who looks for the holders of a lock, in another JVM, has each file of a process open for a moment.
            Bounds.await("the end of the last reader")
                    .untilAsserted(() -> assertThatExceptionOfType(BrokenPipeException.class)
                            .isThrownBy(() -> writing.tryWrite(ByteBuffer.wrap(records.record(1, 1)))));
            try (RunningProgram next = CProgram.of("fifo_read").start(fifo, SIZE)) {
                next.awaitLine("opened");
                assertThat(writing.tryWrite(ByteBuffer.wrap(records.record(1, 0))))
                        .isEqualTo(SIZE);
                next.awaitLine("read 1");
            }
        }
    }

    @Test
    void aPathThatChangesMeanwhileNeverOpensAnotherFile() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "content");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapping = new Thread(() -> swap(fifo, other, done));
        swapping.start();
        try {
            int opened = 0;
            int refused = 0;
            for (int i = 0; i < 3000 || ((opened == 0 || refused == 0) && i < 300_000); i++) {
                try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
                    assertThat(end.tryRead(ByteBuffer.allocate(8))).isEqualTo(PipeReadEnd.END);
                    opened++;
                } catch (ErrnoException e) {
                    assertThat(e.errno()).isIn(Errno.EINVAL, Errno.ELOOP, Errno.EISDIR);
                    refused++;
                }
            }
            assertThat(opened).isPositive();
            assertThat(refused).isPositive();
        } finally {
            done.set(true);
            swapping.join();
        }
    }

    /** Puts a link to the FIFO, a link to a file and a file in the place of the FIFO, each in one step. */
    private static void swap(Path fifo, Path other, AtomicBoolean done) {
        Path kept = fifo.resolveSibling("kept");
        Path next = fifo.resolveSibling("next");
        try {
            Files.createLink(kept, fifo);
            while (!done.get()) {
                Files.createLink(next, other);
                Files.move(next, fifo, StandardCopyOption.ATOMIC_MOVE);
                Files.createLink(next, kept);
                Files.move(next, fifo, StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(next, other);
                Files.move(next, fifo, StandardCopyOption.ATOMIC_MOVE);
                Files.createLink(next, kept);
                Files.move(next, fifo, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Conforms("pipe03")
    void theStandardStreamsAreAdoptedWithoutMakingThemNonBlockingForOthers() {
        try (RunningProgram jvm = new ForkedJvm().start(Echo.class)) {
            jvm.say("hello");
            jvm.awaitLine("adopted hello");
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output())
                    .contains(
                            "open(stdout (descriptor 1)): EBADF, bad file descriptor. This number is not a descriptor that is"
                                    + " open for reading.")
                    .contains("open(none (descriptor -1)): EBADF")
                    .contains("open(file (descriptor ")
                    .contains("This is a regular file, not a FIFO.")
                    .contains("still blocking");
        }
    }

    /** Reads standard input and writes standard output by ends of its own. */
    static final class Echo {
        private Echo() {}

        public static void main(String[] arguments) throws Exception {
            try (PipeReadEnd in = PipeReadEnd.adopt(0, "stdin");
                    PipeWriteEnd out = PipeWriteEnd.adopt(1, "stdout")) {
                ByteBuffer buffer = ByteBuffer.allocate(100).put("adopted ".getBytes(StandardCharsets.US_ASCII));
                while (in.tryRead(buffer) == PipeReadEnd.WOULD_BLOCK) {
                    Thread.onSpinWait();
                }
                out.tryWrite(buffer.flip());
            }
            Path file = Files.createTempFile("sluice", "adopt");
            try (FileInputStream open = new FileInputStream(file.toFile())) {
                int number = fileNumber(file);
                for (Runnable attempt : List.<Runnable>of(
                        () -> PipeReadEnd.adopt(1, "stdout"),
                        () -> PipeReadEnd.adopt(-1, "none"),
                        () -> PipeReadEnd.adopt(number, "file"))) {
                    try {
                        attempt.run();
                    } catch (ErrnoException e) {
                        System.out.println(e.getMessage());
                    }
                }
                assertThat(open.available()).isZero();
            } finally {
                Files.delete(file);
            }
            String flags = Files.readString(Path.of("/proc/self/fdinfo/0"));
            int bits = Integer.parseInt(
                    flags.lines()
                            .filter(each -> each.startsWith("flags:"))
                            .findFirst()
                            .orElseThrow()
                            .substring("flags:".length())
                            .strip(),
                    8);
            System.out.println((bits & 04000) == 0 ? "still blocking" : "changed");
        }

        private static int fileNumber(Path file) throws IOException {
            try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
                return entries.filter(each -> {
                            try {
                                return Files.readSymbolicLink(each).equals(file);
                            } catch (IOException gone) {
                                return false;
                            }
                        })
                        .mapToInt(each -> Integer.parseInt(each.getFileName().toString()))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }
}
