package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.testing.Bounds;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTasksTest {
    private static final int ROUNDS = 30_000;
    private static final int FEWEST_ROUNDS = 500;
    /** For the rounds behind the fewest ones. On a busy machine all of them would take too long. */
    private static final Duration MOST_TIME = Duration.ofSeconds(5);

    private final EventLoop loop = EventLoop.create("tasks of a test");

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void tasksRunOnTheLoopsThreadInTheOrderGiven() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> order.add(loop.inEventLoop() ? number : -1));
        }
        LoopProbe.run(loop, () -> {});
        assertThat(order).hasSize(1000).isSorted().startsWith(0);
        assertThat(loop.inEventLoop()).isFalse();
    }

    @Test
    void eachThreadsTasksStayInItsOrder() throws Exception {
        int threads = 4;
        int each = 20_000;
        int[] next = new int[threads];
        AtomicInteger outOfOrder = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads * each);
        List<Thread> givers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int giver = t;
            givers.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    loop.execute(() -> {
                        if (next[giver]++ != number) {
                            outOfOrder.incrementAndGet();
                        }
                        done.countDown();
                    });
                }
            }));
        }
        givers.forEach(Thread::start);
        Bounds.await("all tasks").until(() -> done.getCount() == 0);
        assertThat(outOfOrder).hasValue(0);
        for (Thread giver : givers) {
            giver.join();
        }
    }

    /** One at a time, so that the loop goes to sleep in between again and again: no wake-up may be lost. */
    @Test
    void aSleepingLoopIsWokenByEachTask() {
        AtomicInteger ran = new AtomicInteger();
        Random random = new Random();
        long end = System.nanoTime() + MOST_TIME.toNanos();
        for (int i = 0; i < ROUNDS && (i < FEWEST_ROUNDS || System.nanoTime() - end < 0); i++) {
            for (int spins = random.nextInt(100); spins > 0; spins--) {
                Thread.onSpinWait(); // to come at each moment of its falling asleep
            }
            loop.execute(ran::incrementAndGet);
            int expected = i + 1;
            long begun = System.nanoTime();
            while (ran.get() != expected) {
                assertThat(System.nanoTime() - begun).as("task %d", i).isLessThan(Bounds.SOON.toNanos());
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aTaskGivenOnTheLoopRunsBehindThoseGivenBefore() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            loop.execute(() -> {
                order.add("second");
                done.complete(null);
            });
            order.add("first");
        });
        LoopProbe.get(done);
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void whatATaskThrowsGoesToTheUncaughtHandlerAndTheLoopGoesOn() {
        List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
        LoopProbe.run(
                loop,
                () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown)));
        IllegalArgumentException exception = new IllegalArgumentException("expected");
        AssertionError error = new AssertionError("expected");
        loop.execute(() -> {
            throw exception;
        });
        loop.execute(() -> {
            throw error;
        });
        assertThat(LoopProbe.<Integer>on(loop, () -> 1)).isEqualTo(1);
        assertThat(uncaught).containsExactly(exception, error);
    }

    @Test
    void anUncaughtHandlerThatThrowsDoesNotEndTheLoopEither() {
        LoopProbe.run(
                loop,
                () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                    throw new IllegalStateException("also expected");
                }));
        loop.execute(() -> {
            throw new IllegalArgumentException("expected");
        });
        assertThat(LoopProbe.<Integer>on(loop, () -> 1)).isEqualTo(1);
    }

    /** An exception cannot be added to itself as a suppressed one. */
    @Test
    void anUncaughtHandlerThatThrowsWhatItWasGivenDoesNotEndTheLoopEither() {
        LoopProbe.run(
                loop,
                () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                    throw (RuntimeException) thrown;
                }));
        loop.execute(() -> {
            throw new IllegalArgumentException("expected");
        });
        assertThat(LoopProbe.<Integer>on(loop, () -> 1)).isEqualTo(1);
    }

    @Test
    void closeRunsTheTasksGivenBeforeAndRefusesLaterOnes() {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch hold = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        for (int i = 0; i < 1000; i++) {
            loop.execute(ran::incrementAndGet);
        }
        hold.countDown();
        loop.close();
        assertThat(ran).hasValue(1000);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> loop.execute(ran::incrementAndGet))
                .withMessage("EventLoop(tasks of a test) is closed");
        loop.close();
        assertThat(ran).hasValue(1000);
    }

    /** Each task that was accepted runs, each that was refused does not, however close they come to the end. */
    @Test
    void noTaskIsLostBetweenAcceptedAndRefused() throws Exception {
        for (int round = 0; round < 300; round++) {
            EventLoop closing = EventLoop.create();
            AtomicInteger accepted = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            Thread giver = new Thread(() -> {
                try {
                    while (true) {
                        closing.execute(ran::incrementAndGet);
                        accepted.incrementAndGet();
                    }
                } catch (RejectedExecutionException closed) {
                    assertThat(closed).hasMessageEndingWith("is closed");
                }
            });
            giver.start();
            if (round % 3 != 0) {
                Bounds.await("a task").until(() -> ran.get() > 0);
            }
            closing.close();
            giver.join(Bounds.SOON.toMillis());
            assertThat(ran.get()).as("round %d", round).isEqualTo(accepted.get());
        }
    }

    @Test
    void closeIsNotHeldUpByATaskThatGivesItselfAgain() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        loop.execute(new Runnable() {
            @Override
            public void run() {
                ran.incrementAndGet();
                try {
                    if (!enough.get()) {
                        loop.execute(this);
                    }
                } catch (RejectedExecutionException closed) {
                    enough.set(true);
                }
            }
        });
        Bounds.await("some rounds").until(() -> ran.get() > 10);
        Thread closer = new Thread(loop::close);
        closer.start();
        closer.join(Bounds.SOON.toMillis());
        enough.set(true);
        assertThat(closer.isAlive()).as("close waits").isFalse();
    }

    @Test
    void closeOnItsOwnThreadEndsIt() {
        loop.execute(loop::close);
        Bounds.await("end")
                .untilAsserted(() -> assertThatExceptionOfType(RejectedExecutionException.class)
                        .isThrownBy(() -> loop.execute(() -> {})));
    }

    @Test
    void theSharedLoopIsOneForAllAndIsNotClosed() {
        EventLoop shared = EventLoop.shared();
        assertThat(EventLoop.shared()).isSameAs(shared);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(shared::close)
                .withMessage("only EventLoop.shutdownShared() closes the shared event loop");
        Thread thread = LoopProbe.on(shared, Thread::currentThread);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(EventLoop.isEventLoopThread(thread)).isTrue();
        assertThat(EventLoop.isEventLoopThread(Thread.currentThread())).isFalse();
    }

    @Test
    void whatBelongsToTheLoopsThreadIsRefusedElsewhere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.schedule(0, () -> {}))
                .withMessageContainingAll("only on the thread of EventLoop(tasks of a test)", "not on");
        assertThatIllegalStateException().isThrownBy(() -> loop.register(() -> null, new RecordingHandler()));
    }

    /** They are of the user who happens to start the loop, and would be kept as long as the loop runs. */
    @Test
    void itsThreadInheritsNoThreadLocalAndNoContextClassLoader() throws Exception {
        InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
        CompletableFuture<EventLoop> started = new CompletableFuture<>();
        Thread starter = new Thread(() -> {
            user.set("the user who started it");
            Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
            started.complete(EventLoop.create());
        });
        starter.start();
        try (EventLoop own = LoopProbe.get(started)) {
            assertThat(LoopProbe.on(own, () -> Optional.ofNullable(user.get()))).isEmpty();
            assertThat(LoopProbe.on(own, () -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(ClassLoader.getPlatformClassLoader());
        }
    }
}
