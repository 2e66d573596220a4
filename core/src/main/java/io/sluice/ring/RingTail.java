package io.sluice.ring;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Where records are added. A producer claims room by moving the tail, and marks the record with its negated length. The record
 * is there for the consumer once the length is positive.
 *
 * <p>That of many producers may be used from any thread, that of one by one thread at a time.
 */
final class RingTail {
    private static final int NO_ROOM = -1;
    /** Another producer's move of the tail is behind each further try, so many in a row are no race any more. */
    private static final int MOST_TRIES = 1 << 20;

    private static final String WRITE = "ring_write";

    private final RingMemory memory;
    private final String name;
    private final boolean one;
    private final int capacity;
    /** What the head was at some time: it only grows, so there is at least as much room as this one says. */
    private volatile long seenHead;

    RingTail(RingMemory memory, String name, ProducerKind kind) {
        this.memory = memory;
        this.name = name;
        one = kind == ProducerKind.ONE;
        capacity = memory.capacity();
        seenHead = memory.head();
    }

    /** Returns false where there is no room for the message. Its length was checked. */
    boolean tryWrite(int type, ByteBuffer message) {
        int length = message.remaining() + RingLayout.RECORD_HEADER;
        int index = one ? claimAlone(length) : claim(length);
        if (index == NO_ROOM) {
            return false;
        }
        memory.setPayload(index, message);
        memory.setType(index, type);
        memory.setLength(index, length);
        return true;
    }

    private int claim(int length) {
        int size = RingLayout.aligned(length);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long tail = memory.tail();
            int index = index(tail);
            int padding = size > capacity - index ? capacity - index : 0;
            if (!hasRoom(tail, padding + size)) {
                if (memory.tail() == tail) {
                    return NO_ROOM;
                }
            } else if (memory.moveTail(tail, tail + padding + size)) {
                if (padding > 0) {
                    begin(index, padding);
                    pad(index, padding);
                    index = 0;
                }
                begin(index, length);
                return index;
            }
        }
        throw RingErrors.unsteadyTail(name);
    }

    /**
     * The tail moves behind the marks, so nobody ever finds claimed room without one. The consumer of this kind may leave old
     * bytes behind, so the next record's place is cleared first.
     */
    private int claimAlone(int length) {
        int size = RingLayout.aligned(length);
        long tail = memory.tail();
        int index = index(tail);
        int padding = size > capacity - index ? capacity - index : 0;
        if (!hasRoom(tail, padding + size + RingLayout.RECORD_HEADER)) {
            return NO_ROOM;
        }
        int record = padding > 0 ? 0 : index;
        memory.clearRecord((record + size) & (capacity - 1));
        begin(record, length);
        if (padding > 0) {
            begin(index, padding);
        }
        memory.setTail(tail + padding + size);
        if (padding > 0) {
            pad(index, padding);
        }
        return record;
    }

    /** No store behind this one is seen before it. */
    private void begin(int index, int length) {
        memory.setLength(index, -length);
        VarHandle.releaseFence();
    }

    private void pad(int index, int length) {
        memory.setType(index, RingLayout.PADDING);
        memory.setLength(index, length);
    }

    private int index(long tail) {
        if (tail < 0 || tail % RingLayout.ALIGNMENT != 0) {
            throw RingErrors.position(WRITE, name, "tail", tail);
        }
        return (int) tail & (capacity - 1);
    }

    private boolean hasRoom(long tail, int size) {
        if (fits(tail - seenHead, size)) {
            return true;
        }
        long head = memory.head();
        if (head < 0 || head % RingLayout.ALIGNMENT != 0) {
            throw RingErrors.position(WRITE, name, "head", head);
        }
        long used = tail - head;
        // A head behind the tail belongs to a later tail, or to nothing.
        if (used > capacity || (used < 0 && memory.tail() == tail)) {
            throw RingErrors.used(WRITE, name, head, tail, capacity);
        }
        seenHead = head;
        return fits(used, size);
    }

    private boolean fits(long used, int size) {
        return used >= 0 && used <= capacity - size;
    }
}
