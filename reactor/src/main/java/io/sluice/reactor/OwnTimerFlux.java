package io.sluice.reactor;

import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.util.function.Consumer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** The cold publisher of a timer: each subscription makes and sets one of its own, and closes it at its end. */
final class OwnTimerFlux extends Flux<TimerSignal> {
    private final TimerClock clock;
    private final Consumer<TimerFd> setting;
    private final TimerReceiverOptions options;

    OwnTimerFlux(TimerClock clock, Consumer<TimerFd> setting, TimerReceiverOptions options) {
        this.clock = clock;
        this.setting = setting;
        this.options = options;
    }

    @Override
    public void subscribe(CoreSubscriber<? super TimerSignal> actual) {
        TimerSubscription subscription;
        try {
            subscription = open(actual);
        } catch (RuntimeException refused) {
            Operators.error(actual, refused);
            return;
        }
        actual.onSubscribe(subscription);
        subscription.start();
    }

    private TimerSubscription open(CoreSubscriber<? super TimerSignal> actual) {
        TimerFd timer = TimerFd.create(clock);
        try {
            setting.accept(timer);
            return new TimerSubscription(actual, timer, options.eventLoop(), options.missedTicks(), true);
        } catch (RuntimeException refused) {
            timer.close();
            throw refused;
        }
    }
}
