package io.sluice.errno;

import org.jspecify.annotations.Nullable;

/**
 * A message was taken, and the decoder that was given for such messages cannot read its bytes ({@code EBADMSG}). What the decoder
 * has thrown is the cause, and the bytes are here: they are in no queue any more. The next message can be received.
 */
public final class DecodeException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /** The bytes of the message. */
    private final byte[] payload;

    /**
     * Makes the exception.
     *
     * @param call by what call the message was taken
     * @param object where it came from
     * @param explanation which message it is, as whole sentences
     * @param payload the bytes of the message, not copied
     * @param cause what the decoder has thrown; null if it has returned null
     */
    public DecodeException(String call, String object, String explanation, byte[] payload, @Nullable Throwable cause) {
        super(call, object, Errno.EBADMSG, explanation);
        this.payload = payload;
        initCause(cause);
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
