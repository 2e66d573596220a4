package io.sluice.benchmarks.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What is in the messages of a round: message n begins with n, and goes on with bytes that n decides. To check them all
 * costs next to nothing, here as in the C programs, which have the same rule.
 */
final class Payload {
    private static final int TEMPLATES = 8;
    private static final VarHandle NUMBER = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int size;
    private final byte[][] templates;
    private final ByteBuffer[] wrapped;
    /** What is behind the number. */
    private final ByteBuffer[] rests;

    private final ByteBuffer expected = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());

    Payload(int size) {
        this.size = size;
        templates = new byte[TEMPLATES][size];
        for (int t = 0; t < TEMPLATES; t++) {
            for (int i = 0; i < size; i++) {
                templates[t][i] = (byte) (t * 31 + i * 7 + 1);
            }
        }
        rests = Arrays.stream(templates)
                .map(bytes -> ByteBuffer.wrap(bytes, Long.BYTES, size - Long.BYTES))
                .toArray(ByteBuffer[]::new);
        wrapped = Arrays.stream(templates).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    }

    /** The bytes of a message, in an array of its own. */
    byte[] of(long number) {
        byte[] bytes = templates[(int) (number % TEMPLATES)].clone();
        NUMBER.set(bytes, 0, number);
        return bytes;
    }

    /** Fails where these are not the bytes of that message. */
    void check(byte[] bytes, long number) {
        check(bytes, number, Long.BYTES);
    }

    /** The same, but the bytes between the number and a place in the message are left to the caller. */
    void check(byte[] bytes, long number, int place) {
        if (bytes.length != size) {
            throw new IllegalStateException(wrong("the length of a message", size, bytes.length));
        }
        long found = (long) NUMBER.get(bytes, 0);
        if (found != number) {
            throw new IllegalStateException(wrong("the number of a message", number, found));
        }
        byte[] template = templates[(int) (number % TEMPLATES)];
        if (!Arrays.equals(bytes, place, size, template, place, size)) {
            throw new IllegalStateException(wrong("the bytes of a message", number, found));
        }
    }

    /** Fails where these are not the bytes of that message, whose buffer begins with it. */
    void check(ByteBuffer bytes, long number) {
        if (bytes.remaining() != size) {
            throw new IllegalStateException(wrong("the length of a message", size, bytes.remaining()));
        }
        long found = bytes.getLong();
        if (found != number) {
            throw new IllegalStateException(wrong("the number of a message", number, found));
        }
        if (bytes.mismatch(rests[(int) (number % TEMPLATES)]) >= 0) {
            throw new IllegalStateException(wrong("the bytes of a message", number, found));
        }
    }

    /** Fails where these are not the bytes that lie at a place in all messages, one behind the other. */
    void checkPart(ByteBuffer bytes, long place) {
        long at = place;
        for (int from = bytes.position(); from < bytes.limit(); ) {
            long number = at / size;
            int start = (int) (at % size);
            int length = Math.min(size - start, bytes.limit() - from);
            int head = Math.min(Math.max(Long.BYTES - start, 0), length);
            expected.putLong(0, number);
            if (differ(bytes, from, expected, start, head)
                    || differ(bytes, from + head, wrapped[(int) (number % TEMPLATES)], start + head, length - head)) {
                throw new IllegalStateException("the bytes of message " + number + " are wrong");
            }
            from += length;
            at += length;
        }
    }

    private static boolean differ(ByteBuffer found, int at, ByteBuffer wanted, int from, int length) {
        return length > 0 && found.slice(at, length).mismatch(wanted.slice(from, length)) >= 0;
    }

    private static String wrong(String what, long expected, long found) {
        return what + ": expected " + expected + ", found " + found;
    }
}
