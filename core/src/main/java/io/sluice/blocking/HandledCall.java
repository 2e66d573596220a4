package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A blocking call that brings nothing back, such as a send or the wait for a semaphore. It is made once, and its outcome goes
 * to a {@link WaitHandler}. Each kind of IPC adds the call itself and the sentences of its errors.
 *
 * <pre>{@code
 * HandledCall ready = new HandledCall("semop", waitHandler) {
 *     public long call() {
 *         return 0; // the call was successful
 *     }
 *
 *     public ErrnoException failure(int errno) {
 *         return new ErrnoException(function(), "set 7", errno, "");
 *     }
 *
 *     public void release() {}
 * };
 * new WaitSet("set 7", null).begin(ready);
 * }</pre>
 */
public abstract class HandledCall implements BlockingCall {
    private final String function;
    private final WaitHandler handler;
    private @Nullable KernelWait wait;

    /**
     * Makes a call.
     *
     * @param function the C function, for messages
     * @param handler gets the outcome
     */
    protected HandledCall(String function, WaitHandler handler) {
        this.function = function;
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    public final String function() {
        return function;
    }

    @Override
    public void began(KernelWait begun) {
        wait = begun;
        handler.began(begun);
    }

    /**
     * Gives a timeout to a call of the kernel that has none. From a time on, the thread is signalled until it has left the
     * kernel. The call ends with {@code EINTR} then, and {@link #call()} returns another error in its place. To be called
     * inside {@link #call()}; later times are ignored.
     *
     * @param nanoTime on the clock of {@link System#nanoTime()}
     * @throws OutOfMemoryError if the system refuses a thread
     */
    protected final void signalFrom(long nanoTime) {
        if (wait != null) {
            wait.signalFrom(nanoTime);
        }
    }

    @Override
    public final boolean returned(long result) {
        handler.done();
        return false;
    }

    @Override
    public final void failed(ErrnoException cause) {
        handler.notDone(cause);
    }

    @Override
    public void interrupted(@Nullable ErrnoException cause) {
        handler.notDone(cause);
    }
}
