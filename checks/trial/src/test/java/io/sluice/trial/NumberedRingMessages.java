package io.sluice.trial;

import io.sluice.ring.RingMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Messages of a ring that say which of their producer's they are, as {@code ring_numbered.h} makes them. */
public final class NumberedRingMessages {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD_SIZE = Long.BYTES;
    private static final int COMMON_SIZES = 57;
    private static final int ONE_IN = 1024;
    private static final int PRODUCER_SHIFT = 48;
    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;

    private final int longest;

    /** With how long a message of the ring may be. */
    public NumberedRingMessages(int longest) {
        this.longest = longest;
    }

    /** The type of a message is its producer. */
    public RingMessage message(int producer, long number) {
        long state = first(producer, number);
        byte[] bytes = new byte[size(state)];
        LONG.set(bytes, 0, number);
        int at = HEAD_SIZE;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            state = next(state);
            LONG.set(bytes, at, state);
        }
        for (long rest = next(state); at < bytes.length; at++, rest >>>= Byte.SIZE) {
            bytes[at] = (byte) rest;
        }
        return RingMessage.of(producer, bytes);
    }

    /** Returns the number of a message that is whole. */
    public long check(RingMessage message) {
        byte[] bytes = message.payload();
        if (bytes.length < HEAD_SIZE) {
            throw torn(message);
        }
        long number = (long) LONG.get(bytes, 0);
        long state = first(message.type(), number);
        boolean whole = bytes.length == size(state);
        int at = HEAD_SIZE;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            state = next(state);
            whole &= (long) LONG.get(bytes, at) == state;
        }
        for (long rest = next(state); at < bytes.length; at++, rest >>>= Byte.SIZE) {
            whole &= bytes[at] == (byte) rest;
        }
        if (!whole) {
            throw torn(message);
        }
        return number;
    }

    private static AssertionError torn(RingMessage message) {
        return new AssertionError("a message that nobody has sent like this: " + message);
    }

    private int size(long state) {
        int sizes = Long.remainderUnsigned(state, ONE_IN) == 0 ? longest - HEAD_SIZE + 1 : COMMON_SIZES;
        return HEAD_SIZE + (int) Long.remainderUnsigned(Long.divideUnsigned(state, ONE_IN), sizes);
    }

    private static long next(long state) {
        return state * MULTIPLIER + INCREMENT;
    }

    private static long first(int producer, long number) {
        long z = (long) producer << PRODUCER_SHIFT ^ number;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
