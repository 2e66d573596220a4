package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Sends of which several have their effect in one call. */
class JointAttemptsTest {
    private static final long CALL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EventLoop loop = EventLoop.create("operations");

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    /** Takes up to four messages together, if there are as many permits. */
    private static class Fours extends PermitTarget implements Target.Joint<String> {
        private static final int MOST = 4;

        final List<List<String>> calls = new CopyOnWriteArrayList<>();
        private final List<String> added = new ArrayList<>();

        Fours(int permits) {
            super(permits);
        }

        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public int batch() {
            return 32;
        }

        @Override
        public Joint<String> joint() {
            return this;
        }

        @Override
        public Attempt attempt(String message) {
            calls.add(List.of(message));
            return super.attempt(message);
        }

        @Override
        public boolean fits(String message) {
            return added.size() < MOST && !message.startsWith("alone");
        }

        @Override
        public void add(String message) {
            added.add(message);
        }

        @Override
        public boolean attempt() {
            calls.add(List.copyOf(added));
            boolean room = permits.get() >= added.size();
            if (room) {
                permits.addAndGet(-added.size());
                done.addAll(added);
            }
            return room;
        }

        @Override
        public void clear() {
            added.clear();
        }
    }

    private static Flux<OutboundMessage<String, String>> messages(String... all) {
        return Flux.fromArray(all).map(message -> OutboundMessage.create(message, message));
    }

    private Flux<SendResult<String>> send(Target<String> target, String... all) {
        return new SendFlux<>(
                new OperationQueue<>(target, loop), SenderOptions.create().stopOnError(false), messages(all));
    }

    @Test
    void whatAPublisherGivesAtOnceIsAttemptedTogether() {
        Fours target = new Fours(100);
        Probe<SendResult<String>> results = Probe.of(send(target, "a", "b", "c", "d", "e", "f"), Long.MAX_VALUE);
        assertThat(results.awaitEnd()).isNull();
        assertThat(target.calls).containsExactly(List.of("a", "b", "c", "d"), List.of("e", "f"));
        assertThat(results.received().stream().map(SendResult::correlationMetadata))
                .containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void noMoreIsAttemptedThanResultsAreAskedFor() {
        Fours target = new Fours(100);
        Probe<SendResult<String>> results = Probe.of(send(target, "a", "b", "c", "d", "e"), 0);
        results.request(2);
        results.awaitReceived(2);
        assertThat(target.calls).containsExactly(List.of("a", "b"));
        results.request(3);
        assertThat(results.awaitEnd()).isNull();
        assertThat(target.calls).containsExactly(List.of("a", "b"), List.of("c", "d", "e"));
    }

    @Test
    void oneThatDoesNotFitIsAttemptedAloneAndInItsOrder() {
        Fours target = new Fours(100);
        Probe<SendResult<String>> results = Probe.of(send(target, "a", "b", "alone", "c", "d"), Long.MAX_VALUE);
        assertThat(results.awaitEnd()).isNull();
        assertThat(target.calls).containsExactly(List.of("a", "b"), List.of("alone"), List.of("c", "d"));
    }

    @Test
    void whereAllWouldHaveToWaitTheFirstIsAttemptedAlone() {
        Fours target = new Fours(1);
        Probe<SendResult<String>> results = Probe.of(send(target, "a", "b", "c"), Long.MAX_VALUE);
        results.awaitReceived(1);
        assertThat(target.done).containsExactly("a");
        target.permits.set(2);
        assertThat(results.awaitEnd()).isNull();
        assertThat(target.done).containsExactly("a", "b", "c");
    }

    @Test
    void anErrorIsTheOutcomeOfTheFirstAlone() {
        Fours target = new Fours(100) {
            @Override
            public boolean attempt() {
                if (calls.isEmpty()) {
                    calls.add(List.of());
                    throw new IllegalStateException("once");
                }
                return super.attempt();
            }
        };
        Probe<SendResult<String>> results = Probe.of(send(target, "a", "b", "c"), Long.MAX_VALUE);
        assertThat(results.awaitEnd()).isNull();
        assertThat(results.received().get(0).exception()).hasMessage("once");
        assertThat(results.received()).hasSize(3);
        assertThat(target.done).containsExactly("b", "c");
    }

    @Test
    void aCancelInTheFirstResultEndsTheStreamAndSendsNoFurtherMessage() {
        Fours target = new Fours(100);
        Flux<SendResult<String>> results = send(target, "a", "b", "c", "d", "e", "f");
        List<SendResult<String>> received = new CopyOnWriteArrayList<>();
        results.takeUntil(result -> received.add(result)).blockLast(Bounds.SOON);
        assertThat(received).hasSize(1);
        loop.execute(() -> target.calls.add(List.of("end")));
        Bounds.await("the tasks behind the cancel").until(() -> target.calls.contains(List.of("end")));
        assertThat(target.calls).containsExactly(List.of("a", "b", "c", "d"), List.of("end"));
    }

    @Test
    void aCancelWaitsForTheCallThatIsUnderWay() {
        List<String> order = new CopyOnWriteArrayList<>();
        Fours target = new Fours(1000) {
            @Override
            public boolean attempt() {
                order.add("begins");
                long begun = System.nanoTime();
                long now = begun;
                while (now - begun < CALL_NANOS) {
                    now = System.nanoTime(); // a loop must not wait in any other way
                }
                order.add("ends");
                return super.attempt();
            }
        };
        String[] many = IntStream.range(0, 1000).mapToObj(Integer::toString).toArray(String[]::new);
        Disposable stream = send(target, many).subscribe();
        Bounds.await("the call").until(() -> !order.isEmpty());
        stream.dispose();
        order.add("cancelled");
        loop.execute(() -> order.add("behind"));
        Bounds.await("the loop").until(() -> order.contains("behind"));
        int cancelled = order.indexOf("cancelled");
        assertThat(order.get(cancelled - 1)).isEqualTo("ends");
        assertThat(order.subList(cancelled + 1, order.size())).containsExactly("behind");
    }
}
