package io.sluice.epoll;

import io.sluice.testing.Bounds;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs something on a loop's thread and brings its result, or what it threw, back to the test. */
final class LoopProbe {
    private LoopProbe() {}

    static <T> T on(EventLoop loop, Callable<T> callable) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(callable.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return get(result);
    }

    static void run(EventLoop loop, Runnable task) {
        on(loop, () -> {
            task.run();
            return null;
        });
    }

    static <T> T get(CompletableFuture<T> result) {
        try {
            return result.get(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
