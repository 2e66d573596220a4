package io.sluice.reactor;

import io.sluice.timerfd.TimerFd;
import reactor.core.CoreSubscriber;

/** The publisher of somebody's timer: subscriptions compete, each expiration going to one. */
final class TimerFlux extends SourceFlux<TimerSignal> {
    private final TimerFd timer;
    private final TimerReceiverOptions options;

    TimerFlux(TimerFd timer, TimerReceiverOptions options) {
        this.timer = timer;
        this.options = options;
    }

    @Override
    SourceSubscription<TimerSignal> open(CoreSubscriber<? super TimerSignal> actual) {
        return new TimerSubscription(actual, timer, options.eventLoop(), options.missedTicks(), false);
    }
}
