package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
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
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Single sends: their order, and each error by its own name. */
public class SendTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @Test
    @Conforms("mq_send 1-1")
    void completesOnceTheMessageIsInTheQueue() {
        StepVerifier.create(sender.send(PosixMessage.ofText("hello", 3)))
                .expectComplete()
                .verify(Bounds.SOON);
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("hello", 3));
    }

    @Test
    void eachSubscriptionSendsOnceMoreAndNoneSendsNothing() {
        Mono<Void> send = sender.send(PosixMessage.ofText("again"));
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).isZero();
        send.block(Bounds.SOON);
        send.block(Bounds.SOON);
        assertThat(Queues.drain(queue)).containsExactly("again", "again");
    }

    @Test
    void sendsOfAllKindsLeaveInTheOrderOfTheirSubscription() {
        Queues.fill(queue);
        List<Probe<Void>> probes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PosixMessage message = PosixMessage.ofText("m" + i);
            probes.add(Probe.of(
                    switch (i % 4) {
                        case 0 -> sender.send(message);
                        case 1 -> sender.send(message, Duration.ofMinutes(1));
                        case 2 -> sender.sendUntil(message, Instant.now().plusSeconds(60));
                        default -> sender.send(message, Duration.ofSeconds(Long.MAX_VALUE));
                    },
                    1));
        }
        List<String> received = new ArrayList<>();
        Bounds.await("all messages").until(() -> {
            received.addAll(Queues.drain(queue));
            return received.size() == 40;
        });
        assertThat(received).isEqualTo(Queues.preloaded(40));
        probes.forEach(probe -> assertThat(probe.awaitEnd()).isNull());
    }

    @Test
    void sendsFromManyThreadsAllArriveOnce() throws InterruptedException {
        int each = 500;
        Probe<PosixMessage> receiver = Probe.of(PosixMqReceiver.create(queue).receive(), Long.MAX_VALUE);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            int from = t * each;
            threads[t] = new Thread(() -> {
                for (int i = from; i < from + each; i++) {
                    sender.send(PosixMessage.ofText("m" + i)).block(Bounds.SOON);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        receiver.awaitReceived(threads.length * each);
        assertThat(receiver.received())
                .extracting(PosixMessage::text)
                .containsExactlyInAnyOrderElementsOf(Queues.preloaded(threads.length * each));
        receiver.cancel();
    }

    @Test
    void aSubscriberThatThrowsAndAHandlerThatThrowsDoNotHoldUpTheLine() {
        try (EventLoop loop = EventLoop.create()) {
            loop.execute(() -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                throw new IllegalStateException("broken handler");
            }));
            PosixMqSender shared =
                    PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop));
            Queues.fill(queue);
            Probe<SendResult<Integer>> broken =
                    Probe.of(shared.send(SendStreamTest.numbered(1)), Long.MAX_VALUE, (self, result) -> {
                        throw new IllegalStateException("broken subscriber");
                    });
            Waiters.awaitBusy(1);
            Probe<Void> behind = Probe.of(shared.send(PosixMessage.ofText("behind")), 1);
            List<String> sent = new ArrayList<>(Queues.drain(queue));
            broken.awaitReceived(1);
            assertThat(behind.awaitEnd()).isNull();
            sent.addAll(Queues.drain(queue));
            assertThat(sent).containsExactly("m0", "behind");
        }
    }

    @Test
    @Conforms("mq_send 7-1")
    void sendNowFailsWhereTheQueueIsFullAndQueuesNothing() {
        sender.sendNow(PosixMessage.ofText("room")).block(Bounds.SOON);
        Queues.fill(queue);
        assertThat(failure(sender.sendNow(PosixMessage.ofText("no room"))))
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining(queue.name())
                .hasMessageContaining("10 messages");
        assertThat(Queues.drain(queue)).containsExactly("room");
    }

    @Test
    void sendNowDoesNotOvertakeASendThatWaits() {
        Queues.fill(queue);
        Probe<Void> waiting = Probe.of(sender.send(PosixMessage.ofText("first")), 1);
        Probe<Void> now = Probe.of(sender.sendNow(PosixMessage.ofText("second")), 1);
        assertThat(now.awaitEnd()).isInstanceOf(QueueFullException.class);
        assertThat(waiting.hasEnded()).isFalse();
        queue.tryReceive();
        assertThat(waiting.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("first");
    }

    @Test
    @Conforms({"mq_send 2-1", "mq_send 14-1"})
    void aMessageThatIsTooLongIsRefusedAlsoWhereTheQueueIsFull() {
        PosixMessage tooLong = PosixMessage.of(new byte[17]);
        assertThat(failure(sender.send(tooLong)))
                .isInstanceOf(MessageTooLargeException.class)
                .hasMessageContaining("17")
                .hasMessageContaining("16");
        assertThat(Queues.count(queue)).isZero();
        Queues.fill(queue);
        assertThat(failure(sender.send(tooLong))).isInstanceOf(MessageTooLargeException.class);
        assertThat(failure(sender.sendUntil(tooLong, Instant.now().plusSeconds(60))))
                .isInstanceOf(MessageTooLargeException.class);
        assertThat(Queues.drain(queue)).isEmpty();
        sender.send(PosixMessage.of(new byte[16])).block(Bounds.SOON);
    }

    @Test
    void aMessageThatIsTooLongBehindOneThatWaitsHoldsUpNobody() {
        Queues.fill(queue);
        Probe<Void> first = Probe.of(sender.send(PosixMessage.ofText("first")), 1);
        Probe<Void> tooLong = Probe.of(sender.send(PosixMessage.of(new byte[17])), 1);
        Probe<Void> last = Probe.of(sender.send(PosixMessage.ofText("last")), 1);
        queue.tryReceive();
        queue.tryReceive();
        assertThat(first.awaitEnd()).isNull();
        assertThat(tooLong.awaitEnd()).isInstanceOf(MessageTooLargeException.class);
        assertThat(last.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("first", "last");
    }

    @Test
    @Conforms({"mq_send 9-1", "mq_send 11-2"})
    void aQueueOpenedForReceivingOnlyIsRefused() {
        PosixMessageQueue readOnly = queues.open(queue.name(), PosixAccess.READ);
        Throwable failure = failure(PosixMqSender.create(readOnly).send(PosixMessage.ofText("x")));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ErrnoException.class, error -> assertThat(error.errno()).isEqualTo(Errno.EBADF));
        assertThat(failure).hasMessageContaining("PosixAccess.WRITE");
        assertThat(Queues.count(queue)).isZero();
    }

    @Test
    void aClosedQueueAndAClosedLoopAreRefused() {
        EventLoop loop = EventLoop.create();
        PosixMqSender onLoop =
                PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop));
        loop.close();
        assertThat(failure(onLoop.send(PosixMessage.ofText("x")))).isInstanceOf(RejectedExecutionException.class);
        queue.close();
        assertThat(failure(sender.send(PosixMessage.ofText("x")))).isInstanceOf(ClosedHandleException.class);
    }

    @Test
    void fullTimedOutClosedAndTooLargeAreFourDifferentErrors() {
        Queues.fill(queue);
        PosixMessage message = PosixMessage.ofText("x");
        List<Throwable> failures = new ArrayList<>(List.of(
                failure(sender.sendNow(message)),
                failure(sender.send(message, Duration.ZERO)),
                failure(sender.send(PosixMessage.of(new byte[17])))));
        queue.close();
        failures.add(failure(sender.send(message)));
        assertThat(failures)
                .extracting(Object::getClass)
                .containsExactly(
                        QueueFullException.class,
                        SendTimeoutException.class,
                        MessageTooLargeException.class,
                        ClosedHandleException.class);
        assertThat(failures)
                .extracting(failure -> ((ErrnoException) failure).errno())
                .containsExactly(Errno.EAGAIN, Errno.ETIMEDOUT, Errno.EMSGSIZE, Errno.EBADF);
    }

    @Test
    void aNegativeTimeoutIsRefusedBeforeAnySubscription() {
        PosixMessage message = PosixMessage.ofText("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sender.send(message, Duration.ofNanos(-1)))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SenderOptions.create().sendTimeout(Duration.ofDays(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SenderOptions.create().maxInFlight(0));
    }

    public static Throwable failure(Mono<?> send) {
        Throwable failure = Probe.of(send, 1).awaitEnd();
        assertThat(failure).as("failure").isNotNull();
        return failure;
    }
}
