package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Checks;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** Waiting to be notified, draining, waiting again. */
class NotifiedReceiveTest {
    private static final int ARRIVALS = Checks.or(10_000, 50_000);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);

    private Probe<PosixMessage> subscribe(long demand) {
        Probe<PosixMessage> probe = Probe.of(PosixMqNotifier.create(queue).receive(), demand);
        Queues.passThrough(EventLoop.shared());
        return probe;
    }

    @Test
    void ofManyArrivalsAtRandomMomentsNoneIsMissed() {
        long seed = System.nanoTime();
        System.out.println(ARRIVALS + " arrivals at random moments, seed " + seed);
        AtomicLong next = new AtomicLong();
        AtomicLong strays = new AtomicLong();
        Disposable receiving = PosixMqNotifier.create(queue).receive().subscribe(message -> {
            long number = ByteBuffer.wrap(message.payload())
                    .order(ByteOrder.nativeOrder())
                    .getLong();
            if (!next.compareAndSet(number, number + 1)) {
                strays.incrementAndGet();
            }
        });
        try (RunningProgram sender = CProgram.of("mq_arrivals").start(queue.name(), ARRIVALS, seed)) {
            Awaitility.await("all arrivals of seed " + seed)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> next.get() == ARRIVALS);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
        assertThat(strays.get()).as("out of order or lost, seed %d", seed).isZero();
        receiving.dispose();
    }

    @Test
    void demandAloneTakesMessages() {
        Queues.preload(queue, 5);
        Probe<PosixMessage> probe = subscribe(0);
        assertThat(Queues.count(queue)).isEqualTo(5);
        probe.request(2);
        probe.awaitReceived(2);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).isEqualTo(3);
        assertThat(probe.receivedCount()).isEqualTo(2);
        probe.request(10);
        probe.awaitReceived(5);
        assertThat(probe.received().stream().map(PosixMessage::text)).isEqualTo(Queues.preloaded(5));
        probe.cancel();
    }

    @Test
    void aBlockedReaderGetsEveryMessage() {
        Probe<PosixMessage> probe = subscribe(Long.MAX_VALUE);
        try (RunningProgram rival = CProgram.of("mq_rivals").start(queue.name(), "receive", 1)) {
            rival.awaitLine("ready");
            for (int i = 0; i < 20; i++) {
                rival.awaitAsleep();
                Queues.preload(queue, 1);
                Bounds.await("the rival to take it").until(() -> Queues.count(queue) == 0);
            }
            Queues.passThrough(EventLoop.shared());
            assertThat(probe.receivedCount()).isZero();
        }
        Queues.preload(queue, 1);
        probe.awaitReceived(1);
        probe.cancel();
    }

    @Test
    void closingTheQueueCompletesTheStreamInTheMiddleOfADrainToo() {
        Queues.preload(queue, 5);
        Probe<PosixMessage> probe =
                Probe.of(PosixMqNotifier.create(queue).receive(), Long.MAX_VALUE, (self, message) -> queue.close());
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
    }

    @Test
    void closingTheQueueCompletesTheStreamThatWaits() {
        Probe<PosixMessage> probe = subscribe(Long.MAX_VALUE);
        queue.close();
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aHandleForSendingOnlyIsRefused() {
        Queues.preload(queue, 1);
        PosixMessageQueue sendOnly = queues.open(queue.name(), PosixAccess.WRITE);
        Throwable error =
                Probe.of(PosixMqNotifier.create(sendOnly).receive(), 1).awaitEnd();
        assertThat(error)
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADF))
                .hasMessageContaining("PosixAccess.WRITE");
    }
}
