package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class BroadcastTest {
    private static final int MESSAGES = 2000;
    private static final int WAITING = 16;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @ParameterizedTest
    @Twins({Broadcast.class, io.sluice.samples.kotlin.Broadcast.class})
    void theStuckClientMissesMessagesAndTheOthersNone(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly(
                        "taken   100 from the queue",
                        "first   received 100, dropped 0",
                        "second  received 100, dropped 0",
                        "stuck   received 1, dropped 83, waiting 16");
    }

    @Test
    void whatAClientDoesNotReadIsCountedAndTheNewestWaitForIt() {
        PosixMessageQueue queue = queues.create(4, 64);
        AtomicInteger taken = new AtomicInteger();
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Flux<PosixMessage> shared = Broadcast.shared(receiver, message -> taken.incrementAndGet());
        AtomicInteger dropped = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();

        StepVerifier.create(Broadcast.forClient(shared, message -> dropped.incrementAndGet()), 0)
                .expectSubscription()
                .then(() -> {
                    shared.take(MESSAGES).subscribe(message -> read.incrementAndGet());
                    try (RunningProgram sender = CProgram.of("mq_send").start(queue.name(), MESSAGES, 64, 0)) {
                        assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
                    }
                    Bounds.await("the client that reads").until(() -> read.get() == MESSAGES);
                    Bounds.await("the drops").until(() -> dropped.get() == MESSAGES - WAITING);
                })
                .thenRequest(WAITING)
                .expectNextCount(WAITING)
                .thenCancel()
                .verify(Bounds.SOON);
        receiver.stop();
        assertThat(taken).hasValue(MESSAGES);
    }

    @Test
    void aClientThatMustNotMissAMessageFailsAloneWhenItIsTooSlow() {
        PosixMessageQueue queue = queues.create(4, 64);
        AtomicInteger taken = new AtomicInteger();
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Flux<PosixMessage> shared = Broadcast.shared(receiver, message -> taken.incrementAndGet());

        StepVerifier.create(Broadcast.forClientOrError(shared), 0)
                .expectSubscription()
                .then(() -> {
                    try (RunningProgram sender = CProgram.of("mq_send").start(queue.name(), MESSAGES, 64, 0)) {
                        assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
                    }
                    Bounds.await("the journal").until(() -> taken.get() == MESSAGES);
                })
                .thenRequest(WAITING + 1)
                .expectNextCount(WAITING)
                .expectErrorMatches(Exceptions::isOverflow)
                .verify(Bounds.SOON);
        receiver.stop();
    }

    @Test
    void clientsThatLeaveTakeNoMessageWithThem() {
        PosixMessageQueue queue = queues.create(4, 64);
        AtomicInteger taken = new AtomicInteger();
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Flux<PosixMessage> shared = Broadcast.shared(receiver, message -> taken.incrementAndGet());

        try (RunningProgram sender = CProgram.of("mq_send").start(queue.name(), MESSAGES, 64, 0)) {
            while (sender.isAlive()) {
                Broadcast.forClient(shared, message -> {})
                        .next()
                        .timeout(Duration.ofMillis(1), Mono.empty())
                        .block(Bounds.SOON);
            }
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }

        Bounds.await("the journal").until(() -> taken.get() == MESSAGES);
        receiver.stop();
    }
}
