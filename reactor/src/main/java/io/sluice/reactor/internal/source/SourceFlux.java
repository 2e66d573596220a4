package io.sluice.reactor.internal.source;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The cold publisher of what comes from the kernel: each subscription has a source of its own. Where a source cannot be
 * had, for want of its event loop for example, that is an error of the stream. Reactor would make one of an exception that
 * {@code subscribe} throws, but not of an {@code OutOfMemoryError}.
 *
 * @param <T> the type of the elements
 */
public final class SourceFlux<T> extends Flux<T> {
    /**
     * Makes the source of one subscription.
     *
     * @param <T> the type of the elements
     */
    @FunctionalInterface
    public interface Opener<T> {
        /**
         * Makes the source with all that may be refused. Where it throws, it leaves nothing behind.
         *
         * @param actual the subscriber
         * @return the source, to be started
         */
        Source<T> open(CoreSubscriber<? super T> actual);
    }

    private final StopSwitch stopSwitch;
    /** Null where nothing is ever recorded. */
    private final @Nullable Metering<? super T> metering;

    private final Opener<T> opener;

    /** A publisher whose subscriptions a switch stops, and of which no metrics are recorded. */
    public SourceFlux(StopSwitch stopSwitch, Opener<T> opener) {
        this(stopSwitch, null, opener);
    }

    /** A publisher whose subscriptions a switch stops; with what its metrics are recorded with. */
    public SourceFlux(StopSwitch stopSwitch, @Nullable Metering<? super T> metering, Opener<T> opener) {
        this.stopSwitch = stopSwitch;
        this.metering = metering;
        this.opener = opener;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        if (stopSwitch.isStopped()) {
            Operators.complete(actual);
            return;
        }
        Source<T> source;
        try {
            source = opener.open(actual);
        } catch (RuntimeException | OutOfMemoryError refused) { // the latter also for want of a thread
            Operators.error(actual, refused);
            return;
        }
        if (metering != null) {
            source.downstream().recordedBy(metering.begin());
        }
        source.downstream().stoppedBy(stopSwitch);
        actual.onSubscribe(source.downstream());
        source.start();
    }
}
