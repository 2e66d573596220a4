package io.sluice.micrometer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A header in front of a message's bytes that carries the context of a trace, such as the fields {@code traceparent} and {@code
 * tracestate}. All numbers are big-endian. In C:
 *
 * <ul>
 *   <li>4 bytes {@code F5 'S' 'L' 'T'}: no text begins so, because no UTF-8 has the byte F5
 *   <li>2 bytes: the length of the whole header, with these 8 bytes
 *   <li>1 byte: the version, which is 1
 *   <li>1 byte: how many fields follow
 *   <li>for each field: 1 byte length of the name, the name in ASCII, 2 bytes length of the value, the value in UTF-8
 * </ul>
 *
 * <p>A C program that does not trace skips the header by its length. {@link #cHeader()} has functions for that.
 *
 * <pre>{@code
 * byte[] message = TraceEnvelope.wrap(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), payload);
 * TraceEnvelope read = TraceEnvelope.read(message);
 * System.out.println(read.fields() + " and " + read.payload().length + " bytes");
 * }</pre>
 */
public final class TraceEnvelope {
    private static final byte[] MAGIC = {(byte) 0xF5, 'S', 'L', 'T'};
    private static final int FIXED = 8;
    private static final byte VERSION = 1;
    private static final int LONGEST = 0xFFFF;
    private static final int MOST_FIELDS = 0xFF;
    private static final int LONGEST_NAME = 0xFF;

    private final Map<String, String> fields;
    private final byte[] payload;

    private TraceEnvelope(Map<String, String> fields, byte[] payload) {
        this.fields = fields;
        this.payload = payload;
    }

    /**
     * Puts a header in front of a message. Without fields there is no header.
     *
     * @param fields the context of the trace
     * @param payload the message
     * @return the header and the message; the message itself where there are no fields
     * @throws IllegalArgumentException if the header would be longer than 65535 bytes, there are more than 255 fields, or a name is
     *     empty, longer than 255 bytes or not ASCII
     */
    public static byte[] wrap(Map<String, String> fields, byte[] payload) {
        if (fields.isEmpty()) {
            return payload;
        }
        if (fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_FIELDS + " fields fit, but there are " + fields.size());
        }
        int length = FIXED;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            length += 3 + name(field.getKey()).length + utf8(field.getValue()).length;
        }
        if (length > LONGEST) {
            throw new IllegalArgumentException("the header would have " + length + " bytes, and at most " + LONGEST
                    + " are possible: propagate fewer or shorter fields");
        }
        ByteBuffer message = ByteBuffer.allocate(length + payload.length);
        message.put(MAGIC).putShort((short) length).put(VERSION).put((byte) fields.size());
        fields.forEach((key, value) -> {
            byte[] name = name(key);
            byte[] text = utf8(value);
            message.put((byte) name.length)
                    .put(name)
                    .putShort((short) text.length)
                    .put(text);
        });
        return message.put(payload).array();
    }

    /**
     * Reads a message. One without a header, or with one that is not well formed, has no fields and is all payload.
     *
     * @param message what was received
     * @return its fields and its payload
     */
    public static TraceEnvelope read(byte[] message) {
        if (message.length < FIXED || !Arrays.equals(message, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return new TraceEnvelope(Map.of(), message);
        }
        ByteBuffer header = ByteBuffer.wrap(message, MAGIC.length, FIXED - MAGIC.length);
        int length = Short.toUnsignedInt(header.getShort());
        byte version = header.get();
        int count = Byte.toUnsignedInt(header.get());
        if (version != VERSION || length < FIXED || length > message.length) {
            return new TraceEnvelope(Map.of(), message);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(message, FIXED, length - FIXED);
        for (int i = 0; i < count; i++) {
            byte[] name = take(rest, rest.remaining() < 1 ? 1 : Byte.toUnsignedInt(rest.get()));
            byte[] value = take(rest, rest.remaining() < 2 ? 2 : Short.toUnsignedInt(rest.getShort()));
            if (name == null || value == null) {
                return new TraceEnvelope(Map.of(), message);
            }
            // The first of a name, as the functions in C.
            fields.putIfAbsent(new String(name, StandardCharsets.US_ASCII), new String(value, StandardCharsets.UTF_8));
        }
        return new TraceEnvelope(
                Collections.unmodifiableMap(fields), Arrays.copyOfRange(message, length, message.length));
    }

    private static byte @Nullable [] take(ByteBuffer rest, int length) {
        if (rest.remaining() < length) {
            return null;
        }
        byte[] taken = new byte[length];
        rest.get(taken);
        return taken;
    }

    private static byte[] name(String key) {
        byte[] name = key.getBytes(StandardCharsets.US_ASCII);
        if (name.length == 0
                || name.length > LONGEST_NAME
                || !key.equals(new String(name, StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException(
                    "the name of a field has 1 to " + LONGEST_NAME + " bytes of ASCII, but was '" + key + "'");
        }
        return name;
    }

    private static byte[] utf8(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The fields of the header.
     *
     * @return the fields, in their order; empty where there is no header
     */
    public Map<String, String> fields() {
        return fields;
    }

    /**
     * The message behind the header.
     *
     * @return the bytes, not copied where there is no header
     */
    public byte[] payload() {
        return payload;
    }

    /**
     * Functions in C that skip the header and find a field in it, as a header file without other files.
     *
     * @return the text of {@code sluice_trace.h}
     */
    public static String cHeader() {
        try (InputStream header = TraceEnvelope.class.getResourceAsStream("sluice_trace.h")) {
            return new String(Objects.requireNonNull(header).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return "TraceEnvelope(" + fields + ", " + payload.length + " bytes)";
    }
}
