package io.sluice.reactor.timerfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody's timer as a stream: demand, missed ticks, setting it meanwhile, ends. */
class TimerReceiverTest {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final TimerFd timer = TimerFd.create(TimerClock.MONOTONIC);

    @AfterEach
    void close() {
        timer.close();
    }

    private Probe<TimerExpirations> subscribe(MissedTicks policy, long demand) {
        TimerReceiverOptions options = TimerReceiverOptions.create().missedTicks(policy);
        Probe<TimerExpirations> probe =
                Probe.of(TimerReceiver.create(timer, options).expirations(), demand);
        Queues.passThrough(EventLoop.shared());
        return probe;
    }

    private static void awaitPeriods(Duration start, Duration period, int count) {
        Bounds.await(count + " periods").until(() -> passed(start, period) >= count);
    }

    private static long passed(Duration start, Duration period) {
        return TimerClock.MONOTONIC.now().minus(start).dividedBy(period);
    }

    private static long total(List<TimerExpirations> received) {
        return received.stream().mapToLong(TimerExpirations::count).sum();
    }

    @Test
    void ticksWithoutDemandAreCountedInTheKernelAndComeAsOneElement() {
        Duration start = TimerClock.MONOTONIC.now();
        timer.setEvery(TICK);
        Duration set = TimerClock.MONOTONIC.now();
        Probe<TimerExpirations> probe = subscribe(MissedTicks.COALESCE, 0);
        awaitPeriods(set, TICK, 30);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isZero();
        probe.request(1);
        probe.awaitReceived(1);
        assertThat(probe.received().get(0).count()).isBetween(30L, passed(start, TICK));
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(1);
        probe.cancel();
    }

    @Test
    void noTickIsLostHoweverSlowTheDemand() {
        Duration start = TimerClock.MONOTONIC.now();
        timer.setEvery(TICK);
        Duration set = TimerClock.MONOTONIC.now();
        Probe<TimerExpirations> probe = subscribe(MissedTicks.COALESCE, 0);
        for (int i = 1; i <= 10; i++) {
            awaitPeriods(set, TICK, 5 * i);
            long least = passed(set, TICK);
            probe.request(1);
            probe.awaitReceived(i);
            assertThat(total(probe.received())).isBetween(least, passed(start, TICK));
        }
        probe.cancel();
    }

    @Test
    void aBurstMakesUpForEveryMissedTickAsDemandAllows() {
        Duration start = TimerClock.MONOTONIC.now();
        timer.setEvery(TICK);
        Duration set = TimerClock.MONOTONIC.now();
        Probe<TimerExpirations> probe = subscribe(MissedTicks.BURST, 0);
        awaitPeriods(set, TICK, 30);
        probe.request(10);
        probe.awaitReceived(10);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(10);
        probe.request(Long.MAX_VALUE);
        probe.awaitReceived(40);
        assertThat(probe.received()).containsOnly(new TimerExpirations(1));
        assertThat((long) probe.receivedCount()).isLessThanOrEqualTo(passed(start, TICK));
        probe.cancel();
    }

    @Test
    void aBurstOfMillionsLeavesTheLoopToOthers() {
        timer.set(Duration.ZERO, Duration.ofNanos(1));
        Probe<TimerExpirations> probe = Probe.of(
                TimerReceiver.create(timer, TimerReceiverOptions.create().missedTicks(MissedTicks.BURST))
                        .receive()
                        .ofType(TimerExpirations.class)
                        .doOnNext(tick -> {}),
                Long.MAX_VALUE);
        probe.awaitReceived(10_000);
        Queues.passThrough(EventLoop.shared());
        probe.cancel();
        Queues.passThrough(EventLoop.shared());
    }

    @Test
    void skippedTicksAreDroppedAndTheNextOneIsOnTime() {
        Duration period = Duration.ofMillis(20);
        Duration before = TimerClock.MONOTONIC.now();
        timer.setEvery(period);
        Duration after = TimerClock.MONOTONIC.now();
        Probe<TimerExpirations> probe = subscribe(MissedTicks.SKIP, 0);
        for (int i = 1; i <= 5; i++) {
            awaitPeriods(after, period, 3 * i);
            long last = passed(after, period);
            probe.request(1);
            probe.awaitReceived(i);
            assertThat(TimerClock.MONOTONIC.now()).isGreaterThanOrEqualTo(before.plus(period.multipliedBy(last + 1)));
        }
        assertThat(probe.receivedCount()).isEqualTo(5);
        probe.cancel();
    }

    @ParameterizedTest
    @EnumSource
    void theOnlyExpirationIsNeverDropped(MissedTicks policy) {
        timer.setAfter(Duration.ZERO);
        Probe<TimerExpirations> probe = subscribe(policy, 0);
        Bounds.await("expiration").until(() -> !timer.setting().isArmed());
        probe.request(1);
        probe.awaitReceived(1);
        assertThat(probe.received()).containsExactly(new TimerExpirations(1));
        probe.cancel();
    }

    @Test
    void theTimerCanBeSetWhileSomebodyIsSubscribed() {
        Probe<TimerExpirations> probe = subscribe(MissedTicks.COALESCE, Long.MAX_VALUE);
        timer.setAfter(HOUR);
        timer.setAfter(Duration.ZERO);
        probe.awaitReceived(1);
        timer.setEvery(TICK);
        probe.awaitReceived(5);
        timer.disarm();
        Queues.passThrough(EventLoop.shared());
        int received = probe.receivedCount();
        timer.set(Duration.ZERO, HOUR);
        probe.awaitReceived(received + 1);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(received + 1);
        probe.cancel();
    }

    @Test
    void subscriptionsCompeteAndEachTickGoesToOne() {
        Duration start = TimerClock.MONOTONIC.now();
        timer.setEvery(TICK);
        Probe<TimerExpirations> first = subscribe(MissedTicks.COALESCE, Long.MAX_VALUE);
        Probe<TimerExpirations> second = subscribe(MissedTicks.COALESCE, Long.MAX_VALUE);
        Bounds.await("ticks for both").until(() -> first.receivedCount() > 5 && second.receivedCount() > 5);
        timer.disarm();
        Queues.passThrough(EventLoop.shared());
        assertThat(total(first.received()) + total(second.received())).isLessThanOrEqualTo(passed(start, TICK));
        first.cancel();
        second.cancel();
    }

    @Test
    void aCancelLeavesTheTimerAsItIs() {
        timer.setAfter(HOUR);
        subscribe(MissedTicks.COALESCE, 1).cancel();
        Queues.passThrough(EventLoop.shared());
        assertThat(timer.setting().isArmed()).isTrue();
        timer.setAfter(Duration.ZERO);
        Probe<TimerExpirations> later = subscribe(MissedTicks.COALESCE, 1);
        later.awaitReceived(1);
        later.cancel();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void closingTheTimerCompletesTheStreamWhateverItsDemand(long demand) {
        Probe<TimerExpirations> probe = subscribe(MissedTicks.COALESCE, demand);
        timer.close();
        assertThat(probe.awaitEnd()).isNull();
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void closingTheTimerInTheMiddleOfABurstCompletesTheStream() {
        timer.setEvery(Duration.ofNanos(1));
        Probe<TimerSignal> probe = Probe.of(
                TimerReceiver.create(timer, TimerReceiverOptions.create().missedTicks(MissedTicks.BURST))
                        .receive(),
                Long.MAX_VALUE,
                (self, tick) -> timer.close());
        assertThat(probe.awaitEnd()).isNull();
    }

    @Test
    void aTimerThatWasClosedBeforeIsAnError() {
        timer.close();
        assertThat(subscribe(MissedTicks.COALESCE, 1).awaitEnd())
                .isInstanceOf(ClosedHandleException.class)
                .hasMessage("read(monotonic timer): EBADF, bad file descriptor. The timer was closed before.");
    }

    @Test
    void aClosedLoopIsAnError() {
        EventLoop loop = EventLoop.create();
        TimerReceiver receiver =
                TimerReceiver.create(timer, TimerReceiverOptions.create().eventLoop(loop));
        Probe<TimerSignal> open = Probe.of(receiver.receive(), 0);
        Queues.passThrough(loop);
        loop.close();
        assertThat(open.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aRequestThatIsNotPositiveIsAnError() {
        Probe<TimerExpirations> probe = subscribe(MissedTicks.COALESCE, 0);
        probe.request(-1);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
    }
}
