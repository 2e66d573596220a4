package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last tasks of a loop that ends, and those who come too late meanwhile. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastTasksTest {
    /** Less than the second that a refused caller waits for the last tasks. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final int TRIES = 6;

    private final EventLoop loop = EventLoop.create("last tasks of a test");

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    /** A task that is given when the tasks given before the close have run, and that the loop still takes. */
    private static void runLast(EventLoop ending, Runnable task) {
        LoopProbe.run(ending, () -> ending.addCloseHook(closed -> ending.execute(task)));
    }

    @Test
    void whoIsRefusedFindsThatTheyAreOver() {
        assertThat(isTrueOfALateOne((ending, over) -> isRefused(ending) && over.get()))
                .isTrue();
    }

    @Test
    void whoIsInterruptedMeanwhileWaitsAndStaysInterrupted() {
        assertThat(isTrueOfALateOne((ending, over) -> {
                    Thread.currentThread().interrupt();
                    return isRefused(ending)
                            && over.get()
                            && Thread.currentThread().isInterrupted();
                }))
                .isTrue();
    }

    /** What a thread finds that comes during the last task and waits for its end, which it is given to look at. */
    private static boolean isTrueOfALateOne(BiPredicate<EventLoop, AtomicBoolean> late) {
        boolean isTrue = false;
        for (int i = 0; i < TRIES && !isTrue; i++) { // the last task had no processor for a whole second
            isTrue = isTrueOfALateOne(EventLoop.create("ending"), late);
        }
        return isTrue;
    }

    private static boolean isTrueOfALateOne(EventLoop ending, BiPredicate<EventLoop, AtomicBoolean> late) {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Boolean> found = new CompletableFuture<>();
        Thread thread = new Thread(() -> found.complete(late.test(ending, over)));
        runLast(ending, () -> {
            thread.start();
            Bounds.awaitSpinning("late one that waits", () -> found.isDone() || waits(thread));
            over.set(true);
        });
        ending.close();
        return LoopProbe.get(found);
    }

    /** That one may be the caller of a stream's request, with a lock that a subscriber on the loop takes. */
    @Test
    void whoHoldsALockThatTheyWantIsRefusedInTheEnd() throws Exception {
        Object lock = new Object();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        Thread late = new Thread(() -> {
            synchronized (lock) {
                locked.countDown();
                awaitLatch(running);
                refused.complete(isRefused(loop));
            }
        });
        late.start();
        awaitLatch(locked);
        runLast(loop, () -> {
            running.countDown();
            synchronized (lock) {
                ran.incrementAndGet();
            }
        });
        loop.close();
        assertThat(LoopProbe.get(refused)).isTrue();
        assertThat(ran).hasValue(1);
    }

    /** The one who is refused may try again from within the refusal, and again. */
    @Test
    void aChainOfRefusalsWaitsOneSecondInAll() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        runLast(loop, () -> {
            running.countDown();
            awaitLatch(refused);
        });
        CompletableFuture<Duration> all = new CompletableFuture<>();
        Thread late = new Thread(() -> {
            awaitLatch(running);
            long begun = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(isRefused(loop)).isTrue();
            }
            all.complete(Duration.ofNanos(System.nanoTime() - begun));
            refused.countDown();
        });
        late.start();
        loop.close();
        late.join();
        assertThat(LoopProbe.get(all)).isLessThan(Bounds.SOON);
    }

    @Test
    void twoLoopsThatEndRefuseEachOtherAtOnce() throws Exception {
        Duration best = longerRefusalOfTwoLoops();
        for (int i = 1; i < TRIES && best.compareTo(AT_ONCE) >= 0; i++) { // a thread had to wait for a processor
            best = longerRefusalOfTwoLoops();
        }
        assertThat(best).isLessThan(AT_ONCE);
    }

    private static Duration longerRefusalOfTwoLoops() throws Exception {
        EventLoop one = EventLoop.create("one");
        EventLoop other = EventLoop.create("the other one");
        CountDownLatch both = new CountDownLatch(2);
        CompletableFuture<Duration> first = new CompletableFuture<>();
        CompletableFuture<Duration> second = new CompletableFuture<>();
        runLast(one, () -> {
            both.countDown();
            awaitLatch(both);
            first.complete(refusal(other));
        });
        runLast(other, () -> {
            both.countDown();
            awaitLatch(both);
            second.complete(refusal(one));
        });
        Thread closer = new Thread(other::close);
        closer.start();
        one.close();
        closer.join();
        return Collections.max(List.of(LoopProbe.get(first), LoopProbe.get(second)));
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static Duration refusal(EventLoop by) {
        long begun = System.nanoTime();
        assertThat(isRefused(by)).isTrue();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static boolean isRefused(EventLoop by) {
        try {
            by.execute(() -> {});
            return false;
        } catch (RejectedExecutionException expected) {
            return true;
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        Bounds.await("the other thread").until(() -> latch.getCount() == 0);
    }
}
