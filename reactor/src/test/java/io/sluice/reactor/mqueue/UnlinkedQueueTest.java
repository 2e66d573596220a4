package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.MetricsRecorder;
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
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else unlinks a queue, which nobody can open by its name any more. */
class UnlinkedQueueTest {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("message");
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);

    private Probe<PosixMessage> receive(boolean fair, long demand) {
        PosixMqReceiverOptions options = PosixMqReceiverOptions.create().fair(fair);
        Probe<PosixMessage> probe =
                Probe.of(PosixMqReceiver.create(queue, options).receive(), demand);
        Queues.passThrough(EventLoop.shared());
        return probe;
    }

    private void unlink() {
        PosixMessageQueue.unlink(queue.name());
    }

    private void assertRemoved(Throwable error) {
        assertThat(error).isInstanceOf(QueueRemovedException.class).hasMessageContaining(queue.name());
    }

    @ParameterizedTest(name = "fair {0}")
    @ValueSource(booleans = {false, true})
    void aStreamThatWaitsFails(boolean fair) {
        Probe<PosixMessage> probe = receive(fair, 5);
        unlink();
        assertRemoved(probe.awaitEnd());
        Waiters.awaitBusy(0);
    }

    @Test
    void aNotifierThatWaitsFails() {
        Probe<PosixMqNotification> probe =
                Probe.of(PosixMqNotifier.create(queue).notifications(), 1);
        Queues.passThrough(EventLoop.shared());
        unlink();
        assertRemoved(probe.awaitEnd());
    }

    @Test
    void aNotifiedReceiveTakesWhatIsLeftAndFailsThen() {
        Queues.preload(queue, 5);
        Probe<PosixMessage> probe = Probe.of(PosixMqNotifier.create(queue).receive(), 2);
        probe.awaitReceived(2);
        unlink();
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.hasEnded()).isFalse();
        probe.request(10);
        assertRemoved(probe.awaitEnd());
        assertThat(probe.receivedCount()).isEqualTo(5);
    }

    @ParameterizedTest(name = "fair {0}")
    @ValueSource(booleans = {false, true})
    void aStreamTakesWhatIsLeftAndFailsThen(boolean fair) {
        Probe<PosixMessage> probe = receive(fair, 0);
        Queues.preload(queue, 7);
        unlink();
        Queues.passThrough(EventLoop.shared());
        probe.request(3);
        probe.awaitReceived(3);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.hasEnded()).as("ended with messages in the queue").isFalse();
        probe.request(5);
        assertRemoved(probe.awaitEnd());
        assertThat(probe.received()).extracting(PosixMessage::text).isEqualTo(Queues.preloaded(7));
    }

    @ParameterizedTest(name = "fair {0}")
    @ValueSource(booleans = {false, true})
    void aStreamWithoutDemandOnAnEmptyQueueFails(boolean fair) {
        Probe<PosixMessage> probe = receive(fair, 0);
        unlink();
        assertRemoved(probe.awaitEnd());
    }

    @ParameterizedTest(name = "fair {0}")
    @ValueSource(booleans = {false, true})
    void aStreamThatBeginsBehindTheUnlinkTakesWhatIsLeftAndFailsThen(boolean fair) {
        Queues.preload(queue, 2);
        unlink();
        Probe<PosixMessage> probe = receive(fair, Long.MAX_VALUE);
        assertRemoved(probe.awaitEnd());
        assertThat(probe.receivedCount()).isEqualTo(2);
    }

    @Test
    void aReceiveWithATimeoutFailsToo() {
        Probe<PosixMessage> probe = Probe.of(PosixMqReceiver.create(queue).receiveWithin(LONG), 1);
        Queues.passThrough(EventLoop.shared());
        unlink();
        assertRemoved(probe.awaitEnd());
    }

    @Test
    void sendsThatWaitForReadinessFail() {
        Queues.fill(queue);
        Probe<Void> first = Probe.of(PosixMqSender.create(queue).send(MESSAGE), 1);
        Probe<Void> second = Probe.of(PosixMqSender.create(queue).send(MESSAGE, LONG), 1);
        unlink();
        assertRemoved(first.awaitEnd());
        assertRemoved(second.awaitEnd());
        Waiters.awaitBusy(0);
    }

    @Test
    void aBlockedSendAndThoseBehindItFail() {
        Queues.fill(queue);
        PosixMqSender sender = PosixMqSender.create(queue);
        Probe<Void> blocked = Probe.of(sender.send(MESSAGE), 1);
        Probe<Void> behind = Probe.of(sender.send(MESSAGE, LONG), 1);
        Waiters.awaitBusy(1);
        unlink();
        assertRemoved(blocked.awaitEnd());
        assertRemoved(behind.awaitEnd());
        Waiters.awaitBusy(0);
    }

    @Test
    void aSendBehindTheUnlinkFailsAlsoWhereThereIsRoom() {
        PosixMqSender sender = PosixMqSender.create(queue);
        sender.send(MESSAGE).block(Bounds.SOON);
        unlink();
        Bounds.await("the end of the sender")
                .until(() -> Probe.of(sender.send(MESSAGE), 1).awaitEnd() instanceof QueueRemovedException);
    }

    @Test
    void aStreamOfSendsFailsAlsoWhereItGoesOnPastErrors() {
        SenderOptions goingOn = SenderOptions.create().stopOnError(false);
        Probe<SendResult<Integer>> probe =
                Probe.of(PosixMqSender.create(queue, goingOn).send(SendStreamTest.numbered(1000)), Long.MAX_VALUE);
        probe.awaitReceived(10);
        unlink();
        assertRemoved(probe.awaitEnd());
    }

    @Test
    void aQueueThatIsUnlinkedOnPurposeGoesOn() {
        PosixMessageQueue own = queues.closing(PosixMessageQueue.builder(queues.name())
                .maxMessages(10)
                .maxMessageSize(16)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create());
        Probe<PosixMessage> probe = Probe.of(PosixMqReceiver.create(own).receive(), Long.MAX_VALUE);
        Queues.passThrough(EventLoop.shared());
        PosixMessageQueue.unlink(own.name());
        PosixMqSender sender = PosixMqSender.create(own);
        for (int i = 1; i <= 100; i++) {
            sender.send(MESSAGE).block(Bounds.SOON);
            probe.awaitReceived(i);
        }
        assertThat(probe.hasEnded()).isFalse();
        probe.cancel();
    }

    @Test
    void aSenderThatHasSentIsNotKeptByItsWatch() {
        WeakReference<OperationQueue<PosixMessage>> sends = new WeakReference<>(usedQueueOfSends());
        Bounds.await("the queue of sends to be garbage").until(() -> {
            System.gc();
            return sends.get() == null;
        });
        assertThat(queue.isOpen()).isTrue();
    }

    private OperationQueue<PosixMessage> usedQueueOfSends() {
        OperationQueue<PosixMessage> sends =
                new OperationQueue<>(new PosixMqTarget(queue, MetricsRecorder.none()), EventLoop.shared());
        assertThat(Probe.of(new OperationMono<>(sends, MESSAGE, Limit.NONE), 1).awaitEnd())
                .isNull();
        return sends;
    }
}
