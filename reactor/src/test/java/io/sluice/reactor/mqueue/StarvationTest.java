package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

/** Sends beside other processes that are blocked on the same full queue. */
class StarvationTest {
    /** A sender that starves does so for as long as the rivals go on, and a busy machine holds up each of the processes. */
    private static final Duration IN_TIME = Bounds.SOON;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @Test
    void aSendIsServedBesideFourBlockedProcesses() {
        try (RunningProgram rivals = CProgram.of("mq_rivals").start(queue.name(), "send", 4)) {
            rivals.awaitLine("ready");
            rivals.awaitAsleep();
            try (RunningProgram receiver = CProgram.of("mq_drain").start(queue.name(), 1000)) {
                receiver.awaitLine("ready");
                for (int i = 0; i < 20; i++) {
                    StepVerifier.create(sender.send(PosixMessage.ofText("mine " + i), IN_TIME))
                            .as("send " + i + " of 20")
                            .expectComplete()
                            .verify(Bounds.SOON);
                }
                Waiters.awaitBusy(0);
            }
        }
    }

    @Test
    void aStreamIsServedBesideFourBlockedProcesses() {
        try (RunningProgram rivals = CProgram.of("mq_rivals").start(queue.name(), "send", 4)) {
            rivals.awaitLine("ready");
            rivals.awaitAsleep();
            try (RunningProgram receiver = CProgram.of("mq_drain").start(queue.name(), 1000)) {
                receiver.awaitLine("ready");
                SenderOptions options = SenderOptions.create().sendTimeout(IN_TIME);
                StepVerifier.create(PosixMqSender.create(queue, options).send(SendStreamTest.numbered(50)))
                        .expectNextCount(50)
                        .expectComplete()
                        .verify(Bounds.SOON);
                Waiters.awaitBusy(0);
            }
        }
    }

    @Test
    void noThreadIsHeldWhileTheQueueHasRoom() {
        for (int i = 0; i < 1000; i++) {
            sender.send(PosixMessage.ofText("m" + i), IN_TIME).block(Bounds.SOON);
            assertThat(queue.tryReceive()).isNotNull();
        }
        Queues.passThrough(EventLoop.shared());
        Waiters.awaitBusy(0);
    }

    @Test
    void oneThreadIsHeldHoweverManySendsWaitAndLetGoBehindTheLast() {
        Queues.fill(queue);
        Probe<SendResult<Integer>> stream = Probe.of(sender.send(SendStreamTest.numbered(30)), Long.MAX_VALUE);
        Probe<Void> single = Probe.of(sender.send(PosixMessage.ofText("single")), 1);
        Waiters.awaitBusy(1);
        Bounds.await("all sends").until(() -> {
            Queues.drain(queue);
            assertThat(BlockedThreads.count()).isLessThanOrEqualTo(1);
            return stream.hasEnded() && single.hasEnded();
        });
        Waiters.awaitBusy(0);
    }
}
