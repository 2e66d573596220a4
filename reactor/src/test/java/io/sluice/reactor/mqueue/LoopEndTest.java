package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream in the last moments of its event loop. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopEndTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(2, 16);
    private final EventLoop loop = queues.closing(EventLoop.create());

    @Test
    void aRequestOfAnotherThreadDoesNotSignalBesideTheLoop() {
        Queues.preload(queue, 1);
        PosixMqReceiver receiver =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().eventLoop(loop));
        AtomicReference<Probe<PosixMessage>> begun = new AtomicReference<>();
        AtomicBoolean endedInOnNext = new AtomicBoolean();
        Thread requesting = new Thread(() -> {
            while (begun.get() == null) {
                Thread.onSpinWait();
            }
            begun.get().request(1);
        });
        requesting.start();
        CompletableFuture<Probe<PosixMessage>> subscribed = new CompletableFuture<>();
        // The hook runs behind the tasks given before the close, and the stream begins in the last ones.
        loop.execute(() ->
                loop.addCloseHook(closed -> subscribed.complete(Probe.of(receiver.receive(), 1, (probe, message) -> {
                    begun.set(probe);
                    awaitOnLoop(() -> !requesting.isAlive() || requesting.getState() == Thread.State.TIMED_WAITING);
                    endedInOnNext.set(probe.hasEnded());
                }))));
        loop.close();
        Probe<PosixMessage> probe = subscribed.join();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(probe.receivedCount()).isEqualTo(1);
        assertThat(endedInOnNext).isFalse();
        assertThat(probe.ends()).isEqualTo(1);
    }

    /** Where even a pause is a call that blocks. */
    private static void awaitOnLoop(BooleanSupplier condition) {
        long soon = System.nanoTime() + Bounds.SOON.toNanos();
        boolean there = false;
        while (!there && System.nanoTime() - soon < 0) {
            there = condition.getAsBoolean();
        }
        assertThat(there).isTrue();
    }
}
