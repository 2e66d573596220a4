package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PosixMqNamesTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void aQueueIsAwaitedWhetherItIsThereOrComes() {
        PosixMqNames names = PosixMqNames.create();
        String there = queues.create(1, 8).name();
        assertThat(names.awaitQueue(there).block(Bounds.SOON)).isEqualTo(there);
        String later = queues.name();
        Probe<String> cancelled = Probe.of(names.awaitQueue(later), 1);
        Probe<String> probe = Probe.of(names.awaitQueue(later), 1);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.hasEnded()).isFalse();
        cancelled.cancel();
        queues.closing(PosixMessageQueue.builder(later).create());
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).containsExactly(later);
        assertThat(cancelled.ends()).isZero();
    }

    @Test
    void theEndOfTheLoopEndsTheWait() {
        EventLoop loop = EventLoop.create();
        Probe<String> probe = Probe.of(PosixMqNames.create(loop).awaitQueue(queues.name()), 1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aBadNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixMqNames.create().awaitQueue("orders"));
    }
}
