package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** Receiving by a blocking receive, beside processes that block as well. */
class FairReceiveTest {
    private static final PosixMqReceiverOptions FAIR =
            PosixMqReceiverOptions.create().fair(true);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final Flux<PosixMessage> messages =
            PosixMqReceiver.create(queue, FAIR).receive();

    @Test
    void takesWhatIsThereAndThenBlocks() {
        Queues.preload(queue, 3);
        AtomicBoolean elsewhere = new AtomicBoolean();
        Probe<PosixMessage> probe = Probe.of(
                messages,
                5,
                (self, message) ->
                        elsewhere.compareAndSet(false, !EventLoop.isEventLoopThread(Thread.currentThread())));
        probe.awaitReceived(3);
        Waiters.awaitBusy(1);
        assertThat(probe.receivedCount()).isEqualTo(3);
        Queues.preload(queue, 1);
        probe.awaitReceived(4);
        Waiters.awaitBusy(1);
        Queues.preload(queue, 1);
        probe.awaitReceived(5);
        Waiters.awaitBusy(0);
        assertThat(elsewhere).as("a signal on another thread than the loop's").isFalse();
        Queues.preload(queue, 1);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).as("left, without demand").isEqualTo(1);
        probe.cancel();
    }

    @Test
    void holdsNoThreadWithoutDemand() {
        Probe<PosixMessage> probe = Probe.of(messages, 0);
        Queues.passThrough(EventLoop.shared());
        Waiters.awaitBusy(0);
        probe.cancel();
    }

    @Test
    void getsItsShareBesideBlockedReceivers() {
        int sent = 200;
        Probe<PosixMessage> probe = Probe.of(messages, Long.MAX_VALUE);
        try (RunningProgram rivals = CProgram.of("mq_rivals").start(queue.name(), "receive", 4)) {
            rivals.awaitLine("ready");
            for (int i = 0; i < sent; i++) {
                // All are blocked before each message: a thread without a processor would miss its turn.
                rivals.awaitAsleep();
                BlockedThreads.await(1);
                assertThat(queue.trySend(PosixMessage.ofText("m" + i))).isTrue();
            }
            Bounds.await("an empty queue").until(() -> Queues.count(queue) == 0);
            assertThat(probe.receivedCount())
                    .as("share of %d messages among five", sent)
                    .isBetween(sent / 20, sent);
        }
        probe.cancel();
    }

    @Test
    void aCancelWhileItBlocksReleasesTheThreadAndTakesNothing() {
        Probe<PosixMessage> probe = Probe.of(messages, 1);
        Waiters.awaitBusy(1);
        probe.cancel();
        Queues.preload(queue, 1);
        Waiters.awaitBusy(0);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).isEqualTo(1);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.discarded()).isEmpty();
    }

    @Test
    void aCloseWhileItBlocksCompletesAtOnce() {
        PosixMessageQueue twin = queues.open(queue.name(), PosixAccess.READ_WRITE);
        Probe<PosixMessage> probe = Probe.of(messages, 1);
        Waiters.awaitBusy(1);
        queue.close();
        Queues.preload(twin, 1);
        assertThat(probe.awaitEnd()).isNull();
        Waiters.awaitBusy(0);
        assertThat(Queues.count(twin)).isEqualTo(1);
    }

    @Test
    void closingTheLoopWhileItBlocksFailsTheStreamAndLosesNothing() {
        EventLoop loop = EventLoop.create();
        Probe<PosixMessage> probe =
                Probe.of(PosixMqReceiver.create(queue, FAIR.eventLoop(loop)).receive(), 1);
        Waiters.awaitBusy(1);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        Waiters.awaitBusy(0);
        Queues.preload(queue, 1);
        assertThat(Queues.count(queue)).isEqualTo(1);
    }

    @Test
    void aBadRequestWhileItBlocksIsAnErrorAtOnce() {
        Probe<PosixMessage> probe = Probe.of(messages, 1);
        Waiters.awaitBusy(1);
        probe.request(0);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        Waiters.awaitBusy(0);
    }

    @Test
    void messagesOfManyProducersAndReceiversAreAllGivenOnce() throws InterruptedException {
        int each = 2_000;
        Probe<PosixMessage> first = Probe.of(messages, Long.MAX_VALUE);
        Probe<PosixMessage> second = Probe.of(messages, Long.MAX_VALUE);
        Probe<PosixMessage> poller = Probe.of(PosixMqReceiver.create(queue).receive(), Long.MAX_VALUE);
        Thread[] senders = new Thread[2];
        for (int s = 0; s < senders.length; s++) {
            int from = s * each;
            senders[s] = new Thread(() -> {
                for (int i = from; i < from + each; ) {
                    i += queue.trySend(PosixMessage.ofText("m" + i)) ? 1 : 0;
                }
            });
            senders[s].start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        Flux<Probe<PosixMessage>> all = Flux.just(first, second, poller);
        Bounds.await("all messages")
                .until(() ->
                        all.map(Probe::receivedCount).reduce(0, Integer::sum).block() == senders.length * each);
        assertThat(all.flatMapIterable(Probe::received).map(PosixMessage::text).toIterable())
                .containsExactlyInAnyOrderElementsOf(Queues.preloaded(senders.length * each));
        all.subscribe(Probe::cancel);
    }
}
