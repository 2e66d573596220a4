package io.sluice.reactor.process;

import io.sluice.process.WatchedProcess;
import io.sluice.testing.ReapingParent;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for the exit of a process: for one, and for many one behind the other. */
public class ExitedVerificationTest extends QueuePublisherVerification<Integer> {
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
    public Publisher<Integer> createPublisher(long elements) {
        Mono<Integer> one = ProcessWatcher.create(process).exited().thenReturn(1);
        if (elements <= 1) {
            return elements == 0 ? one.filter(exit -> false) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one);
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        return Processes.create().exited(Integer.MAX_VALUE).cast(Integer.class);
    }
}
