package io.sluice.reactor.process;

import io.sluice.process.WatchedProcess;
import org.jspecify.annotations.Nullable;

/** Emits the process when it has exited. */
final class ExitedProcess extends ExitReader<WatchedProcess> {
    ExitedProcess(WatchedProcess process, boolean owner) {
        super(process, owner);
    }

    @Override
    @Nullable
    WatchedProcess look() {
        return process.hasExited() ? process : null;
    }
}
