package io.sluice.reactor.timerfd;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for single expirations at a time on the wall clock. */
public class AtTimeVerificationTest extends AfterDelayVerificationTest {
    @Override
    Mono<TimerExpirations> once() {
        return Mono.defer(() -> Timers.create().at(Instant.now().plus(DELAY)));
    }
}
