package io.sluice.reactor.timerfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.timerfd.TimerClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Ten thousand timers on one event loop. */
@LongTest
class ManyTimersTest {
    private static final int COUNT = 10_000;
    /** Besides the timers. */
    private static final int OTHER_DESCRIPTORS = 300;

    private static final long FIRST_MILLIS = 500;
    private static final long LAST_MILLIS = 1_500;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private EventLoop loop;
    private Timers timers;

    @BeforeEach
    void openLoop() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long most = system.getMaxFileDescriptorCount();
        assumeTrue(
                most >= COUNT + OTHER_DESCRIPTORS,
                "this test needs " + COUNT + " descriptors, and the limit is " + most + " (ulimit -n)");
        loop = EventLoop.create("many-timers");
        timers = Timers.create(
                TimerClock.MONOTONIC, TimerReceiverOptions.create().eventLoop(loop));
    }

    @AfterEach
    void closeLoop() {
        if (loop != null) {
            loop.close();
        }
    }

    @Test
    void allExpireOnOneThreadAndTheirLatenessStandsBesideThatOfAProgramInC() throws Exception {
        String inC;
        try (RunningProgram process = CProgram.of("epoll_timers").start(COUNT, FIRST_MILLIS, LAST_MILLIS)) {
            inC = process.line();
        }
        expire(COUNT / 10); // compiles what runs next
        long[] late = expire(COUNT);
        assertThat(late[0]).as("never early").isNotNegative();
        System.out.printf(
                "lateness of %d timers on one loop, in microseconds: p50 %d p99 %d; in C with epoll: %s%n",
                COUNT, late[COUNT / 2] / 1_000, late[COUNT * 99 / 100] / 1_000, inC);
    }

    /** How late each was, in nanoseconds, the least first. */
    private long[] expire(int count) throws InterruptedException {
        long[] late = new long[count];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger strangers = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            long delay = FIRST_MILLIS * NANOS_PER_MILLI + (LAST_MILLIS - FIRST_MILLIS) * NANOS_PER_MILLI * i / count;
            long due = System.nanoTime() + delay;
            timers.after(Duration.ofNanos(delay)).subscribe(expired -> {
                late[next.getAndIncrement()] = System.nanoTime() - due;
                if (!loop.inEventLoop()) {
                    strangers.incrementAndGet();
                }
                left.countDown();
            });
        }
        assertThat(left.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(strangers.get()).as("elements from other threads").isZero();
        Arrays.sort(late);
        return late;
    }

    @Test
    void whileNoneExpiresTheLoopSleeps() {
        Disposable.Composite all = Disposables.composite();
        for (int i = 0; i < COUNT; i++) {
            all.add(timers.every(Duration.ofHours(1)).subscribe());
        }
        Queues.passThrough(loop);
        Duration window = Duration.ofMillis(500);
        long before = cpuNanos();
        timers.after(window).block(Bounds.SOON);
        long used = cpuNanos() - before;
        System.out.printf(
                "processor time of a loop with %d idle timers: %.3f %%%n", COUNT, 100.0 * used / window.toNanos());
        assertThat(used).isLessThan(window.toNanos() / 20);
        all.dispose();
        Queues.passThrough(loop);
    }

    private static long cpuNanos() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("many-timers")) {
                return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
            }
        }
        throw new AssertionError("the loop has no thread");
    }
}
