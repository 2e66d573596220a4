package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.SendHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Behind a line that nothing is ever sent through. */
final class NoTarget implements SendTarget<String> {
    private static final ClosedHandleException NOTHING = new ClosedHandleException("nothing", "no target", "");

    @Override
    public boolean trySend(String message) {
        return false;
    }

    @Override
    public KernelWait sendInTurn(String message, @Nullable Instant deadline, SendHandler handler) {
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
