package io.sluice.reactor.timerfd;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.reactive.QueuePublisherVerification;
import io.sluice.timerfd.TimerClock;
import java.time.Duration;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for ticks. */
public class EveryPeriodVerificationTest extends QueuePublisherVerification<TimerExpirations> {
    private static final Duration PERIOD = Duration.ofNanos(20_000);

    @Override
    public Publisher<TimerExpirations> createPublisher(long elements) {
        return Timers.create().every(PERIOD).take(elements);
    }

    @Override
    public Publisher<TimerExpirations> createFailedPublisher() {
        return onClosedLoop().every(PERIOD);
    }

    static Timers onClosedLoop() {
        EventLoop loop = EventLoop.create();
        loop.close();
        return Timers.create(TimerClock.MONOTONIC, TimerReceiverOptions.create().eventLoop(loop));
    }
}
