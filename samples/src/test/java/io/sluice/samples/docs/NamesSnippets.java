package io.sluice.samples.docs;

import io.sluice.inotify.FolderEvent;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.mqueue.PosixMqNames;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The Java of docs/names.md. */
final class NamesSnippets {
    private NamesSnippets() {}

    static Flux<?> names() {
        Mono<String> queue = PosixMqNames.create().awaitQueue("/orders");
        Mono<Path> fifo = FolderWatcher.create(Path.of("/run/plant")).appeared("commands");
        Flux<FolderEvent> changes = FolderWatcher.create(Path.of("/dev/shm")).events();

        return Flux.merge(queue, fifo, changes);
    }
}
