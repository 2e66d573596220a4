package io.sluice.ring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message of a ring: a type, of which the meaning is up to the programs, and bytes.
 *
 * <pre>{@code
 * RingMessage price = RingMessage.ofText(7, "bolts 12.50");
 * System.out.println(price.text() + " is of type " + price.type());
 * }</pre>
 *
 * <p>The array of bytes is not copied. Do not change an array after it was put into a message or taken from one.
 */
public final class RingMessage {
    private final int type;
    private final byte[] payload;

    private RingMessage(int type, byte[] payload) {
        this.type = type;
        this.payload = payload;
    }

    /**
     * Makes a message.
     *
     * @param type its type, 1 or more
     * @param payload the bytes, not copied; may be empty
     * @return the message
     * @throws IllegalArgumentException if the type is not positive: the ring has such types for itself
     */
    public static RingMessage of(int type, byte[] payload) {
        Objects.requireNonNull(payload, "payload");
        return new RingMessage(checkType(type), payload);
    }

    /**
     * Makes a message of a text in UTF-8, without a terminating zero byte.
     *
     * @param type its type, 1 or more
     * @param text the text
     * @return the message
     * @throws IllegalArgumentException if the type is not positive: the ring has such types for itself
     */
    public static RingMessage ofText(int type, String text) {
        return of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    static int checkType(int type) {
        if (type <= 0) {
            throw new IllegalArgumentException("a message type must be 1 or more, but was " + type);
        }
        return type;
    }

    /**
     * The type.
     *
     * @return 1 or more
     */
    public int type() {
        return type;
    }

    /**
     * The bytes.
     *
     * @return the array itself, not a copy
     */
    public byte[] payload() {
        return payload;
    }

    /**
     * How long the message is, without its type.
     *
     * @return bytes, 0 or more
     */
    public int size() {
        return payload.length;
    }

    /**
     * The bytes read as UTF-8. Bytes that are not UTF-8 become replacement characters.
     *
     * @return the text
     */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RingMessage message && type == message.type && Arrays.equals(payload, message.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(payload) + type;
    }

    @Override
    public String toString() {
        return "RingMessage(type " + type + ", " + payload.length + " bytes)";
    }
}
