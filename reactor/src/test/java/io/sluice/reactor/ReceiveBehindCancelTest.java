package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.LongTest;
import io.sluice.testing.Pace;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** A message that is sent when {@code cancel} has returned stays in its queue. */
@LongTest
class ReceiveBehindCancelTest {
    private static final int LONGEST_NANOS = 60_000;
    private static final int LATE_NANOS = 60_000;
    private static final int LONGEST_DRAIN_NANOS = 4_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @ParameterizedTest(name = "fair {0}, {1} rounds")
    @CsvSource({"false, 20000", "true, 3000"})
    void aPosixStreamTakesNothingBehindItsCancel(boolean fair, int rounds) {
        PosixMessageQueue queue = queues.create(4, 16);
        PosixMessage message = PosixMessage.ofText("late");
        Flux<PosixMessage> messages = PosixMqReceiver.create(
                        queue, PosixMqReceiverOptions.create().fair(fair))
                .receive();
        assertNothingIsTaken(messages, rounds, () -> queue.trySend(message), () -> queue.tryReceive() != null);
    }

    @Test
    void aSystemVStreamTakesNothingBehindItsCancel() {
        SysvMessageQueue queue = sysvQueues.create();
        assertNothingIsTaken(
                SysvMqReceiver.create(queue).receive(TypeSelector.any()),
                3_000,
                () -> send(queue),
                () -> queue.tryReceive(TypeSelector.any()) != null);
    }

    private static boolean send(SysvMessageQueue queue) {
        return queue.trySend(SysvMessage.ofText(1, "late"));
    }

    private void assertNothingIsTaken(
            Flux<?> messages, int rounds, BooleanSupplier send, BooleanSupplier isStillThere) {
        for (int round = 0; round < rounds; round++) {
            Probe<?> probe = Probe.of(messages, Long.MAX_VALUE);
            Pace.spin(random.nextInt(LONGEST_NANOS));
            probe.cancel();
            assertStays(round, send, isStillThere);
        }
    }

    private void assertStays(int round, BooleanSupplier send, BooleanSupplier isStillThere) {
        assertThat(send.getAsBoolean()).isTrue();
        Pace.spin(LATE_NANOS);
        assertThat(isStillThere.getAsBoolean())
                .as("the message is in the queue, in round %d with seed %d", round, seed)
                .isTrue();
    }

    @Test
    void aSystemVDrainOnAnotherThreadTakesNothingBehindItsCancel() throws InterruptedException {
        SysvMessageQueue queue = sysvQueues.create();
        Flux<SysvMessage> drain = SysvMqReceiver.create(queue).receiveUntilEmpty(TypeSelector.any());
        AtomicReference<Probe<SysvMessage>> next = new AtomicReference<>();
        Thread requesting = new Thread(() -> requestUntilInterrupted(next), "requesting");
        requesting.start();
        try {
            for (int round = 0; round < 20_000; round++) {
                Probe<SysvMessage> probe = Probe.unsubscribed(0);
                drain.subscribe(probe); // the queue is empty, and without demand nobody looks
                next.set(probe);
                Pace.spin(random.nextInt(LONGEST_DRAIN_NANOS));
                probe.cancel();
                assertStays(round, () -> send(queue), () -> queue.tryReceive(TypeSelector.any()) != null);
            }
        } finally {
            requesting.interrupt();
            requesting.join();
        }
    }

    private static void requestUntilInterrupted(AtomicReference<Probe<SysvMessage>> next) {
        while (!Thread.currentThread().isInterrupted()) {
            Probe<SysvMessage> probe = next.getAndSet(null);
            if (probe != null) {
                probe.request(1);
            }
        }
    }
}
