package io.sluice.reactor.process;

import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.testing.ReapingParent;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for the status of a process: for one, and for many one behind the other. */
public class StatusVerificationTest extends QueuePublisherVerification<ExitStatus> {
    private ReapingParent parent;
    private long pid;
    private WatchedProcess process;

    @BeforeClass
    public void endAProcess() {
        parent = new ReapingParent();
        pid = parent.childThatExits(0);
        process = WatchedProcess.open(pid);
        parent.reap(pid);
    }

    @AfterClass
    public void close() {
        process.close();
        parent.close();
    }

    @Override
    public Publisher<ExitStatus> createPublisher(long elements) {
        Mono<ExitStatus> one = ProcessWatcher.create(process).status();
        if (elements <= 1) {
            return elements == 0 ? one.filter(status -> false) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one);
    }

    @Override
    public Publisher<ExitStatus> createFailedPublisher() {
        return Processes.create().status(Integer.MAX_VALUE);
    }
}
