package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.WaitingThreads;
import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fair stream that finds no thread to wait on goes by readiness, until there is one. */
class FairShortageTest {
    private static final PosixMqReceiverOptions FAIR =
            PosixMqReceiverOptions.create().fair(true);
    private static final String ONLY_THREAD = "only-thread";
    private static final Duration FOR_SOME_TIME = Duration.ofMillis(50);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final WaitingThreads threads = queues.closing(WaitingThreads.create(ONLY_THREAD, 1));

    private PosixMessageQueue create() {
        return queues.closing(PosixMessageQueue.builder(queues.name())
                .maxMessages(4)
                .maxMessageSize(16)
                .waitingThreads(threads)
                .create());
    }

    private static long blocked() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(ONLY_THREAD))
                .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
                .count();
    }

    @Test
    void aFairStreamBlocksAgainSoonBehindAShortageAlsoWhileItsQueueIsQuiet() {
        Probe<PosixMessage> other =
                Probe.of(PosixMqReceiver.create(create(), FAIR).receive(), 1);
        Bounds.await("a blocked receive").until(() -> blocked() == 1);
        PosixMessageQueue queue = create();
        Probe<PosixMessage> probe = Probe.of(PosixMqReceiver.create(queue, FAIR).receive(), 10);
        Queues.preload(queue, 1);
        probe.awaitReceived(1); // by readiness
        Queues.passThrough(EventLoop.shared());
        other.cancel();
        Bounds.await("a blocked receive again") // and not the end of the other one
                .during(FOR_SOME_TIME)
                .until(() -> blocked() == 1);
        Queues.preload(queue, 1);
        probe.awaitReceived(2);
        assertThat(probe.hasEnded()).isFalse();
        probe.cancel();
    }

    @Test
    void aFairStreamThatIsCancelledOrStoppedInAShortageEndsAtOnce() {
        Probe<PosixMessage> other =
                Probe.of(PosixMqReceiver.create(create(), FAIR).receive(), 1);
        Bounds.await("a blocked receive").until(() -> blocked() == 1);
        PosixMqReceiver receiver = PosixMqReceiver.create(create(), FAIR);
        Probe<PosixMessage> stopped = Probe.of(receiver.receive(), 1);
        Probe<PosixMessage> cancelled = Probe.of(receiver.receive(), 1);
        Queues.passThrough(EventLoop.shared());
        cancelled.cancel();
        receiver.stop();
        assertThat(stopped.awaitEnd()).isNull();
        Queues.passThrough(EventLoop.shared());
        assertThat(cancelled.hasEnded()).isFalse();
        other.cancel();
    }
}
