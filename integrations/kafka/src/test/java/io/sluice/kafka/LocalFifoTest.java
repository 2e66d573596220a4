package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A FIFO as the end of a route, without Kafka. */
class LocalFifoTest {
    @TempDir
    Path folder;

    private static QueueMessage message(String text) {
        return new QueueMessage(0, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(PipeReadEnd end) {
        ByteBuffer bytes = ByteBuffer.allocate(4);
        Bounds.await("four bytes").until(() -> {
            if (bytes.hasRemaining()) {
                end.tryRead(bytes);
            }
            return !bytes.hasRemaining();
        });
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Test
    void whenTheReaderHasLeftASendWaitsForTheNextOne() {
        Path fifo = folder.resolve("commands");
        Fifo.create(fifo);
        LocalQueue end = LocalQueue.fifo(fifo, FifoRecords.lines());
        try {
            try (PipeReadEnd first = PipeReadEnd.open(fifo)) {
                assertThat(end.send(message("one")).await(Bounds.SOON)).isTrue();
                assertThat(read(first)).isEqualTo("one\n");
            }
            Delivery sent = end.send(message("two"));
            Queues.passThrough(SenderOptions.create().eventLoop());
            assertThat(sent.await(Duration.ZERO)).isFalse();
            try (PipeReadEnd second = PipeReadEnd.open(fifo)) {
                assertThat(read(second)).isEqualTo("two\n");
                assertThat(sent.await(Bounds.SOON)).isTrue();
            }
        } finally {
            end.release(notice -> {});
        }
    }

    @Test
    void aRecordIsNoLongerThanWhatGoesIntoAFifoWhole() {
        assertThat(FifoRecords.lines().longest()).isEqualTo(4095);
        assertThat(FifoRecords.fixed(4096).longest()).isEqualTo(4096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FifoRecords.fixed(4097))
                .withMessage("a record in a FIFO has 1 to 4096 bytes, and not 4097");
    }
}
