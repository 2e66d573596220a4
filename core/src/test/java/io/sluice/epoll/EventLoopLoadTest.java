package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How busy a loop says it is. All bounds hold also where a thread is off the processor for a while. */
class EventLoopLoadTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop = EventLoop.create("load");

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aLoopThatSleepsIsNotBusy() {
        Bounds.await("it sleeps").until(() -> EventLoopLoad.of(loop).awakeNanos() == 0);
        EventLoopLoad before = EventLoopLoad.of(loop);
        Bounds.await("time passes").until(() -> EventLoopLoad.of(loop).nanos() - before.nanos() > 20 * MILLI);
        EventLoopLoad now = EventLoopLoad.of(loop);
        assertThat(now.busyNanos()).isLessThan(now.nanos() - 15 * MILLI);
    }

    @Test
    void aCallbackThatHoldsUpTheLoopShowsWhileItRuns() {
        CountDownLatch end = new CountDownLatch(1);
        try {
            loop.execute(() -> await(end));
            Bounds.await("it is held up").until(() -> EventLoopLoad.of(loop).awakeNanos() > 20 * MILLI);
            long busy = EventLoopLoad.of(loop).busyNanos();
            assertThat(busy).isGreaterThan(20 * MILLI);
            end.countDown();
            Bounds.await("it sleeps again").until(() -> EventLoopLoad.of(loop).awakeNanos() == 0);
            assertThat(EventLoopLoad.of(loop).busyNanos()).isGreaterThanOrEqualTo(busy);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aTimeoutBehindALongCallbackIsLate() {
        loop.execute(() -> {
            loop.schedule(MILLI, () -> {});
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < 10 * MILLI) {
                Thread.onSpinWait();
            }
        });
        Bounds.await("the timeout").until(() -> EventLoopLoad.of(loop).timeouts() == 1);
        assertThat(EventLoopLoad.of(loop).latenessNanos()).isGreaterThanOrEqualTo(8 * MILLI);
    }

    @Test
    void theLoadOfAClosedLoopDoesNotChange() {
        loop.close();
        EventLoopLoad closed = EventLoopLoad.of(loop);
        assertThat(closed.awakeNanos()).isZero();
        assertThat(closed.busyNanos()).isLessThanOrEqualTo(closed.nanos());
        assertThat(EventLoopLoad.of(loop)).isEqualTo(closed);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
