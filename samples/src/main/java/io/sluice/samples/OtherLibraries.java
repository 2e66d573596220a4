package io.sluice.samples;

import io.reactivex.rxjava3.core.Flowable;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** The same {@code Flux} in the hands of other libraries: it is a {@code Publisher} of Reactive Streams, as theirs are. */
public final class OtherLibraries {
    private OtherLibraries() {}

    /**
     * Takes two messages with each of three libraries. The demand of each reaches the queue: no message is lost in between.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-libraries-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(10)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create()) {
            PosixMessageQueue.unlink(name); // it lives until it is closed, so nothing is left however this ends
            for (String text : "one two three four five six".split(" ", -1)) {
                queue.trySend(PosixMessage.ofText(text));
            }
            Flux<String> texts = PosixMqReceiver.create(queue).receive().map(PosixMessage::text);

            Flowable.fromPublisher(texts).take(2).blockingForEach(text -> System.out.println("RxJava: " + text));

            Flow.Publisher<String> flow = JdkFlowAdapter.publisherToFlowPublisher(texts);
            Multi.createFrom()
                    .publisher(flow)
                    .select()
                    .first(2)
                    .invoke(text -> System.out.println("Mutiny: " + text))
                    .collect()
                    .last()
                    .await()
                    .indefinitely();

            TakeTwo taking = new TakeTwo();
            flow.subscribe(taking);
            taking.done.join();
        }
    }

    /** {@code java.util.concurrent.Flow} without any library: asks for two messages, and has two. */
    private static final class TakeTwo implements Flow.Subscriber<String> {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;
        private int missing = 2;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(missing);
        }

        @Override
        public void onNext(String text) {
            System.out.println("Flow: " + text);
            missing--;
            if (missing == 0 && subscription != null) {
                subscription.cancel();
                done.complete(null);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
