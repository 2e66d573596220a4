package io.sluice.reactor.timerfd;

import io.sluice.testing.reactive.QueuePublisherVerification;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for single expirations: for one, and for many one behind the other. */
public class AfterDelayVerificationTest extends QueuePublisherVerification<TimerExpirations> {
    static final Duration DELAY = Duration.ofNanos(20_000);

    @Override
    public Publisher<TimerExpirations> createPublisher(long elements) {
        Mono<TimerExpirations> one = once();
        if (elements <= 1) {
            return elements == 0 ? one.filter(expired -> false) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one);
    }

    Mono<TimerExpirations> once() {
        return Timers.create().after(DELAY);
    }

    @Override
    public Publisher<TimerExpirations> createFailedPublisher() {
        return EveryPeriodVerificationTest.onClosedLoop().after(DELAY);
    }
}
