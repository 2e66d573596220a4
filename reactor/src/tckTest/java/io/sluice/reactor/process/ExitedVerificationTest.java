package io.sluice.reactor.process;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The exit of a process. */
public class ExitedVerificationTest extends ExitPublisherVerification<Integer> {
    @Override
    Mono<Integer> publisher(ProcessWatcher ofProcess) {
        return ofProcess.exited().thenReturn(1);
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        return Processes.create().exited(Integer.MAX_VALUE).cast(Integer.class);
    }
}
