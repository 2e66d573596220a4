package io.sluice.reactor.internal.source;

import io.sluice.errno.ErrnoException;

/** Names errors in metrics: there are few names, and they have nothing of the object in them. */
public final class ErrorReason {
    private ErrorReason() {}

    /** The name of the errno; for other errors that of the class. */
    public static String of(Throwable error) {
        return error instanceof ErrnoException refused
                ? refused.errno().name()
                : error.getClass().getSimpleName();
    }
}
