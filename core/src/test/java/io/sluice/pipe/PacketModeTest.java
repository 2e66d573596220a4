package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Conforms;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets: each write is read as one. */
class PacketModeTest {
    private static void checkPackets(PipeReadEnd reading, PipeWriteEnd writing) {
        assertThat(writing.packetMode()).isFalse();
        writing.packetMode(true);
        assertThat(writing.packetMode()).isTrue();
        assertThat(writing.tryWrite(ByteBuffer.allocate(3))).isEqualTo(3);
        assertThat(writing.tryWrite(ByteBuffer.allocate(5))).isEqualTo(5);
        assertThat(writing.tryWrite(ByteBuffer.allocate(9))).isEqualTo(9);
        ByteBuffer buffer = ByteBuffer.allocate(Pipe.PIPE_BUF);
        assertThat(reading.tryRead(buffer.clear())).isEqualTo(3);
        assertThat(reading.tryRead(buffer.clear().limit(2)))
                .as("the rest is lost")
                .isEqualTo(2);
        assertThat(reading.tryRead(buffer.clear())).isEqualTo(9);
        assertThat(reading.tryRead(buffer.clear())).isEqualTo(PipeReadEnd.WOULD_BLOCK);

        writing.packetMode(false);
        writing.tryWrite(ByteBuffer.allocate(3));
        writing.tryWrite(ByteBuffer.allocate(5));
        assertThat(reading.tryRead(buffer.clear())).isEqualTo(8);
    }

    @Test
    @Conforms("pipe2_01")
    void aPipeCarriesPackets() {
        try (Pipe pipe = Pipe.open()) {
            checkPackets(pipe.readEnd(), pipe.writeEnd());
        }
    }

    @Test
    void aFifoCarriesPackets(@TempDir Path folder) {
        Path fifo = folder.resolve("packets");
        Fifo.create(fifo);
        try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                PipeWriteEnd writing = PipeWriteEnd.open(fifo)) {
            checkPackets(reading, writing);
        }
    }

    @Test
    void aLongerWriteBecomesSeveralPackets() {
        try (Pipe pipe = Pipe.open()) {
            pipe.writeEnd().packetMode(true);
            assertThat(pipe.writeEnd().tryWrite(ByteBuffer.allocate(Pipe.PIPE_BUF + 1)))
                    .isEqualTo(Pipe.PIPE_BUF + 1);
            ByteBuffer buffer = ByteBuffer.allocate(2 * Pipe.PIPE_BUF);
            assertThat(pipe.readEnd().tryRead(buffer)).isEqualTo(Pipe.PIPE_BUF);
            assertThat(pipe.readEnd().tryRead(buffer)).isEqualTo(1);
        }
    }

    @Test
    void theReadersSettingChangesNothing() {
        try (Pipe pipe = Pipe.open()) {
            pipe.readEnd().packetMode(true);
            assertThat(pipe.readEnd().packetMode()).isTrue();
            assertThat(pipe.writeEnd().packetMode()).isFalse();
            pipe.writeEnd().tryWrite(ByteBuffer.allocate(3));
            pipe.writeEnd().tryWrite(ByteBuffer.allocate(5));
            assertThat(pipe.readEnd().tryRead(ByteBuffer.allocate(100))).isEqualTo(8);
        }
    }
}
