package io.sluice.testing;

import io.sluice.mqueue.PosixMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Messages whose length, priority and bytes follow from a seed and their number: the same ones that the C programs make
 * with {@code seeded.h}, so that either side can check every byte of the other.
 *
 * @param seed where the random numbers begin
 * @param maxSize the longest message in bytes, 4 or more
 */
public record SeededMessages(long seed, int maxSize) {
    /** Every message begins with its number. */
    public static final int SHORTEST = Integer.BYTES;

    /**
     * The message of a number.
     *
     * @param number 0 or more
     * @return the message
     */
    public PosixMessage message(int number) {
        SeededNumbers random = new SeededNumbers(seed + number * 0x5851F42D4C957F2DL);
        int priority = (int) Long.remainderUnsigned(random.next(), PosixMessage.MAX_PRIORITY + 1L);
        int size = SHORTEST + (int) Long.remainderUnsigned(random.next(), maxSize - SHORTEST + 1L);
        byte[] payload = new byte[size];
        ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
        for (int i = SHORTEST; i < size; i++) {
            payload[i] = (byte) (random.next() >>> 56);
        }
        return PosixMessage.of(payload, priority);
    }

    /**
     * The number that a message says it has.
     *
     * @param message a message of 4 bytes or more
     * @return its number
     */
    public static int numberOf(PosixMessage message) {
        return ByteBuffer.wrap(message.payload()).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
