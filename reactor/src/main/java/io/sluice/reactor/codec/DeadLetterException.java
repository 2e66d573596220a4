package io.sluice.reactor.codec;

/**
 * A message cannot be decoded, and where it was to go has refused it. The refusal is the cause; what the codec has thrown is
 * suppressed. The bytes are here, and nowhere else.
 */
public final class DeadLetterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The bytes of the message. */
    private final byte[] payload;

    /**
     * Makes the exception.
     *
     * @param undecodable the message
     * @param cause why it was refused
     */
    public DeadLetterException(Undecodable<?> undecodable, Throwable cause) {
        super(
                "A message of " + undecodable.cause().object()
                        + " cannot be decoded, and was refused as a dead letter ("
                        + cause + "). What the decoder said: "
                        + undecodable.cause().getMessage(),
                cause);
        payload = undecodable.payload();
        addSuppressed(undecodable.cause());
    }

    /**
     * The bytes of the message.
     *
     * @return the array itself, not a copy
     */
    public byte[] payload() {
        return payload;
    }
}
