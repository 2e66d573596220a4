package io.sluice.cli.command;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works on the elements of a stream one by one. */
public final class InTurn {
    private InTurn() {}

    /**
     * Requests the next element when the work on this one is done. The end of the stream waits for that work, also where it is an
     * error: with {@code concatMap} alone an error would cancel the work, and the element in hand would be lost.
     *
     * @param <T> the type of the elements
     * @param elements the stream
     * @param work what to do with an element; where it fails, the stream is cancelled
     * @return ends as the stream, or fails as the work
     */
    public static <T> Flux<Void> work(Flux<T> elements, Function<? super T, Mono<Void>> work) {
        // The end is an element, too, and comes when it is requested.
        return elements.materialize()
                .concatMap(signal -> Mono.just(signal).<T>dematerialize().flatMap(work), 0);
    }
}
