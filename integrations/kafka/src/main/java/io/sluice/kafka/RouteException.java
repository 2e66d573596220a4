package io.sluice.kafka;

import org.jspecify.annotations.Nullable;

/**
 * Why a route ended by itself. What it had not done yet is still in the queue, in the journal, or in Kafka; but for what {@link
 * #unsaved()} has.
 */
public final class RouteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient byte @Nullable [] unsaved;

    RouteException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    RouteException(String message, @Nullable Throwable cause, byte @Nullable [] unsaved) {
        super(message, cause);
        this.unsaved = unsaved;
    }

    /**
     * The message that was taken from the queue when the journal could not be written. It is nowhere else.
     *
     * @return its bytes; null if there is no such message, as for all other errors
     */
    public byte @Nullable [] unsaved() {
        return unsaved;
    }
}
