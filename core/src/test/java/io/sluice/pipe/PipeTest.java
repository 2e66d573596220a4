package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.LeakReports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes through a pipe without a name, and what its ends say. */
class PipeTest {
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int NON_BLOCKING = 04000;
    private static final int PAGE = 4096;

    private final Pipe pipe = Pipe.open();
    private final PipeReadEnd reading = pipe.readEnd();
    private final PipeWriteEnd writing = pipe.writeEnd();

    @AfterEach
    void close() {
        pipe.close();
    }

    private static ByteBuffer bytes(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            bytes.put(i, (byte) i);
        }
        return bytes;
    }

    static Stream<Named<IntFunction<ByteBuffer>>> kinds() {
        return Stream.of(
                Named.of("heap", ByteBuffer::allocate),
                Named.of("direct", ByteBuffer::allocateDirect),
                Named.of(
                        "direct, sliced",
                        length -> ByteBuffer.allocateDirect(length + 9)
                                .position(9)
                                .slice()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Conforms("pipe01")
    void whatIsWrittenIsRead(IntFunction<ByteBuffer> kind) {
        ByteBuffer written = kind.apply(20);
        written.put(0, bytes(20), 0, 20).position(3).limit(18);
        assertThat(writing.tryWrite(written)).isEqualTo(15);
        assertThat(written.position()).isEqualTo(18);
        assertThat(reading.readableBytes()).isEqualTo(15);
        assertThat(writing.readableBytes()).isEqualTo(15);

        ByteBuffer read = kind.apply(30).position(2).limit(12);
        assertThat(reading.tryRead(read)).isEqualTo(10);
        assertThat(read.position()).isEqualTo(12);
        assertThat(read.get(1)).isZero();
        assertThat(read.get(2)).isEqualTo((byte) 3);
        assertThat(read.get(11)).isEqualTo((byte) 12);
        read.clear();
        assertThat(reading.tryRead(read)).isEqualTo(5);
        assertThat(read.get(0)).isEqualTo((byte) 13);
        assertThat(reading.tryRead(read)).isEqualTo(PipeReadEnd.WOULD_BLOCK);
        assertThat(read.position()).isEqualTo(5);
    }

    @Test
    void aReadOnlyBufferIsWrittenAndNotReadInto() {
        assertThat(writing.tryWrite(bytes(4).asReadOnlyBuffer())).isEqualTo(4);
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> reading.tryRead(ByteBuffer.allocate(4).asReadOnlyBuffer()));
        assertThat(reading.readableBytes()).isEqualTo(4);
    }

    @Test
    void aBufferWithoutRoomAndOneWithoutBytesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reading.tryRead(ByteBuffer.allocate(0)))
                .withMessage("the buffer has no room");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writing.tryWrite(ByteBuffer.allocate(0)))
                .withMessage("there is nothing to write: a pipe has no empty records");
    }

    @Test
    @Conforms("pipe14")
    void theEndIsToldApartFromNothingThereYet() {
        assertThat(reading.tryRead(ByteBuffer.allocate(1))).isEqualTo(PipeReadEnd.WOULD_BLOCK);
        writing.tryWrite(bytes(1));
        writing.close();
        assertThat(reading.tryRead(ByteBuffer.allocate(8))).isEqualTo(1);
        PipeEnds.awaitEnd(reading);
        assertThat(reading.tryRead(ByteBuffer.allocate(8))).isEqualTo(PipeReadEnd.END);
    }

    @Test
    @Conforms("pipe08")
    void aPipeWithoutReaderIsBroken() {
        reading.close();
        PipeEnds.awaitBroken(writing);
        ByteBuffer bytes = bytes(3);
        assertThatExceptionOfType(BrokenPipeException.class)
                .isThrownBy(() -> writing.tryWrite(bytes))
                .withMessage(
                        "write(write end of a pipe): EPIPE, broken pipe. The last reader has closed the pipe. What it had not"
                                + " read stays in the pipe for as long as a process has the pipe open.")
                .returns(Errno.EPIPE, ErrnoException::errno);
        assertThat(bytes.position()).isZero();
    }

    @Test
    @Conforms("pipe12")
    void recordsOfUpToPipeBufAreWrittenWholeOrNotAtAll() {
        assertThat(writing.capacity(PAGE)).isEqualTo(PAGE);
        for (int i = 0; i < 40; i++) {
            assertThat(writing.tryWrite(bytes(100))).isEqualTo(100);
        }
        assertThat(writing.tryWrite(bytes(100))).isEqualTo(PipeWriteEnd.WOULD_BLOCK);
        assertThat(reading.readableBytes()).isEqualTo(4000);
        assertThat(reading.tryRead(ByteBuffer.allocate(4000))).isEqualTo(4000);
        assertThat(writing.tryWrite(bytes(Pipe.PIPE_BUF))).isEqualTo(PAGE);
        assertThat(writing.tryWrite(bytes(1))).isEqualTo(PipeWriteEnd.WOULD_BLOCK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Conforms("pipe12")
    void ofLongerOnesAPartMayBeWritten(boolean direct) {
        writing.capacity(2 * PAGE);
        writing.tryWrite(bytes(PAGE));
        ByteBuffer longer = direct ? ByteBuffer.allocateDirect(PAGE + 1) : ByteBuffer.allocate(PAGE + 1);
        assertThat(writing.tryWrite(longer)).isEqualTo(PAGE);
        assertThat(longer.remaining()).isEqualTo(1);
        assertThat(writing.tryWrite(longer)).isEqualTo(PipeWriteEnd.WOULD_BLOCK);
        assertThat(longer.remaining()).isEqualTo(1);
    }

    @Test
    void moreThanAPipeHoldsGoesThroughTheHeapInParts() {
        ByteBuffer much = bytes(100_000);
        writing.capacity(1 << 17);
        while (much.hasRemaining()) {
            assertThat(writing.tryWrite(much)).isPositive();
        }
        ByteBuffer read = ByteBuffer.allocate(100_000);
        while (read.hasRemaining()) {
            assertThat(reading.tryRead(read)).isPositive();
        }
        assertThat(read.flip()).isEqualTo(much.rewind());
    }

    @Test
    @Conforms({"pipe2_01", "pipe2_02"})
    void neitherEndBlocksNorIsInherited() throws IOException {
        for (Pollable end : List.of(reading, writing)) {
            int bits = flags(end);
            assertThat(bits & CLOSE_ON_EXEC).isEqualTo(CLOSE_ON_EXEC);
            assertThat(bits & NON_BLOCKING).isEqualTo(NON_BLOCKING);
        }
    }

    private static int flags(Pollable end) throws IOException {
        String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + DescriptorNumbers.of(end))).stream()
                .filter(line -> line.startsWith("flags:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(flags.substring(flags.indexOf(':') + 1).strip(), 8);
    }

    @Test
    void eachCallOnAClosedEndIsRefused() {
        assertThat(reading).hasToString("PipeReadEnd(a pipe)");
        pipe.close();
        pipe.close();
        assertThat(reading.isOpen()).isFalse();
        assertThat(reading).hasToString("PipeReadEnd(a pipe, closed)");
        assertThat(writing).hasToString("PipeWriteEnd(a pipe, closed)");
        List<Runnable> calls = List.of(
                () -> reading.tryRead(ByteBuffer.allocate(1)),
                () -> reading.tryRead(ByteBuffer.allocateDirect(1)),
                reading::reopen,
                reading::readableBytes,
                reading::capacity,
                () -> reading.capacity(PAGE),
                reading::packetMode,
                () -> reading.packetMode(true),
                () -> writing.tryWrite(bytes(1)),
                writing::readableBytes,
                writing::capacity,
                () -> writing.capacity(PAGE),
                writing::packetMode,
                () -> writing.packetMode(true));
        for (Runnable call : calls) {
            assertThatExceptionOfType(ClosedHandleException.class)
                    .isThrownBy(call::run)
                    .withMessageEndingWith("end of a pipe): EBADF, bad file descriptor. The handle was closed.");
        }
    }

    private static void openAndDrop() {
        assertThat(Pipe.open().readEnd().isOpen()).isTrue();
    }

    @Test
    void aDroppedPipeIsReportedAndClosed() {
        openAndDrop();
        LeakReports.await("read end of a pipe");
        LeakReports.await("write end of a pipe");
    }
}
