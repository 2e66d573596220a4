package io.sluice.cli.command;

import io.sluice.epoll.EventLoop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The end of the process by a signal. It asks the running command to end and waits for it, but not for ever. */
public final class Termination {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PrintWriter err;
    private final Sinks.Empty<Void> requested = Sinks.empty();
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * A termination that was not requested yet.
     *
     * @param err where an error during the end is printed
     */
    public Termination(PrintWriter err) {
        this.err = err;
    }

    /**
     * Completes when a signal ends the process. It completes on the shared event loop's thread: no receive is in progress
     * there, so a stream that is cancelled by it has no message in hand.
     *
     * @param rescue runs if the command has not ended after two seconds
     * @return completes at the signal
     */
    public Mono<Void> requested(Supplier<Mono<Void>> rescue) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(rescue), "sluice-termination"));
        } catch (IllegalStateException endsAlready) {
            requested.tryEmitEmpty();
        }
        return requested.asMono();
    }

    /** Notes that the command has ended and has printed everything. */
    public void finished() {
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
