package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream that always finds more to do leaves the event loop to the others after its time slice. */
class TimeSliceTest {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("message");
    private static final int ROUNDS = 10;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create("shared by many");
    private final PosixMessageQueue queue = queues.create(4, 16);

    private volatile boolean over;

    @AfterEach
    void close() {
        over = true;
        loop.close();
    }

    @Test
    void aStreamThatFindsAMessageBehindEachOneLeavesTheLoopToTheOthers() {
        Queues.fill(queue);
        Probe<PosixMessage> probe = Probe.of(
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().eventLoop(loop))
                        .receive(),
                Long.MAX_VALUE,
                (self, message) -> {
                    if (!over) {
                        queue.trySend(MESSAGE);
                    }
                });
        for (int i = 0; i < ROUNDS; i++) {
            int before = probe.receivedCount();
            Queues.passThrough(loop);
            probe.awaitReceived(before + 1);
        }
        probe.cancel();
    }

    @Test
    void aStreamOfSendsThatFindsRoomBehindEachOneLeavesTheLoopToTheOthers() {
        Queues.fill(queue);
        Probe<SendResult<Integer>> probe = Probe.of(
                PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop))
                        .send(SendStreamTest.numbered(Integer.MAX_VALUE)),
                Long.MAX_VALUE,
                (self, result) -> {
                    if (!over) {
                        queue.tryReceive();
                    }
                });
        Queues.passThrough(loop);
        assertThat(queue.tryReceive()).isNotNull();
        for (int i = 0; i < ROUNDS; i++) {
            int before = probe.receivedCount();
            Queues.passThrough(loop);
            probe.awaitReceived(before + 1);
        }
        probe.cancel();
    }
}
