package io.sluice.reactor.internal.source;

import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Reports what a recorder has thrown. An error counts as an exception does: what was to be recorded has happened all the same. */
public final class BrokenRecorder {
    private BrokenRecorder() {}

    /** Reports what was thrown to whoever wants to know, as far as the hook for that does not throw as well. */
    public static void report(Throwable thrown) {
        try {
            Operators.onErrorDropped(thrown, Context.empty());
        } catch (Throwable ofTheHook) {
            return; // what was to be recorded matters more
        }
    }
}
