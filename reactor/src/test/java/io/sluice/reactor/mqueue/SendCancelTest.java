package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A cancelled send is never sent later. */
class SendCancelTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(3, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @Test
    void aSendThatTheLoopHasNotSeenYetIsNotSent() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.create()) {
            PosixMqSender onLoop =
                    PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop));
            loop.execute(() -> {
                held.countDown();
                while (goOn.getCount() > 0) { // busy: a loop's thread may not block
                    assertThat(held.getCount()).isZero();
                }
            });
            held.await();
            Probe<Void> probe = Probe.of(onLoop.send(PosixMessage.ofText("never")), 1);
            probe.cancel();
            goOn.countDown();
            Queues.passThrough(loop);
            assertThat(probe.ends()).isZero();
        }
        assertThat(Queues.drain(queue)).isEmpty();
    }

    @Test
    void aSendBehindTheHeadIsTakenOutOfTheLine() {
        Queues.fill(queue);
        Probe<Void> head = Probe.of(sender.send(PosixMessage.ofText("head")), 1);
        Probe<Void> cancelled = Probe.of(sender.send(PosixMessage.ofText("never")), 1);
        Probe<Void> last = Probe.of(sender.send(PosixMessage.ofText("last")), 1);
        Queues.passThrough(EventLoop.shared());
        cancelled.cancel();
        List<String> received = new ArrayList<>();
        Bounds.await("the others").until(() -> {
            received.addAll(Queues.drain(queue));
            return received.size() == 2;
        });
        assertThat(received).containsExactly("head", "last");
        assertThat(head.awaitEnd()).isNull();
        assertThat(last.awaitEnd()).isNull();
        assertThat(cancelled.ends()).isZero();
        assertNothingComesLater();
    }

    @Test
    @Conforms("mq_send 5-2")
    void aSendThatWaitsForReadinessIsNotSentAndTheNextOneIs() {
        Queues.fill(queue);
        Probe<Void> head = Probe.of(sender.send(PosixMessage.ofText("never")), 1);
        Probe<Void> next = Probe.of(sender.send(PosixMessage.ofText("next")), 1);
        head.cancel();
        queue.tryReceive();
        assertThat(next.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("next");
        assertThat(head.ends()).isZero();
        assertNothingComesLater();
    }

    @ParameterizedTest
    @ValueSource(strings = {"without end", "timeout", "deadline"})
    void aSendInATurnLetsGoBeforeTheCancelReturns(String kind) {
        Queues.fill(queue);
        PosixMessage never = PosixMessage.ofText("never");
        Mono<Void> send = switch (kind) {
            case "timeout" -> sender.send(never, Duration.ofMinutes(1));
            case "deadline" -> sender.sendUntil(never, Instant.now().plusSeconds(60));
            default -> sender.send(never);
        };
        Probe<Void> probe = Probe.of(send, 1);
        Waiters.awaitBusy(1);
        probe.cancel();
        assertThat(Queues.drain(queue)).isEmpty();
        assertNothingComesLater();
        assertThat(probe.ends()).isZero();
    }

    @Test
    void whereABlockedSendIsCancelledTheNextOneTakesItsPlace() {
        Queues.fill(queue);
        Probe<Void> head = Probe.of(sender.send(PosixMessage.ofText("never")), 1);
        Probe<Void> next = Probe.of(sender.send(PosixMessage.ofText("next")), 1);
        Waiters.awaitBusy(1);
        head.cancel();
        Waiters.awaitBusy(1);
        queue.tryReceive();
        assertThat(next.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("next");
    }

    @Test
    void aCancelFromTheLoopItselfIsPossible() {
        Queues.fill(queue);
        Probe<Void> probe = Probe.of(sender.send(PosixMessage.ofText("never")), 1);
        Waiters.awaitBusy(1);
        EventLoop.shared().execute(probe::cancel);
        Waiters.awaitBusy(0);
        assertThat(Queues.drain(queue)).isEmpty();
        assertNothingComesLater();
    }

    @Test
    void cancelledInOnSubscribeNothingIsSent() {
        Mono<Void> send = sender.send(PosixMessage.ofText("never"));
        send.doOnSubscribe(subscription -> subscription.cancel()).subscribe();
        assertNothingComesLater();
    }

    @Test
    void aCancelBehindTheEndDoesNothing() {
        Probe<Void> probe = Probe.of(sender.send(PosixMessage.ofText("sent")), 1);
        assertThat(probe.awaitEnd()).isNull();
        probe.cancel();
        probe.cancel();
        assertThat(Queues.drain(queue)).containsExactly("sent");
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aThousandWaitingSendsAreCancelledInAnyOrder() {
        Queues.fill(queue);
        List<Probe<Void>> probes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            probes.add(Probe.of(sender.send(PosixMessage.ofText("m" + i), Duration.ofMinutes(1)), 1));
        }
        for (int i = 0; i < 1000; i++) {
            probes.get(i * 7 % 1000).cancel();
        }
        assertThat(Queues.drain(queue)).isEmpty();
        assertNothingComesLater();
    }

    /** A later message comes in, and with it whatever was still on its way. */
    private void assertNothingComesLater() {
        sender.send(PosixMessage.ofText("marker")).block(Bounds.SOON);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).containsExactly("marker");
        Waiters.awaitBusy(0);
    }
}
