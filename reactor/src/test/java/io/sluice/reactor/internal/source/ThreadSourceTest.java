package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Pace;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source that a waiting thread owns, with no kernel object behind it. */
class ThreadSourceTest {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final int ROUNDS = 40_000;
    private static final int MOST_SPINS = 40;
    /** A round hands over to another thread: where others use all processors, all rounds would take too long. */
    private static final long LONG_ENOUGH_NANOS = Bounds.SOON.toNanos();

    private final EventLoop loop = EventLoop.create("sources");
    private final BlockingStock stock = new BlockingStock();
    private final StopSwitch stopSwitch = new StopSwitch();
    private final AtomicReference<ThreadSource<Integer>> source = new AtomicReference<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private Probe<Integer> subscribe(long demand, long timeoutNanos) {
        return Probe.of(
                new SourceFlux<>(stopSwitch, actual -> {
                    ThreadSource<Integer> opened = new ThreadSource<>(actual, stock, () -> loop, timeoutNanos);
                    source.set(opened);
                    return opened;
                }),
                demand);
    }

    private Probe<Integer> subscribe(long demand) {
        return subscribe(demand, Deadline.NEVER);
    }

    private void awaitIdle() {
        Bounds.await("no thread to be held").until(() -> !source.get().holdsThread());
    }

    @Test
    void aThreadIsHeldForDemandAlone() {
        Probe<Integer> probe = subscribe(0);
        assertThat(source.get().holdsThread()).isFalse();
        probe.request(2);
        Bounds.await("a blocked thread").until(() -> stock.blocked.get() > 0);
        stock.add(5);
        probe.awaitReceived(2);
        awaitIdle();
        assertThat(stock.left()).isEqualTo(3);
        probe.cancel();
    }

    @Test
    void aReaderThatTriesFirstWaitsOnlyWhereNothingIsThere() {
        stock.triesFirst = true;
        stock.add(1_000);
        Probe<Integer> probe = subscribe(1_000);
        probe.awaitReceived(1_000);
        awaitIdle();
        assertThat(stock.blocked).as("calls that may wait").hasValue(1);
        probe.request(1);
        Bounds.await("a blocked thread").until(() -> stock.blocked.get() > 1);
        stock.add(1);
        probe.awaitReceived(1_001);
        probe.cancel();
    }

    @Test
    void aCancelEndsTheTriesBeforeItReturns() {
        stock.triesFirst = true;
        for (int round = 0; round < 200; round++) {
            stock.add(1_000_000);
            Probe<Integer> probe = subscribe(Long.MAX_VALUE);
            Pace.spin(round * 1_000L);
            probe.cancel();
            int left = stock.left();
            Pace.spin(20_000);
            assertThat(stock.left())
                    .as("left behind the cancel, in round %d", round)
                    .isEqualTo(left);
        }
    }

    @Test
    void aTryThatFailsEndsTheStream() {
        IllegalStateException thrown = new IllegalStateException("thrown by the test");
        BlockingStock broken = new BlockingStock() {
            @Override
            public Integer tryTake() {
                if (blocked.get() == 1 && left() == 1) {
                    throw thrown;
                }
                return super.tryTake();
            }
        };
        broken.triesFirst = true;
        broken.add(2);
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(stopSwitch, actual -> new ThreadSource<>(actual, broken, () -> loop, Deadline.NEVER)),
                5);
        assertThat(probe.awaitEnd()).isSameAs(thrown);
        assertThat(probe.receivedCount()).isEqualTo(1);
    }

    @Test
    void demandThatComesJustWhenTheSourceBecomesIdleIsServed() {
        AtomicInteger received = new AtomicInteger();
        SplittableRandom random = new SplittableRandom(1);
        stock.add(ROUNDS);
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(stopSwitch, actual -> new ThreadSource<>(actual, stock, () -> loop, Deadline.NEVER)),
                0,
                (self, element) -> received.incrementAndGet());
        long begun = System.nanoTime();
        for (int i = 1; i <= ROUNDS && System.nanoTime() - begun < LONG_ENOUGH_NANOS; i++) {
            long asked = System.nanoTime();
            probe.request(1);
            while (received.get() < i) {
                if (System.nanoTime() - asked > Bounds.SOON.toNanos()) {
                    throw new AssertionError("no element " + i + ", which was asked for");
                }
            }
            for (int spins = random.nextInt(MOST_SPINS); spins > 0; spins--) {
                Thread.onSpinWait(); // the waiting thread is about to find no demand
            }
        }
        probe.cancel();
    }

    @Test
    void aCancelTakesTheThreadOutOfTheKernelBeforeItReturns() {
        for (int round = 0; round < 200; round++) {
            Probe<Integer> probe = subscribe(5);
            Pace.spin(round * 1_000L);
            probe.cancel();
            int before = stock.blocked.get();
            Pace.spin(20_000);
            assertThat(stock.blocked)
                    .as("looks behind the cancel, in round %d", round)
                    .hasValue(before);
            assertThat(probe.ends()).isZero();
        }
    }

    @Test
    void aStreamThatHasEndedIsForgottenByItsHandle() {
        Probe<Integer> probe = subscribe(1);
        assertThat(stock.closeHooks()).isEqualTo(1);
        probe.cancel();
        Bounds.await("the hook to be taken back").until(() -> stock.closeHooks() == 0);
        awaitIdle();
    }

    @Test
    void aStopInTheKernelCompletesTheStream() {
        Probe<Integer> probe = subscribe(5);
        Bounds.await("a blocked thread").until(() -> stock.blocked.get() > 0);
        stopSwitch.stop();
        assertThat(probe.awaitEnd()).isNull();
        awaitIdle();
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aBadRequestEndsTheStreamAlsoWhileItsThreadWaits() {
        Probe<Integer> probe = subscribe(5);
        Bounds.await("a blocked thread").until(() -> stock.blocked.get() > 0);
        probe.request(-1);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        awaitIdle();
    }

    @Test
    void theCloseOfTheHandleCompletesAnIdleStreamOnTheLoopAndABlockedOneToo() {
        AtomicReference<Thread> completing = new AtomicReference<>();
        Probe<Integer> idle = Probe.of(
                new SourceFlux<Integer>(
                                stopSwitch, actual -> new ThreadSource<>(actual, stock, () -> loop, Deadline.NEVER))
                        .doOnComplete(() -> completing.set(Thread.currentThread())),
                0);
        Probe<Integer> blocked = subscribe(5);
        Bounds.await("a blocked thread").until(() -> stock.blocked.get() > 0);
        stock.close();
        assertThat(idle.awaitEnd()).isNull();
        assertThat(blocked.awaitEnd()).isNull();
        assertThat(completing.get()).matches(EventLoop::isEventLoopThread, "is an event loop's thread");
        assertThat(idle.ends() + blocked.ends()).isEqualTo(2);
    }

    @Test
    void theCloseOfTheHandleCompletesAnIdleStreamWhoseLoopIsClosed() {
        Probe<Integer> idle = subscribe(0);
        loop.close();
        stock.close();
        assertThat(idle.awaitEnd()).isNull();
    }

    @Test
    void theTimeEndsAStreamWithOrWithoutDemandButNotBeforeALastLook() {
        assertThat(subscribe(5, SHORT_NANOS).awaitEnd()).isNull();
        Probe<Integer> withoutDemand = subscribe(0, SHORT_NANOS);
        CountDownLatch over = new CountDownLatch(1); // on the same loop, which keeps the order of its timeouts
        loop.execute(() -> loop.schedule(2 * SHORT_NANOS, over::countDown));
        Bounds.await("the end of the time").until(() -> over.getCount() == 0);
        stock.add(1);
        withoutDemand.request(1);
        assertThat(withoutDemand.awaitEnd()).isNull();
        assertThat(withoutDemand.receivedCount()).as("there at the last look").isEqualTo(1);
        stock.add(1);
        Probe<Integer> atOnce = subscribe(1, 0);
        assertThat(atOnce.awaitEnd()).isNull();
        assertThat(atOnce.receivedCount()).isEqualTo(1);
    }

    @Test
    void aWaitThatIsRefusedFailsTheStream() {
        stock.refusal = new IllegalStateException("thrown by the test");
        assertThat(subscribe(1).awaitEnd()).isSameAs(stock.refusal);
        assertThat(subscribe(1, LONG_NANOS).awaitEnd()).isSameAs(stock.refusal);
    }
}
