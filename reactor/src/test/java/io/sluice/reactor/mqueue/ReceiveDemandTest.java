package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Demand is the only thing that takes a message out of the kernel. */
class ReceiveDemandTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final Flux<PosixMessage> messages = PosixMqReceiver.create(queue).receive();

    @Test
    void threeAskedForOfTenLeaveSevenInTheKernel() {
        Queues.preload(queue, 10);
        StepVerifier.create(messages.map(PosixMessage::text), 3)
                .expectNext("m0", "m1", "m2")
                .then(() -> Queues.passThrough(EventLoop.shared()))
                .then(() -> assertThat(Queues.count(queue)).isEqualTo(7))
                .thenRequest(2)
                .expectNext("m3", "m4")
                .then(() -> Queues.passThrough(EventLoop.shared()))
                .then(() -> assertThat(Queues.count(queue)).isEqualTo(5))
                .thenCancel()
                .verify(Bounds.SOON);
        assertThat(Queues.count(queue)).isEqualTo(5);
    }

    @Test
    void withoutDemandAllStayAndTheSendingProcessBlocks() {
        try (RunningProgram sender = CProgram.of("mq_send").start(queue.name(), 11, 64, 1)) {
            Probe<PosixMessage> probe = Probe.of(messages, 0);
            sender.awaitLine("sent 10");
            sender.awaitAsleep();
            Queues.passThrough(EventLoop.shared());
            assertThat(Queues.count(queue)).isEqualTo(10);
            assertThat(sender.output()).doesNotContain("sent 11");

            probe.request(1);
            sender.awaitLine("sent 11");
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
            assertThat(Queues.count(queue)).isEqualTo(10);
            probe.awaitReceived(1); // the sender may know before the loop has passed it on
            assertThat(probe.received()).hasSize(1);
            probe.cancel();
        }
    }

    @Test
    void demandThatWasThereFirstTakesNoMoreThanItself() {
        Probe<PosixMessage> probe = Probe.of(messages, 3);
        Queues.passThrough(EventLoop.shared());
        for (int i = 0; i < 10; i++) {
            Queues.preload(queue, 1);
            Queues.passThrough(EventLoop.shared());
        }
        assertThat(probe.received()).hasSize(3);
        assertThat(Queues.count(queue)).isEqualTo(7);
        probe.cancel();
    }

    @Test
    void demandOfNothingButOneIsEnoughForAll() {
        Queues.preload(queue, 10);
        Probe<PosixMessage> probe = Probe.of(messages, 1, (self, message) -> {
            assertThat(Queues.count(queue)).isEqualTo(10 - self.receivedCount());
            self.request(1);
        });
        probe.awaitReceived(10);
        assertThat(probe.received()).extracting(PosixMessage::text).isEqualTo(Queues.preloaded(10));
        probe.cancel();
    }

    @Test
    void aRequestInsideOnNextDoesNotNestSignals() {
        Queues.preload(queue, 10);
        int[] depth = {0};
        int[] deepest = {0};
        Probe<PosixMessage> probe = Probe.of(messages, 1, (self, message) -> {
            depth[0]++;
            deepest[0] = Math.max(deepest[0], depth[0]);
            self.request(3);
            depth[0]--;
        });
        probe.awaitReceived(10);
        probe.cancel();
        Queues.passThrough(EventLoop.shared());
        assertThat(deepest[0]).isEqualTo(1);
    }

    @Test
    void demandFromManyThreadsAddsUp() throws InterruptedException {
        Probe<PosixMessage> probe = Probe.of(messages, 0);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 500; n++) {
                    probe.request(1);
                }
            });
            threads[i].start();
        }
        int sent = 0;
        while (sent < 2005) { // nobody asks for the last five, which the queue has room for
            sent += queue.trySend(PosixMessage.ofText("m" + sent)) ? 1 : 0;
        }
        for (Thread thread : threads) {
            thread.join();
        }
        probe.awaitReceived(2000);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(2000);
        assertThat(Queues.count(queue)).isEqualTo(5);
        probe.cancel();
    }

    @Test
    void cancelInsideOnNextTakesNothingMore() {
        Queues.preload(queue, 10);
        Probe<PosixMessage> probe = Probe.of(messages, Long.MAX_VALUE, (self, message) -> {
            if (self.receivedCount() == 4) {
                self.cancel();
            }
        });
        probe.awaitReceived(4);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(4);
        assertThat(probe.discarded()).isEmpty();
        assertThat(Queues.count(queue)).isEqualTo(6);
        assertThat(probe.hasEnded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aRequestThatIsNotPositiveIsAnError(long bad) {
        Queues.preload(queue, 2);
        Probe<PosixMessage> probe = Probe.of(messages, 0);
        probe.request(bad);
        assertThat(probe.awaitEnd())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.9")
                .hasMessageContaining(Long.toString(bad));
        probe.request(1);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(Queues.count(queue)).isEqualTo(2);
    }

    @Test
    void aBadRequestInsideOnNextEndsTheStreamBehindThatMessage() {
        Queues.preload(queue, 3);
        Probe<PosixMessage> probe = Probe.of(messages, 3, (self, message) -> self.request(-5));
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        assertThat(probe.receivedCount()).isEqualTo(1);
        assertThat(Queues.count(queue)).isEqualTo(2);
    }
}
