package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of waiting sends where their queue or their event loop is closed. */
class SendCloseTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(3, 16);
    private final PosixMessageQueue twin = queues.open(queue.name(), PosixAccess.READ_WRITE);

    @BeforeEach
    void fill() {
        Queues.fill(queue);
    }

    @Test
    void closingTheQueueFailsSendsThatWaitForReadiness() {
        List<Probe<Void>> waiting = waiting(PosixMqSender.create(queue));
        queue.close();
        waiting.forEach(probe -> assertThat(probe.awaitEnd()).isInstanceOf(ClosedHandleException.class));
        assertNothingWasSent();
    }

    @Test
    void closingTheQueueFailsTheBlockedSendAndThoseBehindIt() {
        List<Probe<Void>> waiting = waiting(PosixMqSender.create(queue));
        Waiters.awaitBusy(1);
        queue.close();
        waiting.forEach(probe -> assertThat(probe.awaitEnd())
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageContaining(queue.name()));
        assertNothingWasSent();
    }

    @Test
    void closingTheLoopFailsSendsThatWaitForReadiness() {
        EventLoop loop = EventLoop.create();
        List<Probe<Void>> waiting = waiting(onLoop(loop));
        loop.close();
        waiting.forEach(probe -> assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class));
        assertNothingWasSent();
    }

    @Test
    void closingTheLoopFailsTheBlockedSendAndThoseBehindIt() {
        EventLoop loop = EventLoop.create();
        List<Probe<Void>> waiting = waiting(onLoop(loop));
        Waiters.awaitBusy(1);
        loop.close();
        waiting.forEach(probe -> assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class));
        assertNothingWasSent();
    }

    @Test
    void closingTheLoopFailsAStreamWithABlockedSend() {
        EventLoop loop = EventLoop.create();
        Flux<OutboundMessage<PosixMessage, Integer>> messages =
                Flux.range(0, 2).map(i -> OutboundMessage.create(PosixMessage.ofText("m" + i), i));
        Probe<SendResult<Integer>> probe = Probe.of(onLoop(loop).send(messages), Long.MAX_VALUE);
        Waiters.awaitBusy(1);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertNothingWasSent();
    }

    @Test
    void aSendThatIsSubscribedWhileTheLoopClosesFailsToo() {
        EventLoop loop = EventLoop.create();
        PosixMqSender sender = onLoop(loop);
        Probe<Void> blocking = Probe.of(sender.send(PosixMessage.ofText("blocking")), 1);
        Waiters.awaitBusy(1);
        List<Probe<Void>> late = new ArrayList<>();
        // What a failure subscribes on the closing loop is run by it last of all.
        Probe<Void> behind = Probe.of(
                sender.send(PosixMessage.ofText("behind"))
                        .doOnError(error -> late.add(Probe.of(sender.send(PosixMessage.ofText("late")), 1))),
                1);
        loop.close();
        assertThat(blocking.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(behind.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(late).hasSize(1);
        assertThat(late.get(0).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertNothingWasSent();
    }

    @Test
    void closingOneHandleLeavesTheSendsOfAnother() {
        Probe<Void> other = Probe.of(PosixMqSender.create(twin).send(PosixMessage.ofText("other")), 1);
        Probe<Void> closed = Probe.of(PosixMqSender.create(queue).send(PosixMessage.ofText("closed")), 1);
        Waiters.awaitBusy(2);
        queue.close();
        assertThat(closed.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        twin.tryReceive();
        assertThat(other.awaitEnd()).isNull();
        assertThat(Queues.drain(twin)).containsExactly("other");
    }

    private static SenderOptions options(EventLoop loop) {
        return SenderOptions.create().eventLoop(loop);
    }

    private PosixMqSender onLoop(EventLoop loop) {
        return PosixMqSender.create(queue, options(loop));
    }

    private static List<Probe<Void>> waiting(PosixMqSender sender) {
        PosixMessage message = PosixMessage.ofText("never");
        List<Mono<Void>> sends = List.of(
                sender.send(message),
                sender.send(message, Duration.ofMinutes(1)),
                sender.sendUntil(message, Instant.now().plusSeconds(60)),
                sender.send(message));
        return sends.stream().map(send -> Probe.of(send, 1)).toList();
    }

    private void assertNothingWasSent() {
        Waiters.awaitBusy(0);
        assertThat(Queues.count(twin)).isEqualTo(3);
        assertThat(Queues.drain(twin)).isEmpty();
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(twin)).isEmpty();
    }
}
