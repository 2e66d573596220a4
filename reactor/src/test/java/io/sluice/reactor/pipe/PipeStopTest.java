package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.MessageCodec;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.Probe;
import io.sluice.reactor.internal.source.TakeWaits;
import io.sluice.testing.Bounds;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop while a record is being taken. */
class PipeStopTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsReadAheadIsTakenBehindTheRecordInHandThoughAnotherThreadStopsJustNow() throws InterruptedException {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        MessageCodec<String> slow = MessageCodec.of(text -> text.getBytes(UTF_8), bytes -> {
            decoding.countDown();
            long left = mayGoOn.getCount();
            while (left > 0) {
                left = mayGoOn.getCount(); // nothing that waits: BlockHound may watch the event loop's thread
            }
            return UTF_8.decode(bytes).toString();
        });
        try (PipeReadEnd end = PipeReadEnd.open(path);
                FifoWriter writer = new FifoWriter(path)) {
            PipeReceiver<String> receiver = PipeReceiver.create(end, Framing.decoded(Framing.fixed(4), slow));
            Probe<String> probe = Probe.of(receiver.receive(), 2);
            writer.open().write("one.two.");
            Bounds.await("a record in hand").until(() -> decoding.getCount() == 0);
            Thread stopping = TakeWaits.started(receiver::stop);
            AtomicReference<byte[]> readAhead = new AtomicReference<>();
            Thread taking = TakeWaits.started(() -> readAhead.set(receiver.takeReadAhead()));
            mayGoOn.countDown();
            stopping.join();
            taking.join();
            assertThat(probe.awaitEnd()).isNull();
            assertThat(probe.received()).containsExactly("one.");
            assertThat(new String(readAhead.get(), UTF_8)).isEqualTo("two.");
        }
    }
}
