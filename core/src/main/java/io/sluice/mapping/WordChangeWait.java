package io.sluice.mapping;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.time.Timespec;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits until a word has another value, and on until the handler has had enough. */
final class WordChangeWait implements BlockingCall {
    /**
     * How long the thread sleeps before it looks at the word by itself. A process that cuts the memory off, or that changes
     * the word without a wake-up, wakes nobody up.
     */
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SharedWord word;
    private final ReceiveHandler<Integer> handler;
    private final Timespec slice = new Timespec();
    private int last;
    private @Nullable ErrnoException refused;

    WordChangeWait(SharedWord word, int last, ReceiveHandler<Integer> handler) {
        this.word = word;
        this.last = last;
        this.handler = handler;
    }

    @Override
    public String function() {
        return "futex";
    }

    @Override
    public void began(KernelWait wait) {
        handler.began(wait);
    }

    @Override
    public long call() {
        try {
            int value = word.get();
            while (value == last) {
                int result = word.sleep(last, slice.of(SLICE_NANOS));
                if (result < 0 && result != -Errno.EAGAIN.number() && result != -Errno.ETIMEDOUT.number()) {
                    return result;
                }
                value = word.get();
            }
            return Integer.toUnsignedLong(value);
        } catch (ErrnoException cause) {
            refused = cause;
            return -cause.errnoNumber();
        }
    }

    @Override
    public boolean returned(long result) {
        last = (int) result;
        return handler.received(last);
    }

    @Override
    public ErrnoException failure(int errno) {
        return refused != null ? refused : word.failure(errno);
    }

    @Override
    public void failed(ErrnoException cause) {
        handler.notReceived(cause);
    }

    @Override
    public void interrupted(@Nullable ErrnoException cause) {
        handler.notReceived(cause);
    }

    @Override
    public void release() {
        slice.keepAlive();
    }
}
