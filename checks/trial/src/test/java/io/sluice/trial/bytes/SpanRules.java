package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.WaitHandler;
import io.sluice.codec.MessageCodec;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import io.sluice.timerfd.ClockStep;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import io.sluice.timerfd.TimerSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.CorePublisher;
import reactor.core.publisher.Flux;

/**
 * Spans and times: only negative spans, and times before 1970 for a timer, are refused; any other gives the kernel a
 * timespec that it takes.
 */
final class SpanRules implements AutoCloseable {
    /** What a span of nanoseconds in a {@code long} holds. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final TimerFd monotonic = TimerFd.create(TimerClock.MONOTONIC);
    private final TimerFd wallClock = TimerFd.create(TimerClock.REALTIME);
    private final PosixMessageQueue queue = PosixMessageQueue.builder(NameRules.PREFIX + "spans")
            .maxMessages(1)
            .maxMessageSize(1)
            .whenUnlinked(WhenUnlinked.GO_ON)
            .create();
    private final PosixMqSender sender = PosixMqSender.create(queue);
    private final PosixMqReceiver receiver = PosixMqReceiver.create(queue);
    private final SysvMessageQueue sysvQueue = SysvTestQueues.createForARound();
    private final SysvMqSender sysvSender = SysvMqSender.create(sysvQueue);
    private final SysvMqReceiver sysvReceiver = SysvMqReceiver.create(sysvQueue);
    private final Timers timers = Timers.create();

    SpanRules() {
        PosixMessageQueue.unlink(queue.name());
    }

    void checkTimer(Duration delay, Duration interval, Instant time) {
        boolean negative = delay.isNegative() || interval.isNegative();
        assertThat(Documented.TIMER_AFTER.call(() -> monotonic.setAfter(delay)).refused())
                .isEqualTo(delay.isNegative());
        assertThat(Documented.TIMER_EVERY.call(() -> monotonic.setEvery(delay)).refused())
                .isEqualTo(delay.isNegative() || delay.isZero());
        assertThat(Documented.TIMER_SET
                        .call(() -> monotonic.set(delay, interval))
                        .refused())
                .isEqualTo(negative);
        if (!negative) {
            TimerSetting setting = monotonic.setting();
            assertThat(setting.remaining())
                    .isLessThanOrEqualTo(clipped(delay.isZero() ? Duration.ofNanos(1) : delay)
                            .plus(clipped(interval)));
            assertThat(setting.interval()).isBetween(Duration.ZERO, clipped(interval));
            assertThat(setting.interval().isZero()).isEqualTo(interval.isZero());
        }
        assertThat(Documented.TIMER_AT_UPTIME
                        .call(() -> monotonic.setAtUptime(delay, interval))
                        .refused())
                .isEqualTo(negative);
        assertThat(Documented.TIMER_AT_AGAIN_AND_AGAIN
                        .call(() -> wallClock.setAt(time, interval, ClockStep.FOLLOW))
                        .refused())
                .isEqualTo(time.isBefore(Instant.EPOCH) || interval.isNegative());
        assertThat(Documented.TIMER_AT.call(() -> monotonic.setAt(time)).refused())
                .isTrue();
        monotonic.disarm();
        wallClock.disarm();
    }

    void checkTimers(Duration span, Instant time) {
        checkSubscribed(Documented.TIMERS_AFTER.call(() -> timers.after(span)), span.isNegative());
        checkSubscribed(Documented.TIMERS_EVERY.call(() -> timers.every(span)), span.isNegative() || span.isZero());
        checkSubscribed(Documented.TIMERS_AT.call(() -> timers.at(time)), time.isBefore(Instant.EPOCH));
    }

    /** The timer is set when {@code subscribe} returns, and the kernel has said whether it takes that. */
    private static void checkSubscribed(Documented.Outcome<? extends CorePublisher<?>> stream, boolean refused) {
        assertThat(stream.refused()).isEqualTo(refused);
        if (!refused) {
            AtomicReference<Throwable> error = new AtomicReference<>();
            Flux.from(stream.value()).subscribe(expirations -> {}, error::set).dispose();
            assertThat(error).hasNullValue();
        }
    }

    /** The kernel takes whatever begins in the last second for the longest span. */
    private static Duration clipped(Duration span) {
        return span.toSeconds() >= LONGEST.toSeconds() ? LONGEST : span;
    }

    /** There is room, so whatever the limit is, the message goes; and a wait without room can be called off. */
    void checkSend(Duration timeout, Instant deadline) {
        PosixMessage message = PosixMessage.of(new byte[1]);
        assertThat(Documented.SENDER_TIMEOUT
                        .call(() -> SenderOptions.create().sendTimeout(timeout))
                        .refused())
                .isEqualTo(timeout.isNegative());
        try (NamedPosixMqSender named = NamedPosixMqSender.create(NameRules.PREFIX + "missing")) {
            assertThat(Documented.NAMED_SEND
                            .call(() -> named.send(message, timeout))
                            .refused())
                    .isEqualTo(timeout.isNegative());
        }
        boolean refused = Documented.SENDER_SEND
                .call(() -> sender.send(message, timeout).block(Bounds.SOON))
                .refused();
        assertThat(refused).isEqualTo(timeout.isNegative());
        assertThat(queue.tryReceive() != null).isEqualTo(!refused);
        Documented.SENDER_SEND_UNTIL.call(
                () -> sender.sendUntil(message, deadline).block(Bounds.SOON));
        if (!refused && timeout.compareTo(Duration.ofSeconds(1)) > 0) {
            sender.send(message, timeout).subscribe().dispose();
        }
        assertThat(queue.tryReceive()).isEqualTo(message);
        assertThat(queue.tryReceive()).isNull();
    }

    /** What is there is received, whatever the timeout; and a wait without a message can be called off. */
    void checkReceive(Duration timeout) {
        PosixMessage message = PosixMessage.of(new byte[1]);
        assertThat(queue.trySend(message)).isTrue();
        Documented.Outcome<PosixMessage> received = Documented.RECEIVER_WITHIN.call(
                () -> receiver.receiveWithin(timeout).block(Bounds.SOON));
        assertThat(received.refused()).isEqualTo(timeout.isNegative());
        assertThat(received.refused() ? queue.tryReceive() : received.value()).isEqualTo(message);
        SysvMessage typed = SysvMessage.of(1, new byte[1]);
        assertThat(Documented.SYSV_SENDER_SEND
                        .call(() -> sysvSender.send(typed, timeout).block(Bounds.SOON))
                        .refused())
                .isEqualTo(timeout.isNegative());
        Documented.Outcome<SysvMessage> receivedTyped = Documented.SYSV_RECEIVER_WITHIN.call(
                () -> sysvReceiver.receiveWithin(TypeSelector.any(), timeout).block(Bounds.SOON));
        assertThat(receivedTyped.refused()).isEqualTo(timeout.isNegative());
        assertThat(receivedTyped.value()).isEqualTo(timeout.isNegative() ? null : typed);
        assertThat(Documented.RECEIVER_DECODE_WITHIN
                        .call(() -> receiver.receiveWithin(timeout, MessageCodec.bytes(), WhenUndecodable.fail()))
                        .refused())
                .isEqualTo(timeout.isNegative());
        assertThat(Documented.SYSV_RECEIVER_DECODE_WITHIN
                        .call(() -> sysvReceiver.receiveWithin(
                                TypeSelector.any(), timeout, MessageCodec.bytes(), WhenUndecodable.fail()))
                        .refused())
                .isEqualTo(timeout.isNegative());
        if (timeout.compareTo(Duration.ofSeconds(1)) > 0) {
            receiver.receiveWithin(timeout).subscribe().dispose();
            sysvReceiver.receiveWithin(TypeSelector.any(), timeout).subscribe().dispose();
        }
    }

    /** The kernel checks a timespec before it looks for room. */
    void checkKernelsDeadline(@Nullable Instant deadline) throws Exception {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Documented.MQ_BLOCKING_SEND.call(() ->
                queue.blockingSend(PosixMessage.of(new byte[1]), deadline, new WaitHandler() {
                    @Override
                    public void done() {
                        sent.complete(null);
                    }

                    @Override
                    public void notDone(@Nullable ErrnoException cause) {
                        sent.completeExceptionally(cause == null ? new AssertionError("interrupted") : cause);
                    }
                }));
        sent.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(queue.tryReceive()).isNotNull();
    }

    @Override
    public void close() {
        monotonic.close();
        wallClock.close();
        queue.close();
        SysvTestQueues.discard(sysvQueue);
    }
}
