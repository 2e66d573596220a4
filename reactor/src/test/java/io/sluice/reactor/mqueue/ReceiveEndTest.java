package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.Probe;
import io.sluice.testing.Conforms;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** How streams of messages end. */
class ReceiveEndTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final Flux<PosixMessage> messages = PosixMqReceiver.create(queue).receive();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void closingTheHandleCompletesTheStreamWhateverItsDemand(long demand) {
        Probe<PosixMessage> probe = Probe.of(messages, demand);
        Queues.passThrough(EventLoop.shared());
        queue.close();
        assertThat(probe.awaitEnd()).isNull();
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void closingTheHandleCompletesAllItsStreamsAndNoOther() {
        PosixMessageQueue twin = queues.open(queue.name(), PosixAccess.READ_WRITE);
        Probe<PosixMessage> other = Probe.of(PosixMqReceiver.create(twin).receive(), Long.MAX_VALUE);
        Probe<PosixMessage> first = Probe.of(messages, 1);
        Probe<PosixMessage> second = Probe.of(messages, 1);
        Queues.passThrough(EventLoop.shared());
        queue.close();
        assertThat(first.awaitEnd()).isNull();
        assertThat(second.awaitEnd()).isNull();
        Queues.preload(twin, 1);
        other.awaitReceived(1);
        assertThat(other.hasEnded()).isFalse();
        other.cancel();
    }

    @Test
    void closingTheHandleInsideOnNextCompletesTheStreamAndLeavesTheRest() {
        PosixMessageQueue twin = queues.open(queue.name(), PosixAccess.READ);
        Queues.preload(queue, 5);
        Probe<PosixMessage> probe = Probe.of(messages, Long.MAX_VALUE, (self, message) -> queue.close());
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
        assertThat(Queues.count(twin)).isEqualTo(4);
    }

    @Test
    @Conforms("mq_close 4-1")
    void aSubscriptionBehindTheCloseFails() {
        queue.close();
        Probe<PosixMessage> probe = Probe.of(messages, 1);
        assertThat(probe.awaitEnd())
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageContaining(queue.name())
                .hasMessageContaining("EBADF");
    }

    @Test
    @Conforms("mq_receive 11-2")
    void aQueueOpenedForSendingOnlyFails() {
        PosixMessageQueue writeOnly = queues.open(queue.name(), PosixAccess.WRITE);
        Probe<PosixMessage> probe = Probe.of(PosixMqReceiver.create(writeOnly).receive(), 1);
        assertThat(probe.awaitEnd())
                .isInstanceOfSatisfying(
                        ErrnoException.class, error -> assertThat(error.errno()).isEqualTo(Errno.EBADF));
        assertThat(probe.error()).hasMessageContaining("PosixAccess.READ");
    }

    @Test
    @Conforms("mq_unlink 2-1")
    void anUnlinkedQueueStillGivesItsMessages() {
        PosixMessageQueue unlinked = queues.closing(PosixMessageQueue.builder(queue.name())
                .whenUnlinked(WhenUnlinked.GO_ON)
                .open());
        Queues.preload(queue, 2);
        PosixMessageQueue.unlink(queue.name());
        Probe<PosixMessage> probe = Probe.of(PosixMqReceiver.create(unlinked).receive(), Long.MAX_VALUE);
        probe.awaitReceived(2);
        Queues.preload(queue, 1);
        probe.awaitReceived(3);
        assertThat(probe.hasEnded()).isFalse();
        probe.cancel();
    }

    @Test
    void noStreamClosesOrUnlinksTheQueue() {
        Queues.preload(queue, 1);
        messages.take(1).blockLast();
        Probe.of(messages, 1).cancel();
        assertThat(queue.isOpen()).isTrue();
        Queues.preload(queues.open(queue.name(), PosixAccess.WRITE), 1);
        assertThat(Queues.drain(queue)).isEqualTo(Queues.preloaded(1));
    }

    @Test
    void aSecondCancelAndACancelBehindTheEndDoNothing() {
        Probe<PosixMessage> probe = Probe.of(messages, 1);
        probe.cancel();
        probe.cancel();
        probe.request(1);
        Queues.preload(queue, 1);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).isEqualTo(1);
        Probe<PosixMessage> closed = Probe.of(messages, 0);
        queue.close();
        closed.awaitEnd();
        closed.cancel();
        assertThat(probe.ends()).isZero();
        assertThat(closed.ends()).isEqualTo(1);
    }
}
