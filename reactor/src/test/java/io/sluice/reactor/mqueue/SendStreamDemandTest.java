package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.test.publisher.TestPublisher;

/** What a stream of sends asks of its publisher, and what becomes of what it took when it is cancelled. */
class SendStreamDemandTest {
    private static final SenderOptions OPTIONS = SenderOptions.create();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);
    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong mostOutstanding = new AtomicLong();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void takesNoMoreThanMaxInFlightAheadOfItsResults(int maxInFlight) {
        Probe<PosixMessage> receiver = Probe.of(PosixMqReceiver.create(queue).receive(), Long.MAX_VALUE);
        int count = 500;
        AtomicLong results = new AtomicLong();
        Probe<SendResult<Integer>> probe = Probe.of(
                sender(OPTIONS.maxInFlight(maxInFlight)).send(watched(count, results)),
                Long.MAX_VALUE,
                (self, result) -> results.incrementAndGet());
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(count);
        assertThat(mostOutstanding).hasValueBetween(1, maxInFlight);
        receiver.cancel();
    }

    @Test
    void onAFullQueueItTakesMaxInFlightAndWaits() {
        Queues.fill(queue);
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS.maxInFlight(4)).send(watched(100, new AtomicLong())), Long.MAX_VALUE);
        Waiters.awaitBusy(1);
        Queues.passThrough(EventLoop.shared());
        assertThat(requested).hasValue(4);
        assertThat(taken).hasValue(4);
        probe.cancel();
    }

    @Test
    void withoutANumberItTakesAsManyAsTheQueueHolds() {
        Queues.fill(queue);
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS).send(watched(100, new AtomicLong())), Long.MAX_VALUE);
        Waiters.awaitBusy(1);
        Queues.passThrough(EventLoop.shared());
        assertThat(requested).hasValue(10);
        probe.cancel();
    }

    @Test
    void takesNoMoreThanResultsAreAskedFor() {
        Probe<SendResult<Integer>> probe = Probe.of(sender(OPTIONS).send(watched(100, new AtomicLong())), 0);
        Queues.passThrough(EventLoop.shared());
        assertThat(requested).hasValue(0);
        for (int i = 1; i <= 10; i++) {
            probe.request(1);
            probe.awaitReceived(i);
            Queues.passThrough(EventLoop.shared());
            assertThat(requested).hasValue(i);
            assertThat(Queues.count(queue)).isEqualTo(i);
        }
        probe.cancel();
        assertThat(Queues.drain(queue)).isEqualTo(Queues.preloaded(10));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -7})
    void aRequestThatIsNotPositiveIsAnErrorAndCancelsThePublisher(long bad) {
        TestPublisher<OutboundMessage<PosixMessage, Integer>> publisher = TestPublisher.create();
        Probe<SendResult<Integer>> probe = Probe.of(sender(OPTIONS).send(publisher.flux()), 0);
        probe.request(bad);
        assertThat(probe.awaitEnd())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.9");
        publisher.assertWasCancelled();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void whatWasTakenAndNotSentIsDiscardedOnCancel(int room) {
        Queues.fill(queue);
        Probe<SendResult<Integer>> probe =
                Probe.of(sender(OPTIONS.maxInFlight(8)).send(watched(100, new AtomicLong())), Long.MAX_VALUE);
        Waiters.awaitBusy(1);
        for (int i = 0; i < room; i++) {
            queue.tryReceive();
        }
        probe.awaitReceived(room);
        probe.cancel();
        int sent = Queues.drain(queue).size();
        Waiters.awaitBusy(0); // the loop hears from the waiting thread that it has sent nothing
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).isEmpty();
        assertThat(sent).isGreaterThanOrEqualTo(room);
        assertThat((long) sent + probe.discarded().size()).isEqualTo(taken.get());
        assertThat(probe.ends()).isZero();
    }

    @Test
    void whatThePublisherSendsBehindTheCancelIsDiscarded() {
        List<Subscriber<? super OutboundMessage<PosixMessage, Integer>>> upstream = new ArrayList<>();
        Publisher<OutboundMessage<PosixMessage, Integer>> unaware = subscriber -> {
            upstream.add(subscriber);
            subscriber.onSubscribe(Operators.emptySubscription());
        };
        Probe<SendResult<Integer>> probe = Probe.of(sender(OPTIONS).send(unaware), Long.MAX_VALUE);
        probe.cancel();
        upstream.get(0).onNext(OutboundMessage.create(PosixMessage.ofText("late"), 1));
        Queues.passThrough(EventLoop.shared());
        assertThat(SendStreamTest.numbersIn(probe.discarded())).containsExactly(1);
        assertThat(Queues.count(queue)).isZero();
    }

    @Test
    void cancelInsideOnNextSendsNothingMore() {
        Probe<SendResult<Integer>> probe = Probe.of(
                sender(OPTIONS.maxInFlight(5)).send(watched(100, new AtomicLong())),
                Long.MAX_VALUE,
                (self, result) -> self.cancel());
        probe.awaitReceived(1);
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.drain(queue)).containsExactly("m0");
        // The publisher emits on the loop's thread, so it hears of the cancel before its second message.
        assertThat(probe.discarded()).isEmpty();
    }

    @Test
    void aSubscriberThatThrowsCountsAsCancelled() throws Exception {
        TestPublisher<OutboundMessage<PosixMessage, Integer>> publisher = TestPublisher.create();
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        try (EventLoop loop = EventLoop.create()) {
            loop.execute(() ->
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown)));
            Probe<SendResult<Integer>> probe =
                    Probe.of(sender(OPTIONS.eventLoop(loop)).send(publisher.flux()), Long.MAX_VALUE, (self, result) -> {
                        throw new IllegalStateException("broken subscriber");
                    });
            loop.execute(() -> SendStreamTest.numbered(5).subscribe(publisher::next));
            assertThat(uncaught.get(20, TimeUnit.SECONDS)).hasMessage("broken subscriber");
            Queues.passThrough(loop);
            publisher.assertWasCancelled();
            assertThat(Queues.drain(queue)).containsExactly("m0");
            assertThat(probe.receivedCount()).isEqualTo(1);
            assertThat(probe.ends()).isZero();
        }
    }

    private PosixMqSender sender(SenderOptions options) {
        return PosixMqSender.create(queue, options);
    }

    /** Counts what is asked for and taken, and how far that is ahead of the results. */
    private Flux<OutboundMessage<PosixMessage, Integer>> watched(int count, AtomicLong results) {
        return SendStreamTest.numbered(count)
                .doOnRequest(n -> mostOutstanding.accumulateAndGet(requested.addAndGet(n) - results.get(), Math::max))
                .doOnNext(outbound -> taken.incrementAndGet());
    }
}
