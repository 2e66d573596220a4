package io.sluice.reactor.process;

import io.sluice.epoll.Interest;
import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.internal.source.LoopSource;
import org.jspecify.annotations.Nullable;

/**
 * Emits how the process ended, once its parent has reaped it. Between the exit and the reap the descriptor stays readable,
 * so from the exit on this waits for the hang-up alone.
 */
final class StatusOfExit extends ExitReader<ExitStatus> {
    private final long reapTimeoutNanos;

    // On the loop's thread only.
    private boolean exited;
    private long exitSeenNanos;

    StatusOfExit(WatchedProcess process, boolean owner, long reapTimeoutNanos) {
        super(process, owner);
        this.reapTimeoutNanos = reapTimeoutNanos;
    }

    @Override
    @Nullable
    ExitStatus look() {
        ExitStatus known = process.status().orElse(null);
        if (known == null && !exited && process.hasExited()) {
            exited = true;
            exitSeenNanos = System.nanoTime();
        }
        return known == null && exited && nanosLeft() <= 0 ? new ExitStatus.Unknown() : known;
    }

    private long nanosLeft() {
        return reapTimeoutNanos - (System.nanoTime() - exitSeenNanos);
    }

    @Override
    public void await(LoopSource<ExitStatus> source) {
        if (exited) {
            source.await(Interest.HANG_UP);
            source.lookAgainIn(nanosLeft());
        } else {
            source.await(Interest.READ);
        }
    }
}
