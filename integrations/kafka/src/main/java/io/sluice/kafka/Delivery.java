package io.sluice.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A send that is under way. */
final class Delivery {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Disposable subscription;

    private Delivery(Mono<Void> send) {
        subscription = send.subscribe(nothing -> {}, done::completeExceptionally, () -> done.complete(true));
    }

    static Delivery of(Mono<Void> send) {
        return new Delivery(send);
    }

    /** Waits for its end. Throws its error. */
    boolean await(Duration time) {
        try {
            return done.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillWaiting) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends it, and says whether it was sent. If not, it will not be. */
    boolean end() {
        cancel();
        return done.isDone() && !done.isCompletedExceptionally();
    }

    /** When this returns, what was not sent is not sent any more. */
    void cancel() {
        subscription.dispose();
    }
}
