package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receives from one queue of a name after the other. */
class NamedPosixMqReceiverTest {
    /** Of a name, where the file system of the queues is not mounted. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();
    private final NamedPosixMqReceiver receiver = NamedPosixMqReceiver.create(name);

    private PosixMessageQueue create() {
        return queues.closing(PosixMessageQueue.builder(name)
                .maxMessages(10)
                .maxMessageSize(16)
                .create());
    }

    private static List<String> texts(Probe<PosixMessage> probe) {
        return probe.received().stream().map(PosixMessage::text).toList();
    }

    @Test
    void aStreamWaitsUntilThereIsAQueue() {
        Probe<PosixMessage> probe = Probe.of(receiver.receive(), Long.MAX_VALUE);
        Pace.spin(2 * BETWEEN_LOOKS.toNanos());
        assertThat(probe.hasEnded()).isFalse();
        Queues.preload(create(), 3);
        Bounds.await("what is in the new queue").until(() -> probe.receivedCount() == 3);
        probe.cancel();
    }

    @ParameterizedTest(name = "fair {0}")
    @ValueSource(booleans = {false, true})
    void aStreamTakesAllOfOneQueueAndGoesOnWithTheNext(boolean fair) {
        NamedPosixMqReceiver named = NamedPosixMqReceiver.create(
                name, PosixMqReceiverOptions.create().fair(fair));
        PosixMessageQueue queue = create();
        Probe<PosixMessage> probe = Probe.of(named.receive(), Long.MAX_VALUE);
        List<String> sent = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 30; i++) {
                PosixMessage message = PosixMessage.ofText(round + "-" + i);
                PosixMessageQueue current = queue;
                Bounds.awaitSpinning("room", () -> current.trySend(message));
                sent.add(message.text());
            }
            PosixMessageQueue.unlink(name);
            PosixMessageQueue next = create();
            assertThat(next.trySend(PosixMessage.ofText("first " + round))).isTrue();
            sent.add("first " + round);
            Bounds.await("the first message of the new queue").until(() -> probe.receivedCount() == sent.size());
            queue.close();
            queue = next;
        }
        assertThat(texts(probe)).isEqualTo(sent);
        assertThat(probe.discarded()).isEmpty();
        probe.cancel();
        Waiters.awaitBusy(0);
    }

    @Test
    void demandGoesOverToTheNextQueue() {
        PosixMessageQueue queue = create();
        Probe<PosixMessage> probe = Probe.of(receiver.receive(), 3);
        Queues.preload(queue, 1);
        probe.awaitReceived(1);
        PosixMessageQueue.unlink(name);
        PosixMessageQueue next = create();
        Queues.preload(next, 5);
        probe.awaitReceived(3);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(next)).isEqualTo(3);
        probe.request(1);
        probe.awaitReceived(4);
        probe.cancel();
    }

    @Test
    void aCancelTakesNothingMoreWhereverTheStreamIs() {
        Probe<PosixMessage> waiting = Probe.of(receiver.receive(), 5);
        Queues.passThrough(EventLoop.shared());
        waiting.cancel();
        PosixMessageQueue queue = create();
        Probe<PosixMessage> probe = Probe.of(receiver.receive(), 5);
        Queues.passThrough(EventLoop.shared());
        probe.cancel();
        Queues.preload(queue, 1);
        Pace.spin(2 * BETWEEN_LOOKS.toNanos());
        assertThat(Queues.count(queue)).isEqualTo(1);
        assertThat(waiting.ends() + probe.ends()).isZero();
    }

    @Test
    void stopCompletesAStreamThatHasAQueueAndOneThatHasNone() {
        NamedPosixMqReceiver other = NamedPosixMqReceiver.create(queues.name());
        Probe<PosixMessage> waiting = Probe.of(other.receive(), 1);
        create();
        Probe<PosixMessage> probe = Probe.of(receiver.receive(), 1);
        Queues.passThrough(EventLoop.shared());
        receiver.stop();
        other.stop();
        receiver.stop();
        assertThat(probe.awaitEnd()).isNull();
        assertThat(waiting.awaitEnd()).isNull();
        Probe<PosixMessage> late = Probe.of(receiver.receive(), 1);
        assertThat(late.awaitEnd()).isNull();
        assertThat(List.of(probe.ends(), waiting.ends(), late.ends())).containsOnly(1);
    }

    @Test
    void aStopFromWithinOnNextLeavesTheRest() {
        PosixMessageQueue queue = create();
        Queues.preload(queue, 5);
        Probe<PosixMessage> probe = Probe.of(receiver.receive(), Long.MAX_VALUE, (self, message) -> receiver.stop());
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
        assertThat(Queues.count(queue)).isEqualTo(4);
    }

    @Test
    void theEndOfItsLoopFailsAStreamThatHasNoQueue() {
        EventLoop loop = EventLoop.create();
        Probe<PosixMessage> probe = Probe.of(
                NamedPosixMqReceiver.create(
                                name, PosixMqReceiverOptions.create().eventLoop(loop))
                        .receive(),
                1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aWrongNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> NamedPosixMqReceiver.create("orders"));
    }
}
