package io.sluice.reactor;

import java.util.Objects;

/**
 * A message to send, with something of the caller's that comes back in its {@link SendResult}.
 *
 * @param <M> the type of the message: {@code PosixMessage} for a POSIX queue, {@code SysvMessage} for one of System V
 * @param <T> the type of the correlation metadata
 * @param message what to send
 * @param correlationMetadata what to find in the result, such as the request this answers
 */
public record OutboundMessage<M, T>(M message, T correlationMetadata) {
    /**
     * Makes an outbound message.
     *
     * @param message what to send
     * @param correlationMetadata what to find in the result; not null
     */
    public OutboundMessage {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(correlationMetadata, "correlationMetadata");
    }

    /**
     * Makes an outbound message.
     *
     * @param message what to send
     * @param correlationMetadata what to find in the result; not null
     * @param <M> the type of the message
     * @param <T> the type of the correlation metadata
     * @return the outbound message
     */
    public static <M, T> OutboundMessage<M, T> create(M message, T correlationMetadata) {
        return new OutboundMessage<>(message, correlationMetadata);
    }
}
