package io.sluice.spring.boot;

import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The status that tells a client what an error of a queue means for it.
 *
 * @param status 503 where there is no room, 413 where a message is too large
 * @param retryAfter what the header {@code Retry-After} says, in seconds; null where to try again is of no use
 */
record QueueErrorStatus(int status, @Nullable String retryAfter) {
    private static final int NO_ROOM = 503;
    private static final int TOO_LARGE = 413;

    /** Null for other errors. */
    static @Nullable QueueErrorStatus of(Throwable error, Duration retryAfter) {
        if (error instanceof QueueFullException || error instanceof SendTimeoutException) {
            return new QueueErrorStatus(NO_ROOM, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return error instanceof MessageTooLargeException ? new QueueErrorStatus(TOO_LARGE, null) : null;
    }
}
