package io.sluice.reactor.inotify;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.nio.file.Path;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a name that is awaited: for one, and for many one behind the other. */
public class AppearedVerificationTest extends QueuePublisherVerification<Path> {
    @Override
    public Publisher<Path> createPublisher(long elements) {
        Mono<Path> one = FolderWatcher.create(Path.of("/proc")).appeared("self");
        if (elements <= 1) {
            return elements == 0 ? one.filter(path -> false) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one);
    }

    @Override
    public Publisher<Path> createFailedPublisher() {
        EventLoop loop = EventLoop.create();
        loop.close();
        FolderWatcherOptions options = FolderWatcherOptions.create().eventLoop(loop);
        return FolderWatcher.create(Path.of("/proc"), options).appeared("self");
    }
}
