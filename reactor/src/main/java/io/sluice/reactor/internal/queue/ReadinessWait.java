package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.epoll.Timeout;
import io.sluice.fd.Pollable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a queue of operations waits for the readiness of a descriptor, and learns of the descriptor's end. On the event loop's
 * thread only.
 *
 * <p>Nobody closes a sender, and a registration holds it and its handle. So there is one only while somebody waits, and for a
 * moment longer. It does not end with each wait, or a busy sender would call the kernel for each.
 */
final class ReadinessWait {
    /** How long readiness has to bring progress. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final Pollable pollable;
    private final ReadinessHandler handler;
    private final Runnable outOfPatience;
    private @Nullable Registration registration;
    private @Nullable Timeout patience;

    /** With what to do when a wait has taken long, or when nobody waits any more: then {@link #release()}. */
    ReadinessWait(EventLoop loop, Pollable pollable, ReadinessHandler handler, Runnable outOfPatience) {
        this.loop = loop;
        this.pollable = pollable;
        this.handler = handler;
        this.outOfPatience = outOfPatience;
    }

    /** Notifies of readiness, and loses patience after a while, at least the given one. */
    void await(long nanos) {
        registered().interest(Interest.WRITE);
        startPatience(nanos);
    }

    /** Notifies of nothing but the end. */
    void ignoreReadiness() {
        registered().interest(Interest.NONE);
    }

    /** Nobody waits any more; somebody may at once. */
    void releaseSoon() {
        if (registration != null) {
            startPatience(0);
        }
    }

    void release() {
        Registration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
    }

    /** The handler was notified that the registration has ended. */
    void ended() {
        registration = null;
    }

    private void startPatience(long nanos) {
        if (patience == null) {
            patience = loop.schedule(Math.max(PATIENCE_NANOS, nanos), this::patienceEnded);
        }
    }

    private void patienceEnded() {
        patience = null;
        outOfPatience.run();
    }

    private Registration registered() {
        Registration known = registration;
        if (known == null) {
            known = loop.register(pollable, handler);
            registration = known;
        }
        return known;
    }
}
