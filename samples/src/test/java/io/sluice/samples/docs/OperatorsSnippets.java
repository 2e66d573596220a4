package io.sluice.samples.docs;

import io.sluice.mqueue.PosixMessage;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The Java of docs/operators.md, which {@link OperatorsTest} measures. */
final class OperatorsSnippets {
    interface Work {
        Mono<String> on(PosixMessage message);
    }

    interface BlockingWork {
        String on(PosixMessage message);
    }

    interface Store {
        Mono<Integer> all(List<PosixMessage> batch);
    }

    private OperatorsSnippets() {}

    static Flux<String> oneByOne(Flux<PosixMessage> messages, Work work) {
        Flux<String> results = messages.concatMap(message -> work.on(message));

        return results;
    }

    static Flux<String> finishingWhatIsInWork(Flux<PosixMessage> messages, Work work) {
        Flux<String> results = messages.materialize()
                .concatMap(signal ->
                        Mono.just(signal).<PosixMessage>dematerialize().flatMap(work::on));

        return results;
    }

    static Flux<String> fourAtATime(Flux<PosixMessage> messages, Work work) {
        Flux<String> results = messages.flatMap(message -> work.on(message), 4);

        return results;
    }

    static Flux<String> blocking(Flux<PosixMessage> messages, BlockingWork blocking) {
        Flux<String> results = messages.flatMap(
                message -> Mono.fromCallable(() -> blocking.on(message)).subscribeOn(Schedulers.boundedElastic()), 4);

        return results;
    }

    static Flux<Integer> inBatches(Flux<PosixMessage> messages, Store store) {
        Flux<Integer> stored =
                messages.bufferTimeout(50, Duration.ofMillis(20), true).concatMap(batch -> store.all(batch));

        return stored;
    }
}
