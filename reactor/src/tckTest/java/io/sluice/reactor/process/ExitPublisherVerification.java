package io.sluice.reactor.process;

import io.sluice.process.WatchedProcess;
import io.sluice.testing.ReapingParent;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for what is emitted of an exit: for one, and for many one behind the other. */
abstract class ExitPublisherVerification<T> extends QueuePublisherVerification<T> {
    private ReapingParent parent;
    private WatchedProcess process;

    /** The publisher for a process that was waited for. */
    abstract Mono<T> publisher(ProcessWatcher ofProcess);

    @BeforeClass
    public void endAProcess() {
        parent = new ReapingParent();
        long pid = parent.childThatExits(0);
        process = WatchedProcess.open(pid);
        parent.reap(pid);
    }

    @AfterClass
    public void close() {
        process.close();
        parent.close();
    }

    @Override
    public Publisher<T> createPublisher(long elements) {
        Mono<T> one = publisher(ProcessWatcher.create(process));
        if (elements <= 1) {
            return elements == 0 ? one.filter(element -> false) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one);
    }
}
