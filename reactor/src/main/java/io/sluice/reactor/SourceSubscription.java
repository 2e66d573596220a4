package io.sluice.reactor;

import org.reactivestreams.Subscription;

/** One subscription to a {@link SourceFlux}. */
interface SourceSubscription extends Subscription {
    /** Begins to emit. Not before {@code onSubscribe} has returned, for signals come one after the other. */
    void start();
}
