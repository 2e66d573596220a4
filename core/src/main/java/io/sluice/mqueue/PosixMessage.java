package io.sluice.mqueue;

import io.sluice.libc.PosixQueueConstants;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message of a POSIX queue: bytes and a priority.
 *
 * <pre>{@code
 * PosixMessage order = PosixMessage.ofText("12 bolts", 5);
 * System.out.println(order.text() + " has priority " + order.priority());
 * }</pre>
 *
 * <p>The array of bytes is not copied. Do not change an array after it was put into a message or taken from one.
 *
 * @see "mq_overview(7)"
 */
public final class PosixMessage {
    /** The highest priority, 32,767 ({@code MQ_PRIO_MAX} - 1). */
    public static final int MAX_PRIORITY = PosixQueueConstants.MQ_PRIO_MAX - 1;

    private final byte[] payload;
    private final int priority;

    private PosixMessage(byte[] payload, int priority) {
        this.payload = payload;
        this.priority = priority;
    }

    /**
     * Makes a message of the lowest priority, 0.
     *
     * @param payload the bytes, not copied; may be empty
     * @return the message
     */
    public static PosixMessage of(byte[] payload) {
        return of(payload, 0);
    }

    /**
     * Makes a message with a priority.
     *
     * @param payload the bytes, not copied; may be empty
     * @param priority 0, the lowest, to 32,767, the highest
     * @return the message
     * @throws IllegalArgumentException if the priority is out of range
     */
    public static PosixMessage of(byte[] payload, int priority) {
        Objects.requireNonNull(payload, "payload");
        return new PosixMessage(payload, checkPriority(priority));
    }

    /**
     * Makes a message of a text in UTF-8, with the lowest priority, 0.
     *
     * @param text the text
     * @return the message
     */
    public static PosixMessage ofText(String text) {
        return ofText(text, 0);
    }

    /**
     * Makes a message of a text in UTF-8, with a priority.
     *
     * @param text the text
     * @param priority 0, the lowest, to 32,767, the highest
     * @return the message
     * @throws IllegalArgumentException if the priority is out of range
     */
    public static PosixMessage ofText(String text, int priority) {
        return of(text.getBytes(StandardCharsets.UTF_8), priority);
    }

    static int checkPriority(int priority) {
        if (priority < 0 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority must be from 0 to " + MAX_PRIORITY + ", but was " + priority);
        }
        return priority;
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
     * The priority.
     *
     * @return 0 to 32,767
     */
    public int priority() {
        return priority;
    }

    /**
     * How long the message is.
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
        return other instanceof PosixMessage message
                && priority == message.priority
                && Arrays.equals(payload, message.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(payload) + priority;
    }

    @Override
    public String toString() {
        return "PosixMessage(priority " + priority + ", " + payload.length + " bytes)";
    }
}
