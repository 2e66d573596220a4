package io.sluice.epoll;

import io.sluice.fd.Pollable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts its notifications, and does something at each readiness. */
class RecordingHandler implements ReadinessHandler {
    final AtomicInteger ready = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    /** Completed with the cause of the end, which may be null. */
    final CompletableFuture<Throwable> cause = new CompletableFuture<>();

    private final Runnable onReady;
    volatile Registration registration;

    RecordingHandler() {
        this(() -> {});
    }

    RecordingHandler(Runnable onReady) {
        this.onReady = onReady;
    }

    @Override
    public void onReady() {
        ready.incrementAndGet();
        onReady.run();
    }

    @Override
    public void onClosed(Throwable why) {
        closed.incrementAndGet();
        cause.complete(why);
    }

    /** Registers itself on the loop's thread. */
    RecordingHandler on(EventLoop loop, Pollable pollable, Interest interest) {
        LoopProbe.run(loop, () -> {
            registration = loop.register(pollable, this);
            registration.interest(interest);
        });
        return this;
    }
}
