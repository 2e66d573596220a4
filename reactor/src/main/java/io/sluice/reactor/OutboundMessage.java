package io.sluice.reactor;

import io.sluice.mqueue.MqMessage;
import java.util.Objects;

/**
 * A message to send, with something of the caller's that comes back in its {@link SendResult}.
 *
 * @param <T> the type of the correlation metadata
 * @param message what to send
 * @param correlationMetadata what to find in the result, such as the request this answers
 */
public record OutboundMessage<T>(MqMessage message, T correlationMetadata) {
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
     * @param <T> the type of the correlation metadata
     * @return the outbound message
     */
    public static <T> OutboundMessage<T> create(MqMessage message, T correlationMetadata) {
        return new OutboundMessage<>(message, correlationMetadata);
    }
}
