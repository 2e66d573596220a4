package io.sluice.reactor.pipe;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for the results of a stream of sends to a pipe. */
public class PipeSendStreamVerificationTest extends QueuePublisherVerification<SendResult<Integer>> {
    private final DrainedPipes pipes = new DrainedPipes();

    @AfterMethod
    public void closePipes() {
        pipes.close();
    }

    @Override
    public Publisher<SendResult<Integer>> createPublisher(long elements) {
        ByteBuffer record = ByteBuffer.wrap(new byte[100]);
        return PipeSender.create(pipes.open())
                .send(Flux.range(0, (int) elements).map(i -> OutboundMessage.create(record, i)));
    }

    @Override
    public Publisher<SendResult<Integer>> createFailedPublisher() {
        return PipeSender.create(pipes.open()).send(Flux.error(new IllegalStateException("publisher")));
    }
}
