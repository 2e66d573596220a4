package io.sluice.ring;

/**
 * Where things are in the memory of a ring: a header of our own, the records, and the trailer that Agrona's {@code
 * RingBufferDescriptor} puts behind them. All numbers are little-endian, as both machines have them. {@code sluice_ring.h} says
 * the same in C.
 */
final class RingLayout {
    /** The bytes {@code SLUICERN}. */
    static final long MAGIC_VALUE = 0x4e52454349554c53L;
    /** What a reader of another version must not touch. */
    static final int VERSION_VALUE = 1;

    static final int HEADER_SIZE = 4096;
    static final int MAGIC = 0;
    static final int VERSION = 8;
    static final int KIND = 12;
    static final int CAPACITY = 16;
    /** For messages alone: the lock decides who is the consumer. */
    static final int CONSUMER_PID = 24;
    /** Field 22 of {@code /proc/PID/stat}: another process may have the same id later. */
    static final int CONSUMER_START = 32;
    /** Up to where the consumer has taken. More than the head where it was killed before it had given the room back. */
    static final int TAKEN = 40;
    /** 1 while the consumer sleeps. */
    static final int CONSUMER_SLEEPS = 64;
    /** 1 while producers sleep until there is room. */
    static final int PRODUCERS_SLEEP = 128;
    /** How many records were given up. */
    static final int UNBLOCKED = 192;

    static final int TRAILER_SIZE = 768;
    /** Behind the records: the position behind the last record that was claimed. */
    static final int TAIL = 128;
    /** Behind the records: the position of the next record to be read. */
    static final int HEAD = 384;

    static final int ALIGNMENT = 8;
    static final int RECORD_HEADER = 8;
    /** In a record: the type behind the length. */
    static final int TYPE = 4;
    /** The type of what fills the room up to the end of the memory. */
    static final int PADDING = -1;

    static final int SMALLEST_CAPACITY = 1 << 12;
    static final int LARGEST_CAPACITY = 1 << 30;
    private static final int SHARE_OF_LONGEST = 3;

    private RingLayout() {}

    /** The size of the memory. */
    static int size(int capacity) {
        return HEADER_SIZE + capacity + TRAILER_SIZE;
    }

    static int longestMessage(int capacity) {
        return capacity >> SHARE_OF_LONGEST;
    }

    static boolean isCapacity(long capacity) {
        return capacity >= SMALLEST_CAPACITY && capacity <= LARGEST_CAPACITY && Long.bitCount(capacity) == 1;
    }

    /** How much room a record takes. */
    static int aligned(int recordLength) {
        return (recordLength + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
