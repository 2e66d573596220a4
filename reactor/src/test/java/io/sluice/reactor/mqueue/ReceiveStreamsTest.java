package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What subscriptions to one receiver get, in which order and on which thread. */
class ReceiveStreamsTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final PosixMqReceiver receiver = PosixMqReceiver.create(queue);

    @Test
    void theHighestPriorityComesFirstAndTheOldestWithinIt() {
        queue.trySend(PosixMessage.ofText("low", 0));
        queue.trySend(PosixMessage.ofText("high, first", PosixMessage.MAX_PRIORITY));
        queue.trySend(PosixMessage.ofText("middle", 5));
        queue.trySend(PosixMessage.ofText("high, second", PosixMessage.MAX_PRIORITY));
        StepVerifier.create(receiver.receive().take(4).map(message -> message.priority() + " " + message.text()))
                .expectNext("32767 high, first", "32767 high, second", "5 middle", "0 low")
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void anEmptyMessageIsAMessage() {
        queue.trySend(PosixMessage.of(new byte[0], 7));
        StepVerifier.create(receiver.receive().take(1))
                .expectNext(PosixMessage.of(new byte[0], 7))
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void eachSubscriptionStartsAfresh() {
        Flux<String> twoTexts = receiver.receive().take(2).map(PosixMessage::text);
        Queues.preload(queue, 4);
        StepVerifier.create(twoTexts).expectNext("m0", "m1").expectComplete().verify(Bounds.SOON);
        StepVerifier.create(twoTexts).expectNext("m2", "m3").expectComplete().verify(Bounds.SOON);
    }

    @Test
    void nothingHappensBeforeTheSubscription() {
        Queues.preload(queue, 10);
        receiver.receive().take(3);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).isEqualTo(10);
    }

    @Test
    void subscriptionsCompeteAndEachMessageGoesToExactlyOne() {
        Probe<PosixMessage> first = Probe.of(receiver.receive(), Long.MAX_VALUE);
        Probe<PosixMessage> second = Probe.of(receiver.receive(), Long.MAX_VALUE);
        int count = 20_000;
        for (int i = 0; i < count; ) {
            i += queue.trySend(PosixMessage.ofText("m" + i)) ? 1 : 0;
        }
        Bounds.await("all messages").until(() -> first.receivedCount() + second.receivedCount() == count);
        assertThat(Stream.concat(first.received().stream(), second.received().stream())
                        .map(PosixMessage::text))
                .containsExactlyInAnyOrderElementsOf(Queues.preloaded(count));
        assertThat(first.receivedCount()).as("share of the first").isPositive();
        assertThat(second.receivedCount()).as("share of the second").isPositive();
        first.cancel();
        second.cancel();
    }

    @Test
    void signalsComeOnTheThreadOfTheLoopThatWasGiven() {
        try (EventLoop loop = EventLoop.create("receiving")) {
            Flux<String> threads = PosixMqReceiver.create(
                            queue, PosixMqReceiverOptions.create().eventLoop(loop))
                    .receive()
                    .map(message -> Thread.currentThread().getName());
            Queues.preload(queue, 2);
            StepVerifier.create(threads.take(2))
                    .expectNext("receiving", "receiving")
                    .expectComplete()
                    .verify(Bounds.SOON);
        }
    }

    @Test
    void withoutALoopTheSharedOneIsUsed() {
        Queues.preload(queue, 1);
        StepVerifier.create(receiver.receive()
                        .take(1)
                        .map(message -> Thread.currentThread().getName()))
                .expectNext("sluice-loop")
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void closingTheLoopFailsItsStreamsAndRefusesNewOnes() {
        EventLoop loop = EventLoop.create();
        Flux<PosixMessage> messages = PosixMqReceiver.create(
                        queue, PosixMqReceiverOptions.create().eventLoop(loop))
                .receive();
        Probe<PosixMessage> waiting = Probe.of(messages, Long.MAX_VALUE);
        Probe<PosixMessage> withoutDemand = Probe.of(messages, 0);
        Queues.passThrough(loop);
        loop.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(withoutDemand.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(messages, 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(queue.isOpen()).isTrue();
    }

    @Test
    void blockingInsideAStreamFailsAtOnce() {
        Queues.preload(queue, 1);
        StepVerifier.create(receiver.receive().take(1).map(message -> {
                    assertThat(Schedulers.isInNonBlockingThread()).isTrue();
                    return Mono.never().block();
                }))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("block()"))
                .verify(Bounds.SOON);
    }

    @Test
    void aSubscriberThatThrowsDoesNotEndTheLoopOfTheOthers() throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            PosixMqReceiverOptions options = PosixMqReceiverOptions.create().eventLoop(loop);
            CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
            loop.execute(() ->
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown)));
            PosixMessageQueue other = queues.create(10, 64);
            Probe<PosixMessage> wellBehaved =
                    Probe.of(PosixMqReceiver.create(other, options).receive(), Long.MAX_VALUE);
            Probe<PosixMessage> throwing =
                    Probe.of(PosixMqReceiver.create(queue, options).receive(), 1, (self, message) -> {
                        throw new IllegalStateException("broken subscriber");
                    });
            Queues.preload(queue, 1);
            assertThat(uncaught.get(20, TimeUnit.SECONDS)).hasMessage("broken subscriber");
            Queues.preload(other, 3);
            wellBehaved.awaitReceived(3);
            throwing.cancel();
            wellBehaved.cancel();
        }
    }

    @Test
    void manyQueuesOnOneLoopAreAllServed() {
        List<PosixMessageQueue> many =
                Stream.generate(() -> queues.create(2, 16)).limit(20).toList();
        List<Probe<PosixMessage>> probes = many.stream()
                .map(each -> Probe.of(PosixMqReceiver.create(each).receive(), Long.MAX_VALUE))
                .toList();
        for (int round = 0; round < 100; round++) {
            int expected = round + 1;
            many.forEach(each -> Queues.preload(each, 1));
            probes.forEach(probe -> probe.awaitReceived(expected));
        }
        probes.forEach(Probe::cancel);
    }
}
