package io.sluice.reactor.timerfd;

import io.sluice.testing.reactive.QueuePublisherVerification;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for the signals of somebody's timer. */
public class TimerVerificationTest extends QueuePublisherVerification<TimerSignal> {
    private static final Duration PERIOD = Duration.ofNanos(20_000);

    private final TimerReceiverOptions options;

    public TimerVerificationTest() {
        this(MissedTicks.COALESCE);
    }

    TimerVerificationTest(MissedTicks policy) {
        options = TimerReceiverOptions.create().missedTicks(policy);
    }

    @Override
    public Publisher<TimerSignal> createPublisher(long elements) {
        TimerFd timer = queues.closing(TimerFd.create(TimerClock.MONOTONIC));
        timer.setEvery(PERIOD);
        return TimerReceiver.create(timer, options).receive().take(elements);
    }

    @Override
    public Publisher<TimerSignal> createFailedPublisher() {
        TimerFd timer = TimerFd.create(TimerClock.MONOTONIC);
        timer.close();
        return TimerReceiver.create(timer, options).receive();
    }
}
