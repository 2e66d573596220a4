package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much of a processor is used while nothing happens. A thread that does not rest never uses little. One that rests may
 * use some at the end of what was before, so the best of several spans counts.
 */
public final class ProcessorShare {
    private static final Duration SPAN = Duration.ofMillis(500);
    private static final int SPANS = 6;

    private ProcessorShare() {}

    /**
     * The processor time of an event loop's thread, without waking it up.
     *
     * @param loop the event loop
     * @return its nanoseconds so far
     */
    @SuppressWarnings("deprecation") // its successor is younger than Java 17
    public static LongSupplier of(EventLoop loop) {
        CompletableFuture<Long> id = new CompletableFuture<>();
        loop.execute(() -> id.complete(Thread.currentThread().getId()));
        long thread = id.orTimeout(Bounds.SOON.toSeconds(), TimeUnit.SECONDS).join();
        return () -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    }

    /**
     * Fails where no span is found in which so little is used.
     *
     * @param share 1 for a whole processor
     * @param cpuNanos the processor time so far, in nanoseconds
     */
    public static void assertBelow(double share, LongSupplier cpuNanos) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < SPANS && least >= share; i++) {
            least = Math.min(least, measure(cpuNanos));
        }
        assertThat(least).as("share of a processor").isLessThan(share);
    }

    private static double measure(LongSupplier cpuNanos) {
        long start = System.nanoTime();
        long before = cpuNanos.getAsLong();
        Bounds.await("the end of a span").until(() -> System.nanoTime() - start >= SPAN.toNanos());
        long used = cpuNanos.getAsLong() - before;
        return (double) used / (System.nanoTime() - start);
    }
}
