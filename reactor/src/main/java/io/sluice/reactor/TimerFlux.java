package io.sluice.reactor;

import io.sluice.timerfd.TimerFd;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The publisher of somebody's timer: subscriptions compete, each expiration going to one. */
final class TimerFlux extends Flux<TimerSignal> {
    private final TimerFd timer;
    private final TimerReceiverOptions options;

    TimerFlux(TimerFd timer, TimerReceiverOptions options) {
        this.timer = timer;
        this.options = options;
    }

    @Override
    public void subscribe(CoreSubscriber<? super TimerSignal> actual) {
        TimerSubscription subscription =
                new TimerSubscription(actual, timer, options.eventLoop(), options.missedTicks(), false);
        actual.onSubscribe(subscription);
        subscription.start();
    }
}
