package io.sluice.reactor.pipe;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for the sessions of a FIFO. Each session ends at once, so that the next one comes. */
public class PipeSessionsVerificationTest extends QueuePublisherVerification<Flux<byte[]>> {
    private final List<Opened> opened = new ArrayList<>();

    /** A FIFO with a writer. */
    private record Opened(Path path, PipeReadEnd readEnd, PipeWriteEnd writeEnd) {
        static Opened create() {
            try {
                Path path = Files.createTempDirectory("sluice-sessions").resolve("fifo");
                Fifo.create(path);
                Opened opened = new Opened(path, PipeReadEnd.open(path), PipeWriteEnd.open(path));
                opened.writeEnd.tryWrite(ByteBuffer.allocate(1)); // a writer shows by what it writes
                return opened;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            writeEnd.close();
            readEnd.close();
            try {
                Files.delete(path);
                Files.delete(path.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AfterMethod
    public void closeFifos() {
        opened.forEach(Opened::close);
        opened.clear();
    }

    @Override
    public Publisher<Flux<byte[]>> createPublisher(long elements) {
        Opened fifo = Opened.create();
        opened.add(fifo);
        return PipeReceiver.create(fifo.readEnd(), Framing.fixed(FedPipe.RECORD_SIZE))
                .sessions()
                .doOnNext(session -> session.subscribe().dispose())
                .take(elements);
    }

    @Override
    public Publisher<Flux<byte[]>> createFailedPublisher() {
        Pipe pipe = Pipe.open();
        pipe.close();
        return PipeReceiver.create(pipe.readEnd(), Framing.fixed(FedPipe.RECORD_SIZE))
                .sessions();
    }
}
