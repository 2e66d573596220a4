package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.reactor.Probe;
import io.sluice.testing.Queues;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Elements of which each call brings one. They are in memory; the timer that they are registered with never expires. */
class OneByOneReaderTest {
    private final EventLoop loop = EventLoop.create("elements");
    private final TimerFd descriptor = TimerFd.create(TimerClock.MONOTONIC);
    private final MemoryElements elements = new MemoryElements(100);
    private final AtomicInteger closes = new AtomicInteger();

    @AfterEach
    void close() {
        loop.close();
        descriptor.close();
    }

    private Probe<Integer> subscribe(Supplier<Integer> call, long demand) {
        OneByOneReader<Integer> reader = new OneByOneReader<>(call, closes::incrementAndGet);
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(new StopSwitch(), actual -> new LoopSource<>(actual, loop, descriptor, reader, null)),
                demand);
        Queues.passThrough(loop);
        return probe;
    }

    @Test
    void eachElementOfDemandIsOneCall() {
        Probe<Integer> probe = subscribe(elements::tryTake, 40);
        assertThat(probe.receivedCount()).isEqualTo(40);
        assertThat(elements.left()).isEqualTo(60);
        probe.request(Long.MAX_VALUE);
        probe.awaitReceived(100);
        probe.cancel();
    }

    @Test
    void itIsClosedOnceWhenTheStreamIsCancelled() {
        Probe<Integer> probe = subscribe(elements::tryTake, 1);
        assertThat(closes).hasValue(0);
        probe.cancel();
        probe.cancel();
        Queues.passThrough(loop);
        assertThat(closes).hasValue(1);
    }

    @Test
    void whatTheCallThrowsEndsTheStreamBehindTheElementsBefore() {
        IllegalStateException broken = new IllegalStateException("broken");
        Probe<Integer> probe = subscribe(
                () -> {
                    if (elements.left() == 97) {
                        throw broken;
                    }
                    return elements.tryTake();
                },
                Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isSameAs(broken);
        assertThat(probe.received()).containsExactly(0, 1, 2);
        assertThat(closes).hasValue(1);
    }

    @Test
    void aHandleThatWasClosedIsTheRegularEnd() {
        Probe<Integer> probe = subscribe(
                () -> {
                    throw new ClosedHandleException("read", "a handle", "It was closed.");
                },
                1);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(closes).hasValue(1);
    }

    @Test
    void elementsWithoutEndLeaveTheLoopToOthers() {
        AtomicInteger taken = new AtomicInteger();
        Probe<Integer> probe = subscribe(taken::incrementAndGet, Long.MAX_VALUE);
        Queues.passThrough(loop); // a task gets its turn
        probe.cancel();
        int before = taken.get();
        Queues.passThrough(loop);
        assertThat(taken).hasValue(before);
    }
}
