package io.sluice.codec;

import org.jspecify.annotations.Nullable;

/** The bytes of a message are none of the codec's type, or a value does not fit into a message. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong with the bytes or the value, and what would be right
     */
    public CodecException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what is wrong with the bytes or the value, and what would be right
     * @param cause what a library has thrown; null if there is nothing
     */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
