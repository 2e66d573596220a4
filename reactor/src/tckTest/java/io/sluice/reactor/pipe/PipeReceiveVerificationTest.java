package io.sluice.reactor.pipe;

import io.sluice.pipe.Pipe;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for the records of a pipe, which complete when the writer has left. */
public class PipeReceiveVerificationTest extends QueuePublisherVerification<byte[]> {
    private final List<FedPipe> pipes = new ArrayList<>();

    @AfterMethod
    public void closePipes() {
        pipes.forEach(FedPipe::close);
        pipes.clear();
    }

    @Override
    public Publisher<byte[]> createPublisher(long elements) {
        FedPipe pipe = new FedPipe(elements);
        pipes.add(pipe);
        return PipeReceiver.create(pipe.readEnd(), Framing.fixed(FedPipe.RECORD_SIZE))
                .receive();
    }

    @Override
    public Publisher<byte[]> createFailedPublisher() {
        Pipe pipe = Pipe.open();
        pipe.close();
        return PipeReceiver.create(pipe.readEnd(), Framing.fixed(FedPipe.RECORD_SIZE))
                .receive();
    }
}
