package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Queues;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A receiver that is stopped: its streams complete, and nothing that was taken is given up. */
class StopTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** The streams that there are. */
    enum Kind {
        POSIX,
        POSIX_FAIR,
        POSIX_UNTIL_EMPTY,
        POSIX_WITHIN,
        POSIX_FAIR_WITHIN,
        POSIX_NOTIFIED,
        NOTIFICATIONS,
        SYSV,
        SYSV_UNTIL_EMPTY,
        SYSV_WITHIN,
        TIMER,
        TIMERS
    }

    /** A stream, and how to stop its receiver. */
    private record Stream(Publisher<?> elements, Runnable stop) {}

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);
    private final SysvMessageQueue sysvQueue = sysvQueues.create();
    private final TimerFd timer = queues.closing(TimerFd.create(TimerClock.MONOTONIC));

    private Stream open(Kind kind) {
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        PosixMqReceiver fair =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true));
        PosixMqNotifier notifier = PosixMqNotifier.create(queue);
        SysvMqReceiver sysv = SysvMqReceiver.create(sysvQueue);
        TimerReceiver timerReceiver = TimerReceiver.create(timer);
        Timers timers = Timers.create();
        TypeSelector any = TypeSelector.any();
        return switch (kind) {
            case POSIX -> new Stream(receiver.receive(), receiver::stop);
            case POSIX_FAIR -> new Stream(fair.receive(), fair::stop);
            case POSIX_UNTIL_EMPTY -> new Stream(receiver.receiveUntilEmpty(), receiver::stop);
            case POSIX_WITHIN -> new Stream(receiver.receiveWithin(LONG), receiver::stop);
            case POSIX_FAIR_WITHIN -> new Stream(fair.receiveWithin(LONG), fair::stop);
            case POSIX_NOTIFIED -> new Stream(notifier.receive(), notifier::stop);
            case NOTIFICATIONS -> new Stream(notifier.notifications(), notifier::stop);
            case SYSV -> new Stream(sysv.receive(any), sysv::stop);
            case SYSV_UNTIL_EMPTY -> new Stream(sysv.receiveUntilEmpty(any), sysv::stop);
            case SYSV_WITHIN -> new Stream(sysv.receiveWithin(any, LONG), sysv::stop);
            case TIMER -> new Stream(timerReceiver.receive(), timerReceiver::stop);
            case TIMERS -> new Stream(timers.every(Duration.ofMillis(1)), timers::stop);
        };
    }

    /** Makes elements for all kinds: five messages in either queue, and a tick. */
    private void feed() {
        Queues.preload(queue, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(sysvQueue.trySend(SysvMessage.ofText(1, "m" + i))).isTrue();
        }
        timer.setEvery(Duration.ofMillis(1));
    }

    private void assertNothingWasTaken() {
        assertThat(Queues.count(queue)).isEqualTo(5);
        assertThat(sysvQueue.status().messages()).isEqualTo(5);
    }

    private static void assertCompleted(Probe<?> probe) {
        assertThat(probe.awaitEnd()).isNull();
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(probe.discarded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void stopCompletesAStreamWithDemand(Kind kind) {
        Stream stream = open(kind);
        Probe<?> probe = Probe.of(stream.elements(), Long.MAX_VALUE);
        Queues.passThrough(EventLoop.shared());
        stream.stop().run();
        assertCompleted(probe);
        Waiters.awaitBusy(0);
        feed();
        Queues.passThrough(EventLoop.shared());
        assertNothingWasTaken();
    }

    @ParameterizedTest
    @EnumSource
    void stopCompletesAStreamWithoutDemandAndTakesNothing(Kind kind) {
        feed();
        Stream stream = open(kind);
        Probe<?> probe = Probe.of(stream.elements(), 0);
        Queues.passThrough(EventLoop.shared());
        stream.stop().run();
        assertCompleted(probe);
        assertThat(probe.received()).isEmpty();
        assertNothingWasTaken();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatBeginsBehindTheStopCompletesAtOnceAndTakesNothing(Kind kind) {
        feed();
        Stream stream = open(kind);
        stream.stop().run();
        Probe<?> probe = Probe.of(stream.elements(), Long.MAX_VALUE);
        assertThat(probe.ends())
                .as("terminal signals, right behind the subscription")
                .isEqualTo(1);
        assertCompleted(probe);
        assertThat(probe.received()).isEmpty();
        assertNothingWasTaken();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondStopDoesNothing(Kind kind) {
        Stream stream = open(kind);
        Probe<?> probe = Probe.of(stream.elements(), 1);
        stream.stop().run();
        stream.stop().run();
        assertCompleted(probe);
        stream.stop().run();
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.ends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStopInTheSubscriptionTakesNothing(Kind kind) {
        feed();
        Stream stream = open(kind);
        Probe<Object> probe = Probe.unsubscribed(Long.MAX_VALUE);
        stream.elements().subscribe(new BaseSubscriber<Object>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                stream.stop().run();
                probe.onSubscribe(subscription);
            }

            @Override
            protected void hookOnNext(Object element) {
                probe.onNext(element);
            }

            @Override
            protected void hookOnError(Throwable cause) {
                probe.onError(cause);
            }

            @Override
            protected void hookOnComplete() {
                probe.onComplete();
            }
        });
        assertCompleted(probe);
        assertThat(probe.received()).isEmpty();
        assertNothingWasTaken();
    }

    /** The streams of one element are left out: they end with it. */
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = ".*WITHIN")
    void aStopFromWithinOnNextKeepsTheElementAndTakesNoOther(Kind kind) {
        feed();
        Stream stream = open(kind);
        Probe<?> probe = Probe.of(
                stream.elements(),
                Long.MAX_VALUE,
                (self, element) -> stream.stop().run());
        assertCompleted(probe);
        assertThat(probe.received()).hasSize(1);
        int left = Queues.count(queue) + (int) sysvQueue.status().messages();
        boolean takesMessages = kind.name().startsWith("POSIX") || kind.name().startsWith("SYSV");
        assertThat(left).as("messages that are left").isEqualTo(takesMessages ? 9 : 10);
    }
}
