package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ClosedHandleException;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source that whoever asks owns, with no kernel object behind it. */
class CallerSourceTest {
    private static final int DEEP = 100_000;

    private static Probe<Integer> subscribe(MemoryElements elements, long demand) {
        return Probe.of(new SourceFlux<>(new StopSwitch(), actual -> new CallerSource<>(actual, elements)), demand);
    }

    @Test
    void demandIsServedOnTheThreadThatAsksAndTheLastElementEndsTheStream() {
        MemoryElements elements = new MemoryElements(5);
        Probe<Integer> probe = subscribe(elements, 2);
        assertThat(probe.received()).containsExactly(0, 1);
        probe.request(2);
        assertThat(probe.received()).hasSize(4);
        assertThat(probe.hasEnded()).isFalse();
        probe.request(1);
        assertThat(probe.received()).isEqualTo(IntStream.range(0, 5).boxed().toList());
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void demandFromWithinIsServedInTheSameCallAndNotDeeperInTheStack() {
        MemoryElements elements = new MemoryElements(DEEP);
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(new StopSwitch(), actual -> new CallerSource<>(actual, elements)),
                1,
                (self, element) -> self.request(1));
        assertThat(probe.receivedCount()).isEqualTo(DEEP);
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aThreadThatAsksWhileAnotherOneServesLeavesItsDemandToThatOne() throws InterruptedException {
        CountDownLatch serving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MemoryElements elements = new MemoryElements(5);
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(new StopSwitch(), actual -> new CallerSource<>(actual, elements)),
                0,
                (self, element) -> {
                    if (element == 0) {
                        serving.countDown();
                        awaitUninterruptibly(goOn);
                    }
                });
        Thread asking = new Thread(() -> probe.request(1));
        asking.start();
        awaitUninterruptibly(serving);
        probe.request(3);
        assertThat(probe.received()).containsExactly(0);
        goOn.countDown();
        asking.join();
        assertThat(probe.received()).containsExactly(0, 1, 2, 3);
        probe.cancel();
    }

    @Test
    void aCancelWaitsForTheTakeUnderWayAndItsElementIsDiscarded() throws InterruptedException {
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MemoryElements elements = new MemoryElements(5) {
            @Override
            public @Nullable Integer tryTake() {
                taking.countDown();
                awaitUninterruptibly(goOn);
                return super.tryTake();
            }
        };
        Probe<Integer> probe = subscribe(elements, 0);
        Thread asking = new Thread(() -> probe.request(5));
        asking.start();
        awaitUninterruptibly(taking);
        Thread cancelling = new Thread(probe::cancel);
        cancelling.start();
        Bounds.await("the cancel to wait").until(() -> TakeWaits.isWaiting(cancelling));
        goOn.countDown();
        cancelling.join();
        assertThat(elements.left()).as("left when the cancel has returned").isEqualTo(4);
        asking.join();
        assertThat(elements.left()).isEqualTo(4);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.discarded()).isEqualTo(List.of(0));
        assertThat(probe.ends()).isZero();
    }

    @Test
    void anErrorOfTheReaderEndsTheStreamAndAClosedHandleCompletesIt() {
        RuntimeException broken = new IllegalStateException("thrown by the test");
        assertThat(subscribe(throwing(broken), 1).awaitEnd()).isSameAs(broken);
        Probe<Integer> closed = subscribe(throwing(new ClosedHandleException("take", "elements", "")), 1);
        assertThat(closed.awaitEnd()).isNull();
        assertThat(closed.ends()).isEqualTo(1);
    }

    private static MemoryElements throwing(RuntimeException cause) {
        return new MemoryElements(1) {
            @Override
            public @Nullable Integer tryTake() {
                throw cause;
            }
        };
    }

    @Test
    void aBadRequestFailsTheStreamAndTakesNothing() {
        MemoryElements elements = new MemoryElements(1);
        Probe<Integer> probe = subscribe(elements, 0);
        probe.request(0);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        assertThat(elements.left()).isEqualTo(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
