package io.sluice.sysvmsg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message of a System V queue: a type, by which receivers choose, and bytes.
 *
 * <pre>{@code
 * SysvMessage order = SysvMessage.ofText(3, "12 bolts");
 * System.out.println(order.text() + " is of type " + order.type());
 * }</pre>
 *
 * <p>The array of bytes is not copied. Do not change an array after it was put into a message or taken from one.
 *
 * @see "msgop(2)"
 */
public final class SysvMessage {
    private final long type;
    private final byte[] payload;

    private SysvMessage(long type, byte[] payload) {
        this.type = type;
        this.payload = payload;
    }

    /**
     * Makes a message.
     *
     * @param type its type, the {@code long} before the bytes, 1 or more
     * @param payload the bytes ({@code mtext}), not copied; may be empty
     * @return the message
     * @throws IllegalArgumentException if the type is not positive: the kernel takes no such message
     */
    public static SysvMessage of(long type, byte[] payload) {
        Objects.requireNonNull(payload, "payload");
        return new SysvMessage(checkType(type), payload);
    }

    /**
     * Makes a message of a text in UTF-8, without a terminating zero byte.
     *
     * @param type its type, the {@code long} before the bytes, 1 or more
     * @param text the text
     * @return the message
     * @throws IllegalArgumentException if the type is not positive: the kernel takes no such message
     */
    public static SysvMessage ofText(long type, String text) {
        return of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    static long checkType(long type) {
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
    public long type() {
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
        return other instanceof SysvMessage message && type == message.type && Arrays.equals(payload, message.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(payload) + Long.hashCode(type);
    }

    @Override
    public String toString() {
        return "SysvMessage(type " + type + ", " + payload.length + " bytes)";
    }
}
