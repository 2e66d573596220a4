package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationMono;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** How sends wait at a full queue: for readiness, or blocked. */
class SendPhasesTest {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("message");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create("sends");
    private final PosixMessageQueue queue = queues.create(2, 16);
    private final CountingTarget target = new CountingTarget(queue);
    private final OperationQueue<PosixMessage> operations = new OperationQueue<>(target, loop);

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    private Probe<Void> send(Limit limit) {
        return Probe.of(new OperationMono<>(operations, MESSAGE, limit), 1);
    }

    @Test
    void behindASendThatFoundRoomTheNextOneWaitsForReadinessFirst() throws Exception {
        Queues.fill(queue);
        Probe<Void> blocked = send(Limit.NONE);
        Probe<Void> behind = send(Limit.NONE);
        Waiters.awaitBusy(1);
        loop.execute(
                () -> { // both before the loop learns that the first one is sent, so that the second one finds room
                    queue.tryReceive();
                    queue.tryReceive();
                });
        assertThat(blocked.awaitEnd()).isNull();
        assertThat(behind.awaitEnd()).isNull();
        int before = target.blockingSends.get();
        CompletableFuture<Integer> begun = new CompletableFuture<>();
        loop.execute(() -> {
            Queues.fill(queue);
            send(Limit.NONE);
            begun.complete(target.blockingSends.get()); // in the same task, before any patience ends
        });
        assertThat(begun.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                .as("blocking sends that have begun")
                .isEqualTo(before);
        queue.tryReceive();
    }

    @Test
    void theEndOfTheLoopFailsASendThatIsBlockedFromTheBeginning() {
        Queues.fill(queue);
        Probe<Void> blocked = send(Limit.until(Instant.now().plus(Duration.ofMinutes(5))));
        Waiters.awaitBusy(1);
        loop.close();
        assertThat(blocked.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        Waiters.awaitBusy(0);
    }

    @Test
    void aDeadlineBehindABlockedSendIsLookedAtAgainAndAgain() {
        Queues.fill(queue);
        Probe<Void> blocked = send(Limit.NONE);
        Probe<Void> behind = send(Limit.until(Instant.now().plus(Duration.ofMillis(700))));
        assertThat(behind.awaitEnd()).isInstanceOf(SendTimeoutException.class);
        assertThat(blocked.hasEnded()).isFalse();
        blocked.cancel();
    }

    @Test
    void allMessagesOfACancelledStreamLeaveTheQueueOfSendsAtOnce() {
        Queues.fill(queue);
        PosixMqSender sender = PosixMqSender.create(
                queue, SenderOptions.create().eventLoop(loop).maxInFlight(8));
        Probe<Void> first = Probe.of(sender.send(MESSAGE), 1);
        Flux<OutboundMessage<PosixMessage, Integer>> messages = Flux.concat(SendStreamTest.numbered(8), Flux.never());
        Probe<SendResult<Integer>> stream = Probe.of(sender.send(messages), 8);
        Queues.passThrough(loop);
        stream.cancel();
        Bounds.await("all messages to be discarded")
                .until(() -> stream.discarded().size() == 8);
        assertThat(first.hasEnded()).isFalse();
        first.cancel();
    }
}
