package io.sluice.kafka;

import org.jspecify.annotations.Nullable;

/** Why a route ended by itself. What it had not done yet is still in the queue, in the journal, or in Kafka. */
public final class RouteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RouteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
