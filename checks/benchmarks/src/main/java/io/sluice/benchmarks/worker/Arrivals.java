package io.sluice.benchmarks.worker;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The messages of a round as they come, each checked; the clock runs from the first to the last one. */
final class Arrivals {
    static final long MAX_ROUND_SECONDS = 120;

    private final int count;
    private final Payload payload;
    private final long[] expected;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int received;
    private long firstAt;
    private long lastAt;
    private volatile @Nullable Throwable failure;

    /** Through all queues of the round, one after the other. */
    Arrivals(Command command) {
        this(command, command.queues().size());
    }

    private Arrivals(Command command, int queues) {
        count = command.count();
        payload = new Payload(command.size());
        expected = new long[queues];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = i;
        }
    }

    /** Through one of the queues; the others are for something else. */
    static Arrivals ofOneQueue(Command command) {
        return new Arrivals(command, 1);
    }

    /** One message of the only queue. On one thread at a time. */
    void accept(byte[] bytes) {
        accept(0, bytes);
    }

    /** The same, but the bytes between the number and a place in the message are left to the caller. */
    void acceptFrom(int place, byte[] bytes) {
        begin();
        payload.check(bytes, expected[0]++, place);
        end();
    }

    /** One message of a queue. On one thread at a time. */
    void accept(int queue, byte[] bytes) {
        begin();
        payload.check(bytes, expected[queue]);
        expected[queue] += expected.length;
        end();
    }

    private void begin() {
        if (received++ == 0) {
            firstAt = System.nanoTime();
        }
    }

    private void end() {
        if (received == count) {
            lastAt = System.nanoTime();
            ended.countDown();
        }
    }

    /** One message of the only queue, which is lent. On one thread at a time. */
    void accept(ByteBuffer bytes) {
        begin();
        payload.check(bytes, expected[0]++);
        end();
    }

    int received() {
        return received;
    }

    boolean isComplete() {
        return received >= count;
    }

    /** The stream failed, or a message was wrong. */
    void fail(Throwable cause) {
        failure = cause;
        ended.countDown();
    }

    /** Waits for the last message. */
    long awaitNanos() throws InterruptedException {
        boolean inTime = ended.await(MAX_ROUND_SECONDS, TimeUnit.SECONDS);
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException(String.valueOf(cause), cause);
        }
        if (!inTime) {
            throw new IllegalStateException("the count of messages: expected " + count + ", found " + received);
        }
        return lastAt - firstAt;
    }

    /** After the streams ended: nothing may have come behind the last message. */
    void checkCount() {
        if (received != count) {
            throw new IllegalStateException("the count of messages: expected " + count + ", found " + received);
        }
    }
}
