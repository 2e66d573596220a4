package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ErrnoException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Records how a blocking call ended, and that it ended once.
 *
 * @param <M> the type of the messages
 */
public class RecordedWait<M> implements WaitHandler, ReceiveHandler<M> {
    private final int wanted;
    private final List<M> messages = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger ends = new AtomicInteger();
    private volatile boolean done;
    private volatile @Nullable ErrnoException cause;
    private volatile @Nullable KernelWait wait;

    /** For one message. */
    public RecordedWait() {
        this(1);
    }

    /**
     * For several messages on one thread.
     *
     * @param wanted how many
     */
    public RecordedWait(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public void began(KernelWait begun) {
        assertThat(wait).as("began is called once").isNull();
        wait = begun;
    }

    @Override
    public void done() {
        done = true;
        end();
    }

    @Override
    public void notDone(@Nullable ErrnoException why) {
        cause = why;
        end();
    }

    @Override
    public boolean received(M message) {
        messages.add(message);
        if (messages.size() < wanted) {
            return true;
        }
        end();
        return false;
    }

    @Override
    public void notReceived(@Nullable ErrnoException why) {
        cause = why;
        end();
    }

    private void end() {
        ends.incrementAndGet();
        ended.countDown();
    }

    /** Whether the outcome has come. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits for the outcome. */
    public RecordedWait<M> await() {
        try {
            assertThat(ended.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS))
                    .as("the wait must end")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(ends).as("the wait must end once").hasValue(1);
        return this;
    }

    /** Whether the call had its effect: the message was sent, for example. */
    public boolean wasDone() {
        return done;
    }

    /** The message that was received last; null if there was none. */
    public @Nullable M message() {
        return messages.isEmpty() ? null : messages.get(messages.size() - 1);
    }

    /** What was received, in order. */
    public List<M> messages() {
        return messages;
    }

    /** Why it had no effect; null without an error. */
    public @Nullable ErrnoException cause() {
        return cause;
    }

    /** The wait; null until it began. */
    public @Nullable KernelWait begun() {
        return wait;
    }
}
