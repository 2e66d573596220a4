package io.sluice.reactor.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.Probe;
import io.sluice.testing.ProcessorShare;
import io.sluice.testing.Queues;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hang-up that stays does not keep the event loop busy: below a thousandth of a core. */
class IdlePipeTest {

    @TempDir
    private Path folder;

    private final EventLoop loop = EventLoop.create("idle-pipe");

    private void assertIdle() {
        Queues.passThrough(loop);
        ProcessorShare.assertBelow(0.001, ProcessorShare.of(loop));
    }

    private PipeReceiver<byte[]> receiver(PipeReadEnd end, WhenWritersLeft policy) {
        PipeReceiverOptions options =
                PipeReceiverOptions.create().eventLoop(loop).whenWritersLeft(policy);
        return PipeReceiver.create(end, Framing.fixed(4), options);
    }

    private PipeReadEnd open(Path path) {
        Fifo.create(path);
        return PipeReadEnd.open(path);
    }

    @Test
    void whileItWaitsForTheNextWriter() {
        Path path = folder.resolve("fifo");
        try (loop;
                PipeReadEnd end = open(path);
                FifoWriter writer = new FifoWriter(path)) {
            Probe<byte[]> probe = Probe.of(receiver(end, WhenWritersLeft.WAIT).receive(), Long.MAX_VALUE);
            writer.open().write("1234").leave();
            probe.awaitReceived(1);
            assertIdle();
            writer.open().write("5678");
            probe.awaitReceived(2);
            probe.cancel();
        }
    }

    @Test
    void whileNobodyAsksForWhatIsLeft() {
        Path path = folder.resolve("fifo");
        try (loop;
                PipeReadEnd end = open(path);
                FifoWriter writer = new FifoWriter(path)) {
            Probe<byte[]> probe =
                    Probe.of(receiver(end, WhenWritersLeft.COMPLETE).receive(), 1);
            writer.open().write("12345678").leave();
            probe.awaitReceived(1);
            assertIdle();
            probe.request(1);
            assertThat(probe.awaitEnd()).isNull();
            assertThat(probe.receivedCount()).isEqualTo(2);
        }
    }

    @Test
    void whileNobodyAsksForTheNextSession() {
        Path path = folder.resolve("fifo");
        try (loop;
                PipeReadEnd end = open(path);
                FifoWriter writer = new FifoWriter(path)) {
            Probe<?> probe = Probe.of(receiver(end, WhenWritersLeft.COMPLETE).sessions(), 1);
            writer.open().write("1234").leave();
            probe.awaitReceived(1);
            assertIdle();
            probe.cancel();
        }
    }
}
