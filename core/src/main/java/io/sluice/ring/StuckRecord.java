package io.sluice.ring;

/**
 * Watches a record that was claimed and is not written. Its producer may be at work, or killed. A look notes the tail: what is
 * before it has been claimed by then. Whatever of that is not written when a time has passed is given up, and the consumer goes
 * on behind it. Used by one thread at a time.
 */
final class StuckRecord {
    /** The record may still be written. */
    static final long WAIT = -1;
    /** The record was written meanwhile. */
    static final long WRITTEN = -2;

    private static final String READ = "ring_read";

    private final RingMemory memory;
    private final String name;
    private final boolean freeRoomIsZero;
    private final long boundNanos;
    private final int capacity;

    /** The tail at the time of the look; what is before it was claimed even earlier. */
    private long tail;

    private long since;

    StuckRecord(RingMemory memory, String name, boolean freeRoomIsZero, long boundNanos) {
        this.memory = memory;
        this.name = name;
        this.freeRoomIsZero = freeRoomIsZero;
        this.boundNanos = boundNanos;
        capacity = memory.capacity();
    }

    void forget() {
        tail = 0;
    }

    /** How long the record at the head may still take; the longest time where no look has found one. */
    long nanosLeft(long head) {
        return head >= tail ? Long.MAX_VALUE : Math.max(0, boundNanos - (System.nanoTime() - since));
    }

    /** Looks at the record at the head, which is not the tail. Returns the position behind what is given up, or a constant. */
    long look(long head, long tailNow) {
        int index = (int) head & (capacity - 1);
        int length = memory.length(index);
        if (length > 0) {
            return WRITTEN;
        }
        if (head >= tail) {
            tail = tailNow;
            since = System.nanoTime();
        }
        if (nanosLeft(head) > 0) {
            return WAIT;
        }
        return length < 0 ? behindMarked(head, index, length) : head + unmarked(head, index);
    }

    /** Its producer has said how long it is. That one may be quicker at the last moment. */
    private long behindMarked(long head, int index, int length) {
        int size = length == Integer.MIN_VALUE ? 0 : RingLayout.aligned(-length);
        if (size < RingLayout.RECORD_HEADER || size > capacity - index || size > tail - head) {
            throw RingErrors.length(READ, name, index, length);
        }
        return memory.changeLength(index, length, 0) ? head + size : WRITTEN;
    }

    /**
     * Its producer was stopped between claim and mark, as were those of all claims up to the next mark. Claims behind the tail
     * of the look are never given up with it.
     */
    private int unmarked(long head, int index) {
        int size = (int) Math.min(tail - head, capacity - index);
        for (int next = RingLayout.ALIGNMENT; freeRoomIsZero && next < size; next += RingLayout.ALIGNMENT) {
            if (memory.length(index + next) != 0) {
                return next;
            }
        }
        return size;
    }
}
