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
 *
 * <p>While the target has nothing that notifies, such as a FIFO that no process reads, it counts as ready after a pause.
 */
final class ReadinessWait {
    /** How long readiness has to bring progress. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final EventLoop loop;
    private final Target<?> target;
    private final ReadinessHandler handler;
    private final Runnable outOfPatience;
    private @Nullable Watched watched;
    private @Nullable Timeout patience;
    private @Nullable Timeout pause;
    private long pauseNanos = FIRST_PAUSE_NANOS;

    /** With what to do when a wait has taken long, or when nobody waits any more: then {@link #release()}. */
    ReadinessWait(EventLoop loop, Target<?> target, ReadinessHandler handler, Runnable outOfPatience) {
        this.loop = loop;
        this.target = target;
        this.handler = handler;
        this.outOfPatience = outOfPatience;
    }

    /** Notifies of readiness. Where the target can block, loses patience after a while, at least the given one. */
    void await(long nanos) {
        Pollable pollable = target.pollable();
        if (pollable == null) {
            release();
            startPause();
            return;
        }
        pauseNanos = FIRST_PAUSE_NANOS;
        registration(pollable).interest(Interest.WRITE);
        if (target.canBlock()) {
            startPatience(nanos);
        }
    }

    /** Notifies of nothing but the end. */
    void ignoreReadiness() {
        Pollable pollable = target.pollable();
        if (pollable != null) {
            registration(pollable).interest(Interest.NONE);
        }
    }

    /** Nobody waits any more; somebody may at once. */
    void releaseSoon() {
        pauseNanos = FIRST_PAUSE_NANOS;
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
        if (watched != null) {
            startPatience(0);
        }
    }

    void release() {
        Watched ended = watched;
        if (ended != null) {
            watched = null;
            ended.registration.cancel();
        }
    }

    /** The handler was notified that the registration has ended. */
    void ended() {
        watched = null;
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

    private void startPause() {
        if (pause == null) {
            pause = loop.schedule(pauseNanos, this::pauseEnded);
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
    }

    private void pauseEnded() {
        pause = null;
        handler.onReady();
    }

    private Registration registration(Pollable pollable) {
        Watched known = watched;
        if (known == null || !known.isOf(pollable)) {
            release();
            known = new Watched(pollable);
            watched = known;
        }
        return known.registration;
    }

    /** One descriptor of the target, which may have another one by now. Then nobody needs to know how this one ends. */
    private final class Watched implements ReadinessHandler {
        private final Pollable pollable;
        private final Registration registration;

        Watched(Pollable pollable) {
            this.pollable = pollable;
            registration = loop.register(pollable, this);
        }

        @SuppressWarnings("ReferenceEquality") // a handle is equal to itself alone
        boolean isOf(@Nullable Pollable other) {
            return pollable == other;
        }

        @Override
        public void onReady() {
            handler.onReady();
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            if (cause != null || isOf(target.pollable())) {
                handler.onClosed(cause);
            } else {
                watched = null;
            }
        }

        @Override
        public String toString() {
            return handler.toString();
        }
    }
}
