package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqLimits;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class SysvSendTest {
    private static final TypeSelector ANY = TypeSelector.any();
    /** As many bytes as the queues of these tests hold: one message fills one. */
    private static final int ROOM = 64;

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static SysvMessage filling(int number) {
        byte[] payload = new byte[ROOM];
        payload[0] = (byte) number;
        return SysvMessage.of(number + 1L, payload);
    }

    private SysvMessageQueue fullQueue() {
        SysvMessageQueue queue = queues.create(ROOM);
        assertThat(queue.trySend(filling(0))).isTrue();
        assertThat(queue.trySend(filling(0))).isFalse();
        return queue;
    }

    private static long received(SysvMessageQueue queue) {
        SysvMessage message = queue.tryReceive(ANY);
        return message == null ? 0 : message.type();
    }

    private static Errno errno(Throwable error) {
        return ((ErrnoException) error).errno();
    }

    @Test
    void sendsLeaveInTheOrderOfTheirSubscription() {
        SysvMessageQueue queue = queues.create(ROOM);
        SysvMqSender sender = SysvMqSender.create(queue);
        List<Probe<Void>> probes = IntStream.range(0, 20)
                .mapToObj(i -> Probe.of(sender.send(filling(i)), 1))
                .toList();
        for (int i = 0; i < 20; i++) {
            assertThat(probes.get(i).awaitEnd()).isNull();
            assertThat(received(queue)).isEqualTo(i + 1);
        }
    }

    @Test
    void nothingIsSentBeforeTheSubscriptionAndEachSendsAnew() {
        SysvMessageQueue queue = queues.create();
        var send = SysvMqSender.create(queue).send(filling(3));
        assertThat(queue.status().messages()).isZero();
        send.block(Bounds.SOON);
        send.block(Bounds.SOON);
        assertThat(queue.status().messages()).isEqualTo(2);
    }

    @Test
    void aTimeoutEndsASendThatSystemVItselfNeverEnds() {
        SysvMessageQueue queue = fullQueue();
        SysvMqSender sender = SysvMqSender.create(queue);
        long before = System.nanoTime();
        Throwable error =
                Probe.of(sender.send(filling(1), Duration.ofMillis(200)), 1).awaitEnd();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(200_000_000L);
        assertThat(error).isInstanceOf(SendTimeoutException.class).hasMessageContaining(queue.name());
        assertThat(errno(error)).isEqualTo(Errno.ETIMEDOUT);
        Waiters.awaitBusy(0);
        assertThat(received(queue)).isEqualTo(1);
        assertThat(received(queue)).isZero();
    }

    @Test
    void aTimeoutBehindAnotherSendEndsToo() {
        SysvMessageQueue queue = fullQueue();
        SysvMqSender sender = SysvMqSender.create(queue);
        Probe<Void> first = Probe.of(sender.send(filling(1)), 1);
        Throwable error =
                Probe.of(sender.send(filling(2), Duration.ofMillis(50)), 1).awaitEnd();
        assertThat(error).isInstanceOf(SendTimeoutException.class);
        assertThat(first.hasEnded()).isFalse();
        assertThat(received(queue)).isEqualTo(1);
        assertThat(first.awaitEnd()).isNull();
        assertThat(received(queue)).isEqualTo(2);
        assertThat(received(queue)).isZero();
    }

    @Test
    void whereThereIsRoomNoTimeoutIsTooShort() {
        SysvMessageQueue queue = queues.create();
        SysvMqSender.create(queue).send(filling(1), Duration.ZERO).block(Bounds.SOON);
        assertThat(received(queue)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysvMqSender.create(queue).send(filling(1), Duration.ofNanos(-1)));
    }

    @Test
    void aSendThatDoesNotWaitSaysThatTheQueueIsFull() {
        SysvMessageQueue queue = fullQueue();
        Throwable error =
                Probe.of(SysvMqSender.create(queue).sendNow(filling(1)), 1).awaitEnd();
        assertThat(error).isInstanceOf(QueueFullException.class);
        assertThat(errno(error)).isEqualTo(Errno.EAGAIN);
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void whatCanNeverBeSentIsRefusedAndHoldsUpNobody() {
        SysvMessageQueue queue = queues.create(ROOM);
        SysvMqSender sender = SysvMqSender.create(queue);
        Throwable overQueue =
                Probe.of(sender.send(SysvMessage.of(1, new byte[ROOM + 1])), 1).awaitEnd();
        assertThat(overQueue)
                .isInstanceOf(MessageTooLargeException.class)
                .hasMessageContaining("65 bytes")
                .hasMessageContaining("holds 64");
        int limit = SysvMqLimits.read().maxMessageSize();
        Throwable overLimit =
                Probe.of(sender.send(SysvMessage.of(1, new byte[limit + 1])), 1).awaitEnd();
        assertThat(overLimit).isInstanceOf(MessageTooLargeException.class).hasMessageContaining("msgmax is " + limit);
        sender.send(filling(4)).block(Bounds.SOON);
        assertThat(received(queue)).isEqualTo(5);
    }

    @Test
    void aQueueThatShrinksBehindAWaitingSendLetsTheNextOnesKnow() {
        SysvMessageQueue queue = fullQueue();
        SysvMqSender sender = SysvMqSender.create(queue);
        Probe<Void> waits = Probe.of(sender.send(SysvMessage.ofText(2, "x"), Duration.ofSeconds(20)), 1);
        Waiters.awaitBusy(1);
        Probe<Void> tooLarge = Probe.of(sender.send(filling(1)), 1);
        queue.set(queue.status().settings().withMaxBytes(8));
        assertThat(received(queue)).isEqualTo(1);
        assertThat(waits.awaitEnd()).isNull();
        assertThat(tooLarge.awaitEnd()).isInstanceOf(MessageTooLargeException.class);
    }

    @Test
    void aRemovedQueueFailsEverySendThatWaits() {
        SysvMessageQueue queue = fullQueue();
        SysvMqSender sender = SysvMqSender.create(queue);
        Probe<Void> first = Probe.of(sender.send(filling(1)), 1);
        Probe<Void> second = Probe.of(sender.send(filling(2)), 1);
        BlockedThreads.await(1); // behind the removal the call would fail with EINVAL
        queue.remove();
        assertThat(first.awaitEnd()).isInstanceOf(QueueRemovedException.class);
        assertThat(errno(first.error())).isEqualTo(Errno.EIDRM);
        assertThat(second.awaitEnd()).isInstanceOf(QueueRemovedException.class);
        assertThat(errno(second.error())).isEqualTo(Errno.EINVAL);
    }

    @Test
    void aClosedHandleFailsEverySendThatWaits() {
        SysvMessageQueue queue = fullQueue();
        SysvMessageQueue handle = queues.again(queue, SysvAccess.WRITE);
        SysvMqSender sender = SysvMqSender.create(handle);
        Probe<Void> first = Probe.of(sender.send(filling(1)), 1);
        Probe<Void> second = Probe.of(sender.send(filling(2)), 1);
        Waiters.awaitBusy(1);
        handle.close();
        assertThat(first.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(second.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void aClosedLoopFailsEverySendThatWaits() {
        SysvMessageQueue queue = fullQueue();
        EventLoop loop = EventLoop.create();
        SysvMqSender sender = SysvMqSender.create(queue, SenderOptions.create().eventLoop(loop));
        Probe<Void> first = Probe.of(sender.send(filling(1)), 1);
        Probe<Void> second = Probe.of(sender.send(filling(2)), 1);
        Waiters.awaitBusy(1);
        loop.close();
        assertThat(first.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(second.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(sender.send(filling(3)), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void aCancelledSendIsNeverSent() {
        SysvMessageQueue queue = fullQueue();
        SysvMqSender sender = SysvMqSender.create(queue);
        Probe<Void> first = Probe.of(sender.send(filling(1)), 1);
        Probe<Void> second = Probe.of(sender.send(filling(2)), 1);
        Waiters.awaitBusy(1);
        first.cancel();
        assertThat(received(queue)).isEqualTo(1);
        assertThat(second.awaitEnd()).isNull();
        assertThat(received(queue)).isEqualTo(3);
        assertThat(first.hasEnded()).isFalse();
    }

    @Test
    void aHandleForReceivingCannotSend() {
        SysvMessageQueue handle = queues.again(queues.create(), SysvAccess.READ);
        assertThat(Probe.of(SysvMqSender.create(handle).send(filling(1)), 1).awaitEnd())
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("SysvAccess.WRITE");
    }

    @Test
    void aStreamGivesAResultForEachMessageInOrder() {
        SysvMessageQueue queue = queues.create(ROOM);
        Flux<OutboundMessage<SysvMessage, Integer>> messages =
                Flux.range(0, 50).map(i -> OutboundMessage.create(filling(i), i));
        Probe<SendResult<Integer>> results = Probe.of(SysvMqSender.create(queue).send(messages), Long.MAX_VALUE);
        Probe<SysvMessage> received = Probe.of(SysvMqReceiver.create(queue).receive(ANY), 50);
        assertThat(results.awaitEnd()).isNull();
        received.awaitReceived(50);
        assertThat(results.received())
                .extracting(SendResult::correlationMetadata)
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(results.received()).allMatch(SendResult::isSent);
        assertThat(received.received())
                .extracting(SysvMessage::type)
                .isEqualTo(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
        received.cancel();
    }

    @Test
    void aStreamThatGoesOnReportsWhatCouldNotBeSentAndEndsWithTheQueue() {
        SysvMessageQueue queue = queues.create(ROOM);
        Flux<OutboundMessage<SysvMessage, Integer>> messages = Flux.range(0, 3)
                .map(i -> OutboundMessage.create(i == 1 ? SysvMessage.of(1, new byte[ROOM + 1]) : filling(i), i));
        SysvMqSender sender = SysvMqSender.create(
                queue, SenderOptions.create().stopOnError(false).maxInFlight(1).sendTimeout(Duration.ofSeconds(20)));
        Probe<SendResult<Integer>> results = Probe.of(sender.send(messages), Long.MAX_VALUE);
        results.awaitReceived(2);
        assertThat(results.received().get(1).exception()).isInstanceOf(MessageTooLargeException.class);
        queue.remove();
        assertThat(results.awaitEnd()).isInstanceOf(QueueRemovedException.class);
        assertThat(results.received()).hasSize(2);
    }
}
