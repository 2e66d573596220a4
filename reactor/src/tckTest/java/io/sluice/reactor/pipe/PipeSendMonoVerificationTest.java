package io.sluice.reactor.pipe;

import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for single sends to a pipe: for one, and for many one behind the other. */
public class PipeSendMonoVerificationTest extends QueuePublisherVerification<Integer> {
    private final DrainedPipes pipes = new DrainedPipes();

    @AfterMethod
    public void closePipes() {
        pipes.close();
    }

    @Override
    public Publisher<Integer> createPublisher(long elements) {
        Mono<Void> send = PipeSender.create(pipes.open()).send(new byte[100]);
        if (elements <= 1) {
            return elements == 0 ? send.cast(Integer.class) : send.thenReturn(1);
        }
        return Flux.range(0, (int) elements).concatMap(send::thenReturn);
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        return PipeSender.create(pipes.open()).send(new byte[0]).cast(Integer.class);
    }
}
