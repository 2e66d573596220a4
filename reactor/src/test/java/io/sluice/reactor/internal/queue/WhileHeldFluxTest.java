package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** Work that takes its time until it has a subscription. What it holds is in {@link AcquireLineTest}. */
class WhileHeldFluxTest {
    private final EventLoop loop = EventLoop.create("slow-work");
    private final AtomicReference<Subscriber<? super Integer>> worker = new AtomicReference<>();
    private final List<Long> requests = new ArrayList<>();

    /** Of the work, which refuses a bad request as a publisher has to. */
    private final Subscription subscription = new Subscription() {
        @Override
        public void request(long n) {
            requests.add(n);
            if (n <= 0) {
                worker.get().onError(new IllegalArgumentException("3.9"));
            }
        }

        @Override
        public void cancel() {
            // It does nothing by itself.
        }
    };

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    private Probe<Integer> probe(PermitTarget target) {
        Publisher<Integer> work = worker::set;
        Flux<Integer> whileHeld =
                new WhileHeldFlux<>(new AcquireLine<>(target, loop), () -> "held", Limit.NONE, () -> work);
        Probe<Integer> probe = Probe.of(whileHeld, 2);
        assertThat(worker).doesNotHaveNullValue();
        return probe;
    }

    @Test
    void aBadRequestBeforeTheWorkHasASubscriptionIsRefusedByTheWork() {
        PermitTarget target = new PermitTarget(1);
        Probe<Integer> probe = probe(target);
        probe.request(-1);
        assertThat(probe.hasEnded()).isFalse();
        worker.get().onSubscribe(subscription);
        assertThat(requests).startsWith(-1L);
        assertThat(probe.error()).hasMessageContaining("3.9");
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void demandBeforeTheWorkHasASubscriptionReachesIt() {
        Probe<Integer> probe = probe(new PermitTarget(1));
        probe.request(3);
        worker.get().onSubscribe(subscription);
        assertThat(requests).containsExactly(5L);
        probe.cancel();
    }
}
