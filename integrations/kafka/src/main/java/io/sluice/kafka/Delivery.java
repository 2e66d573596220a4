package io.sluice.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A send that is under way. It can be ended, and then it is known whether it was sent. */
abstract class Delivery {
    /** Longer than an interrupted send takes to have its outcome. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

    final void sent() {
        outcome.complete(true);
    }

    /** It was interrupted before. */
    final void notSent() {
        outcome.complete(false);
    }

    final void failed(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /** Lets it have its outcome soon. From the return of this method on, it is not sent any more. */
    abstract void interrupt();

    /** Waits until it is sent. Throws its error. */
    final boolean await(Duration time) {
        try {
            return outcome.get(time.toNanos(), TimeUnit.NANOSECONDS);
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
    final boolean end() {
        interrupt();
        try {
            return await(PATIENCE);
        } catch (RuntimeException notSent) {
            return false;
        }
    }
}
