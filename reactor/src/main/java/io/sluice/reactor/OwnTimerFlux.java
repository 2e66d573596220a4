package io.sluice.reactor;

import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.util.function.Consumer;
import reactor.core.CoreSubscriber;

/** The cold publisher of a timer: each subscription makes and sets one of its own, and closes it at its end. */
final class OwnTimerFlux extends SourceFlux<TimerSignal> {
    private final TimerClock clock;
    private final Consumer<TimerFd> setting;
    private final TimerReceiverOptions options;

    OwnTimerFlux(TimerClock clock, Consumer<TimerFd> setting, TimerReceiverOptions options) {
        this.clock = clock;
        this.setting = setting;
        this.options = options;
    }

    @Override
    SourceSubscription<TimerSignal> open(CoreSubscriber<? super TimerSignal> actual) {
        TimerFd timer = TimerFd.create(clock);
        try {
            setting.accept(timer);
            return new TimerSubscription(actual, timer, options.eventLoop(), options.missedTicks(), true);
        } catch (RuntimeException | OutOfMemoryError refused) {
            timer.close();
            throw refused;
        }
    }
}
