package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.SeededMessages;
import io.sluice.testing.TestQueues;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Streams with C programs at the other end; every byte and every priority is compared. */
class CPeersReactiveTest {
    private static final int COUNT = 5000;
    private static final int SIZE = 300;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final long seed = System.nanoTime() & Integer.MAX_VALUE;
    private final SeededMessages messages = new SeededMessages(seed, SIZE);
    private final PosixMessageQueue toC = queues.create(10, SIZE);
    private final PosixMessageQueue fromC = queues.create(10, SIZE);

    @Test
    void whatACProcessSendsIsReceived() {
        try (RunningProgram sender = CProgram.of("mq_send").start(fromC.name(), COUNT, SIZE, seed)) {
            StepVerifier.create(receivedAndCompared()).expectComplete().verify(Bounds.SOON);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    void whatIsSentACProcessReceives() {
        try (RunningProgram receiver = CProgram.of("mq_receive").start(toC.name(), COUNT, SIZE, seed)) {
            StepVerifier.create(sent()).expectComplete().verify(Bounds.SOON);
            assertReceivedAll(receiver);
        }
    }

    @Test
    void bothWaysAtOnce() {
        try (RunningProgram sender = CProgram.of("mq_send").start(fromC.name(), COUNT, SIZE, seed);
                RunningProgram receiver = CProgram.of("mq_receive").start(toC.name(), COUNT, SIZE, seed)) {
            StepVerifier.create(Mono.when(receivedAndCompared(), sent()))
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
            assertReceivedAll(receiver);
        }
    }

    @Test
    void whatACProcessSendsGoesBackToAnotherOne() {
        try (RunningProgram sender = CProgram.of("mq_send").start(fromC.name(), COUNT, SIZE, seed);
                RunningProgram receiver = CProgram.of("mq_receive").start(toC.name(), COUNT, SIZE, seed)) {
            Flux<OutboundMessage<PosixMessage, Integer>> forwarded = PosixMqReceiver.create(fromC)
                    .receive()
                    .take(COUNT)
                    .map(message -> OutboundMessage.create(message, SeededMessages.numberOf(message)));
            StepVerifier.create(PosixMqSender.create(toC).send(forwarded))
                    .expectNextCount(COUNT)
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
            assertReceivedAll(receiver);
        }
    }

    @Test
    void bothKindsOfProcessesSendToOneQueue() {
        // The numbers of the C process are below COUNT, and those that are sent here are not.
        try (RunningProgram sender = CProgram.of("mq_send").start(fromC.name(), COUNT, SIZE, seed)) {
            Flux<OutboundMessage<PosixMessage, Integer>> mine =
                    Flux.range(COUNT, COUNT).map(number -> OutboundMessage.create(messages.message(number), number));
            StepVerifier.create(Mono.when(
                            receivedAndCompared(2 * COUNT),
                            PosixMqSender.create(fromC).send(mine).then()))
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    private Mono<Void> sent() {
        return PosixMqSender.create(toC)
                .send(Flux.range(0, COUNT).map(number -> OutboundMessage.create(messages.message(number), number)))
                .map(SendResult::correlationMetadata)
                .collectList()
                .doOnNext(numbers -> assertThat(numbers).hasSize(COUNT).isSorted())
                .then();
    }

    private Mono<Void> receivedAndCompared() {
        return receivedAndCompared(COUNT);
    }

    private Mono<Void> receivedAndCompared(int count) {
        BitSet seen = new BitSet();
        return PosixMqReceiver.create(fromC)
                .receive()
                .take(count)
                .doOnNext(message -> compare(message, seen))
                .doOnComplete(() -> assertThat(seen.cardinality()).isEqualTo(count))
                .then();
    }

    private void compare(PosixMessage message, BitSet seen) {
        int number = SeededMessages.numberOf(message);
        assertThat(message).as("message %d of seed %d", number, seed).isEqualTo(messages.message(number));
        assertThat(seen.get(number))
                .as("message %d came before, seed %d", number, seed)
                .isFalse();
        seen.set(number);
    }

    private void assertReceivedAll(RunningProgram receiver) {
        RunningProgram.Exit exit = receiver.awaitExit(Bounds.SOON);
        assertThat(exit.status()).as("seed %d: %s", seed, exit.output()).isZero();
        assertThat(exit.output()).endsWith("received " + COUNT + "\n");
    }
}
