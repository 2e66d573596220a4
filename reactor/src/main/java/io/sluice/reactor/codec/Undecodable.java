package io.sluice.reactor.codec;

import io.sluice.errno.DecodeException;
import java.util.Objects;

/**
 * A message that was received and cannot be decoded.
 *
 * <pre>{@code
 * WhenUndecodable<PosixMessage> asText = WhenUndecodable.deadLetter(
 *         undecodable -> sender.send(PosixMessage.ofText(undecodable.cause().getMessage())));
 * }</pre>
 *
 * @param <M> the type of the messages: {@code PosixMessage} for a POSIX queue, {@code SysvMessage} for one of System V, {@code
 *     RingMessage} for a ring, {@code ByteBuffer} for the record of a pipe
 * @param message the message, with its priority or type
 * @param cause where it came from, what is wrong with it, and what the codec has thrown
 */
public record Undecodable<M>(M message, DecodeException cause) {
    /**
     * Makes the description of such a message.
     *
     * @param message the message
     * @param cause why it cannot be decoded
     */
    public Undecodable {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * The bytes of the message.
     *
     * @return the array itself, not a copy
     */
    public byte[] payload() {
        return cause.payload();
    }
}
