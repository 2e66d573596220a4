package io.sluice.cli;

import io.sluice.epoll.EventLoop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The end of the process by a signal: asks for the end of what is running, and waits for it within bounds. */
final class Termination {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PrintWriter err;
    private final Sinks.Empty<Void> requested = Sinks.empty();
    private final CountDownLatch finished = new CountDownLatch(1);

    Termination(PrintWriter err) {
        this.err = err;
    }

    /**
     * Completes when the process is to end, on the shared event loop's thread, where no receive can be under way: what is
     * cancelled by it has no message in hand.
     *
     * @param rescue what to do where the command does not come to its end in time
     */
    Mono<Void> requested(Supplier<Mono<Void>> rescue) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(rescue), "sluice-termination"));
        } catch (IllegalStateException endsAlready) {
            requested.tryEmitEmpty();
        }
        return requested.asMono();
    }

    /** The command has ended and said all that it had to say. */
    void finished() {
        finished.countDown();
    }

    private void await(Supplier<Mono<Void>> rescue) {
        if (finished.getCount() == 0) {
            return;
        }
        EventLoop.shared().execute(requested::tryEmitEmpty);
        try {
            if (!finished.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                rescue.get().block();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            FailureReport.print(err, e);
        }
    }
}
