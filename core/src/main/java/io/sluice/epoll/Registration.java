package io.sluice.epoll;

import io.sluice.fd.internal.OwnedFd;

/**
 * One party's interest in one descriptor on one event loop. Several may share a descriptor.
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
     * Says what to wait for from now on. A descriptor that is ready already is reported in the loop's next round: there is
     * no window between a call that found nothing and this one.
     *
     * @param wanted the interest
     */
    public void interest(Interest wanted) {
        if (interest != wanted) {
            interest = wanted;
            watch.interestChanged();
        }
    }

    /** Ends the registration without telling the handler. A second call does nothing. */
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
