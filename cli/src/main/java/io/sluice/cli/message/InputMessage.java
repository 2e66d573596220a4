package io.sluice.cli.message;

import org.jspecify.annotations.Nullable;

/** A message to send, and its priority or its type if it came with it. */
public final class InputMessage {
    private final byte[] payload;
    private final @Nullable Long number;

    InputMessage(byte[] payload, @Nullable Long number) {
        this.payload = payload;
        this.number = number;
    }

    /**
     * The payload.
     *
     * @return the payload, which is not copied
     */
    public byte[] payload() {
        return payload;
    }

    /**
     * The priority or the type.
     *
     * @param otherwise the one of the options
     * @return that of the message, or else that of the options
     */
    public long number(long otherwise) {
        return number == null ? otherwise : number;
    }
}
