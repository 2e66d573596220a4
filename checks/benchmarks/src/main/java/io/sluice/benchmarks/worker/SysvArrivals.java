package io.sluice.benchmarks.worker;

import io.sluice.sysvmsg.SysvMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The messages of a System V round as they come. Each has its number and the time of its sending. */
final class SysvArrivals {
    private final long[] times;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int received;
    private volatile @Nullable Throwable failure;

    SysvArrivals(int count) {
        times = new long[count];
    }

    int count() {
        return times.length;
    }

    /** On one thread at a time. */
    void accept(SysvMessage message) {
        long now = System.nanoTime(); // the clock of the sender
        ByteBuffer bytes = ByteBuffer.wrap(message.payload()).order(ByteOrder.nativeOrder());
        long number = bytes.getLong(0);
        if (number != received) {
            fail(new IllegalStateException("the number of a message: expected " + received + ", found " + number));
            return;
        }
        times[received++] = now - bytes.getLong(Long.BYTES);
        if (received == times.length) {
            ended.countDown();
        }
    }

    void fail(Throwable cause) {
        failure = cause;
        ended.countDown();
    }

    /** Waits for the last message. */
    void await() throws InterruptedException {
        boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
        Throwable cause = failure;
        if (!inTime || cause != null) {
            throw new IllegalStateException("received " + received + " of " + times.length + ": " + cause, cause);
        }
    }

    /** The nanoseconds that each was on the way. */
    long[] times() {
        return times;
    }
}
