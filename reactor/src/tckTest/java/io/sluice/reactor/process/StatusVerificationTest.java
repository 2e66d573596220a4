package io.sluice.reactor.process;

import io.sluice.process.ExitStatus;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The status of a process. */
public class StatusVerificationTest extends ExitPublisherVerification<ExitStatus> {
    @Override
    Mono<ExitStatus> publisher(ProcessWatcher ofProcess) {
        return ofProcess.status();
    }

    @Override
    public Publisher<ExitStatus> createFailedPublisher() {
        return Processes.create().status(Integer.MAX_VALUE);
    }
}
