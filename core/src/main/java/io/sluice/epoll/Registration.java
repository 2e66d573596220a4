package io.sluice.epoll;

import io.sluice.fd.internal.OwnedFd;

/**
 * The interest in one descriptor on one event loop. A descriptor may have several registrations.
 *
 * <pre>{@code
 * loop.execute(() -> {
 *     Registration registration = loop.register(timer, handler);
 *     registration.interest(Interest.READ); // later NONE while nobody asks for expirations
 * });
 * }</pre>
 *
 * <p>Use it on the event loop's thread only.
 */
public final class Registration {
    private final Watch watch;
    private final ReadinessHandler handler;
    private Interest interest = Interest.NONE;

    Registration(Watch watch, ReadinessHandler handler) {
        this.watch = watch;
        this.handler = handler;
    }

    /**
     * Sets what to wait for from now on. If the descriptor is ready already, the loop's next round reports it, so no readiness
     * is missed between a call that found nothing and this one.
     *
     * @param wanted the interest
     */
    public void interest(Interest wanted) {
        if (interest != wanted) {
            interest = wanted;
            watch.interestChanged();
        }
    }

    /** Ends the registration without a call of the handler. A second call does nothing. */
    public void cancel() {
        interest = Interest.NONE;
        watch.remove(this);
    }

    int events() {
        return interest.events();
    }

    OwnedFd fd() {
        return watch.fd();
    }

    ReadinessHandler handler() {
        return handler;
    }
}
