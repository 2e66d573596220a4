package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source that an event loop owns. Its elements are in memory; the timer that it is registered with never expires. */
class LoopSourceTest {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EventLoop loop = EventLoop.create("sources");
    private final TimerFd descriptor = TimerFd.create(TimerClock.MONOTONIC);
    private final Elements elements = new Elements();
    private volatile LoopSource<Integer> source;

    @AfterEach
    void close() {
        elements.held = false;
        loop.close();
        descriptor.close();
    }

    private Probe<Integer> subscribe(LoopReader<Integer> reader, long demand) {
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(new StopSwitch(), actual -> {
                    LoopSource<Integer> opened = new LoopSource<>(actual, loop, descriptor, reader, null);
                    source = opened;
                    return opened;
                }),
                demand);
        Queues.passThrough(loop);
        return probe;
    }

    private void onLoop(Runnable task) {
        loop.execute(task);
        Queues.passThrough(loop);
    }

    @Test
    void onlyDemandTakesElements() {
        elements.stock.set(5);
        Probe<Integer> probe = subscribe(elements, 2);
        assertThat(probe.receivedCount()).isEqualTo(2);
        probe.request(2);
        probe.awaitReceived(4);
        assertThat(elements.stock).hasValue(1);
        probe.cancel();
        Queues.passThrough(loop);
        assertThat(elements.released.get()).isEqualTo(1);
    }

    @Test
    void aReaderThatFindsMoreIsAskedAgainInTheNextRoundOfTheLoop() {
        elements.atMost = 3;
        elements.stock.set(10);
        Probe<Integer> probe = subscribe(elements, Long.MAX_VALUE);
        probe.awaitReceived(10);
        assertThat(elements.visits.get()).isGreaterThanOrEqualTo(4);
        probe.cancel();
    }

    /** Five are there and asked for, and the first one is being taken until the elements are not held any more. */
    private Probe<Integer> withATakeUnderWay(StopSwitch stopSwitch) {
        elements.held = true;
        elements.stock.set(5);
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(stopSwitch, actual -> new LoopSource<>(actual, loop, descriptor, elements, null)), 5);
        Bounds.await("a take under way").until(() -> elements.taking);
        return probe;
    }

    @Test
    void aCancelWaitsForTheTakeUnderWayAndItsElementIsDiscarded() throws InterruptedException {
        Probe<Integer> probe = withATakeUnderWay(new StopSwitch());
        Thread cancelling = new Thread(probe::cancel);
        cancelling.start();
        Bounds.await("the cancel to wait").until(() -> TakeWaits.isWaiting(cancelling));
        elements.held = false;
        cancelling.join();
        assertThat(elements.stock).as("left when the cancel has returned").hasValue(4);
        Queues.passThrough(loop);
        assertThat(elements.stock).hasValue(4);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.discarded()).hasSize(1);
        assertThat(probe.ends()).isZero();
    }

    @Test
    void aStopWaitsForTheTakeUnderWayAndItsElementIsDelivered() throws InterruptedException {
        StopSwitch stopSwitch = new StopSwitch();
        Probe<Integer> probe = withATakeUnderWay(stopSwitch);
        Thread stopping = new Thread(stopSwitch::stop);
        stopping.start();
        Bounds.await("the stop to wait").until(() -> TakeWaits.isWaiting(stopping));
        elements.held = false;
        stopping.join();
        assertThat(elements.stock).as("left when the stop has returned").hasValue(4);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
        assertThat(probe.discarded()).isEmpty();
    }

    /** Ends a stream twice. */
    private void bothWait(Runnable end, Runnable again) throws InterruptedException {
        Thread first = TakeWaits.started(end);
        Thread second = TakeWaits.started(again);
        assertThat(second.isAlive()).as("the second one waits").isTrue();
        elements.held = false;
        first.join();
        second.join();
        assertThat(elements.stock).as("left when both have returned").hasValue(4);
    }

    @Test
    void aSecondCancelWaitsForTheTakeUnderWayToo() throws InterruptedException {
        Probe<Integer> probe = withATakeUnderWay(new StopSwitch());
        bothWait(probe::cancel, probe::cancel);
        Queues.passThrough(loop);
        assertThat(probe.discarded()).hasSize(1);
    }

    @Test
    void aSecondStopWaitsForTheTakeUnderWayToo() throws InterruptedException {
        StopSwitch stopSwitch = new StopSwitch();
        Probe<Integer> probe = withATakeUnderWay(stopSwitch);
        bothWait(stopSwitch::stop, stopSwitch::stop);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
    }

    @Test
    void aCancelBesideAStopWaitsForTheTakeUnderWayTooAndDiscardsItsElement() throws InterruptedException {
        StopSwitch stopSwitch = new StopSwitch();
        Probe<Integer> probe = withATakeUnderWay(stopSwitch);
        bothWait(stopSwitch::stop, probe::cancel);
        Queues.passThrough(loop);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.discarded()).hasSize(1);
        assertThat(probe.ends()).isZero();
    }

    @Test
    void anEndThatComesWhileTheReaderWaitsInTheKernelComesBehindItsElement() {
        Probe<Integer> probe = subscribe(elements, 5);
        onLoop(() -> {
            source.beginWait();
            source.end(null);
        });
        assertThat(probe.hasEnded()).as("ended with an element in hand").isFalse();
        assertThat(elements.interrupted.get()).isEqualTo(1);
        onLoop(() -> {
            source.emit(7);
            source.endWait(null);
        });
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).containsExactly(7);
        assertThat(probe.discarded()).isEmpty();
    }

    @Test
    void theCloseOfTheDescriptorAndOfTheLoopWaitForTheReaderToo() {
        Probe<Integer> probe = subscribe(elements, 5);
        onLoop(source::beginWait);
        descriptor.close();
        Bounds.await("the interrupt").until(() -> elements.interrupted.get() > 0);
        onLoop(() -> {
            source.emit(7);
            source.endWait(null);
        });
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).containsExactly(7);
    }

    @Test
    void aClosedLoopIsOneError() {
        Probe<Integer> probe = subscribe(elements, 5);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        probe.request(1);
        probe.cancel();
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(elements.released.get()).isEqualTo(1);
    }

    @Test
    void aRequestBesideAClosedLoopLeavesTheEndToTheWaitUnderWay() {
        Probe<Integer> probe = subscribe(elements, 5);
        onLoop(source::beginWait);
        loop.close();
        probe.request(1);
        assertThat(probe.hasEnded()).as("ended with an element in hand").isFalse();
        source.emit(7); // on the waiting thread: nothing runs on the loop any more
        source.endWait(null);
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(probe.received()).containsExactly(7);
        assertThat(probe.discarded()).isEmpty();
    }

    @Test
    void anEndIsSignalledAlsoWhereTheHeapHasNoRoomForItsRelease() {
        elements.onRelease = () -> {
            throw new OutOfMemoryError("expected");
        };
        Probe<Integer> probe = subscribe(elements, 5);
        IllegalStateException cause = new IllegalStateException("expected");
        onLoop(() -> source.end(cause));
        assertThat(probe.awaitEnd()).isSameAs(cause);
        assertThat(elements.released.get()).isEqualTo(1);
    }

    @Test
    void aDeadlineCompletesAStreamThatFindsNothing() {
        Probe<Integer> probe = subscribe(Deadline.of(elements, SHORT_NANOS), 5);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(elements.released.get()).isEqualTo(1);
    }

    @Test
    void whatIsThereAtADeadlineIsTakenBeforeTheEnd() {
        long begun = System.nanoTime();
        AtomicBoolean come = new AtomicBoolean();
        elements.onVisit = () -> {
            if (System.nanoTime() - begun >= SHORT_NANOS && come.compareAndSet(false, true)) {
                elements.stock.set(3); // no event reports these
            }
        };
        Probe<Integer> probe = subscribe(Deadline.of(elements, SHORT_NANOS), 5);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(3);
    }

    @Test
    void aReaderWithoutADeadlineIsTheSame() {
        assertThat(Deadline.of(elements, Deadline.NEVER)).isSameAs(elements);
    }

    /** Elements in memory. Nobody notifies of them. */
    private static final class Elements implements LoopReader<Integer> {
        final AtomicInteger stock = new AtomicInteger();
        volatile boolean held;
        volatile boolean taking;
        final AtomicInteger visits = new AtomicInteger();
        final AtomicInteger interrupted = new AtomicInteger();
        final AtomicInteger released = new AtomicInteger();
        volatile int atMost = Integer.MAX_VALUE;
        volatile Runnable onVisit = () -> {};
        volatile Runnable onRelease = () -> {};

        @Override
        public Found take(LoopSource<Integer> from) {
            visits.incrementAndGet();
            onVisit.run();
            for (int taken = 0; taken < atMost; taken++) {
                Integer element = from.tryTake(this::takeOne);
                if (element == null) {
                    return Found.NO_MORE;
                }
                from.emit(element);
            }
            return Found.MORE;
        }

        private @Nullable Integer takeOne() {
            taking = true;
            while (held) {
                // Busy: on the loop's thread even a pause is a call that blocks.
            }
            return stock.get() > 0 ? stock.getAndDecrement() : null;
        }

        @Override
        public void interruptSoon() {
            interrupted.incrementAndGet();
        }

        @Override
        public void release() {
            released.incrementAndGet();
            onRelease.run();
        }
    }
}
