package io.sluice.reactor.internal.queue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Behind a queue of operations that never attempts any. */
class NoTarget implements Target<String> {
    private static final ClosedHandleException NOTHING = new ClosedHandleException("nothing", "no target", "");

    @Override
    public Attempt attempt(String message) {
        return Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(String message, @Nullable Instant deadline, WaitHandler handler) {
        throw NOTHING;
    }

    @Override
    public @Nullable Pollable pollable() {
        return null;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public boolean isFinal(Throwable error) {
        return true;
    }

    @Override
    public ErrnoException full() {
        return NOTHING;
    }

    @Override
    public ErrnoException timedOut() {
        return NOTHING;
    }

    @Override
    public ClosedHandleException closed() {
        return NOTHING;
    }
}
