package io.sluice.reactor;

import org.jspecify.annotations.Nullable;

/**
 * How the send of one message ended.
 *
 * @param <T> the type of the correlation metadata
 * @param correlationMetadata what came with the message
 * @param exception null if the message is in the queue; otherwise why it is not and will not be
 */
public record SendResult<T>(T correlationMetadata, @Nullable Throwable exception) {
    /**
     * Whether the message is in the queue.
     *
     * @return true if it was sent
     */
    public boolean isSent() {
        return exception == null;
    }
}
