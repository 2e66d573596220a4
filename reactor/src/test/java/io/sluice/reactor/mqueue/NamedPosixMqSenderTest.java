package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.UnlinkWatch;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends to one queue of a name after the other. */
class NamedPosixMqSenderTest {
    private static final Duration SHORT = Duration.ofMillis(80);
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();
    private final NamedPosixMqSender sender = queues.closing(NamedPosixMqSender.create(name));

    private PosixMessageQueue create(int maxMessages) {
        return queues.closing(PosixMessageQueue.builder(name)
                .maxMessages(maxMessages)
                .maxMessageSize(16)
                .create());
    }

    private List<Probe<Void>> send(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Probe.of(sender.send(PosixMessage.ofText("m" + i)), 1))
                .toList();
    }

    private static void awaitDrained(PosixMessageQueue queue, List<String> texts, int count) {
        Bounds.await(count + " messages").until(() -> {
            texts.addAll(Queues.drain(queue));
            return texts.size() >= count;
        });
    }

    @Test
    void sendsWaitForAQueueAndKeepTheirOrder() {
        List<Probe<Void>> probes = send(0, 200);
        Queues.passThrough(EventLoop.shared());
        assertThat(probes).noneMatch(Probe::hasEnded);
        PosixMessageQueue queue = create(10);
        List<String> texts = new ArrayList<>();
        awaitDrained(queue, texts, 200);
        assertThat(texts).isEqualTo(Queues.preloaded(200));
        assertThat(probes).allSatisfy(probe -> assertThat(probe.awaitEnd()).isNull());
    }

    @Test
    void sendsThatWaitWhenTheirQueueIsUnlinkedGoOnWithTheNextInTheirOrder() {
        PosixMessageQueue first = create(3);
        List<Probe<Void>> probes = new ArrayList<>(send(0, 20));
        Bounds.await("a full queue").until(() -> Queues.count(first) == 3);
        Waiters.awaitBusy(1);
        PosixMessageQueue.unlink(name);
        probes.addAll(send(20, 30));
        PosixMessageQueue second = create(3);
        List<String> texts = new ArrayList<>();
        awaitDrained(second, texts, 27);
        assertThat(Queues.drain(first)).containsExactly("m0", "m1", "m2");
        assertThat(texts).isEqualTo(Queues.preloaded(30).subList(3, 30));
        assertThat(probes).allSatisfy(probe -> assertThat(probe.awaitEnd()).isNull());
        Waiters.awaitBusy(0);
    }

    @Test
    void aSendThatFindsItsQueueReplacedGoesToTheNewOne() {
        create(3);
        sender.send(PosixMessage.ofText("old")).block(Bounds.SOON);
        PosixMessageQueue.unlink(name);
        PosixMessageQueue second = create(3);
        awaitUnlinksSeen();
        sender.send(PosixMessage.ofText("new")).block(Bounds.SOON);
        assertThat(Queues.drain(second)).containsExactly("new");
    }

    /** Until the event loop has seen all that was unlinked before. */
    private void awaitUnlinksSeen() {
        PosixMessageQueue last = queues.create(1, 1);
        EventLoop loop = EventLoop.shared();
        CompletableFuture<Void> seen = new CompletableFuture<>();
        loop.execute(() -> UnlinkWatch.start(last, loop, () -> seen.complete(null)));
        Queues.passThrough(loop);
        PosixMessageQueue.unlink(last.name());
        Bounds.await("the last unlink").until(seen::isDone);
    }

    @Test
    void theTimeEndsASendWithoutAQueueAndOneWithoutRoom() {
        Probe<Void> withoutQueue = Probe.of(sender.send(PosixMessage.ofText("late"), SHORT), 1);
        assertThat(withoutQueue.awaitEnd())
                .isInstanceOf(SendTimeoutException.class)
                .hasMessageContaining(name);
        PosixMessageQueue queue = create(1);
        Queues.fill(queue);
        Probe<Void> withoutRoom = Probe.of(sender.send(PosixMessage.ofText("late"), SHORT), 1);
        assertThat(withoutRoom.awaitEnd()).isInstanceOf(SendTimeoutException.class);
        assertThat(Queues.drain(queue)).isEmpty();
    }

    @Test
    void aCancelledSendIsNotSentWhateverItWaitsFor() {
        Probe<Void> withoutQueue = Probe.of(sender.send(PosixMessage.ofText("cancelled"), LONG), 1);
        Probe<Void> next = Probe.of(sender.send(PosixMessage.ofText("next")), 1);
        withoutQueue.cancel();
        PosixMessageQueue queue = create(1);
        assertThat(next.awaitEnd()).isNull();
        Probe<Void> withoutRoom = Probe.of(sender.send(PosixMessage.ofText("cancelled")), 1);
        Probe<Void> last = Probe.of(sender.send(PosixMessage.ofText("last")), 1);
        Waiters.awaitBusy(1);
        withoutRoom.cancel();
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("next"));
        assertThat(last.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("last");
        assertThat(withoutQueue.ends() + withoutRoom.ends()).isZero();
    }

    @Test
    void nothingIsSentBehindTheReturnOfACancel() {
        PosixMessageQueue queue = create(10);
        PosixMessage message = PosixMessage.ofText("cancelled");
        for (int round = 0; round < 20_000; round++) {
            Probe<Void> probe = Probe.of(sender.send(message), 1);
            Pace.spin(round % 30 * 500L);
            probe.cancel();
            Queues.drain(queue);
            Pace.spin(5_000);
            assertThat(queue.tryReceive())
                    .as("sent behind the cancel, in round %d", round)
                    .isNull();
        }
    }

    @Test
    void aCloseFailsSendsThatWaitForAQueueOrForRoomAndLaterOnes() {
        NamedPosixMqSender waiting = NamedPosixMqSender.create(queues.name());
        Probe<Void> withoutQueue = Probe.of(waiting.send(PosixMessage.ofText("m")), 1);
        Queues.passThrough(EventLoop.shared());
        waiting.close();
        assertThat(withoutQueue.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        Queues.fill(create(1));
        Probe<Void> withoutRoom = Probe.of(sender.send(PosixMessage.ofText("m")), 1);
        Waiters.awaitBusy(1);
        sender.close();
        assertThat(withoutRoom.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(sender.send(PosixMessage.ofText("m")), 1).awaitEnd())
                .isInstanceOf(ClosedHandleException.class);
        sender.close();
        Waiters.awaitBusy(0);
    }

    @Test
    void theEndOfItsLoopFailsASendThatHasNoQueue() {
        EventLoop loop = EventLoop.create();
        NamedPosixMqSender onIt =
                NamedPosixMqSender.create(name, SenderOptions.create().eventLoop(loop));
        Probe<Void> probe = Probe.of(onIt.send(PosixMessage.ofText("m")), 1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(onIt.send(PosixMessage.ofText("m")), 1).awaitEnd())
                .isInstanceOf(RejectedExecutionException.class);
        onIt.close();
    }

    @Test
    void aMessageThatIsTooLongFailsAloneAndAWrongNameAtOnce() {
        PosixMessageQueue queue = create(3);
        Probe<Void> tooLong = Probe.of(sender.send(PosixMessage.ofText("longer than sixteen bytes")), 1);
        Probe<Void> next = Probe.of(sender.send(PosixMessage.ofText("next")), 1);
        assertThat(tooLong.awaitEnd()).isInstanceOf(MessageTooLargeException.class);
        assertThat(next.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("next");
        assertThatIllegalArgumentException().isThrownBy(() -> NamedPosixMqSender.create("orders"));
    }
}
