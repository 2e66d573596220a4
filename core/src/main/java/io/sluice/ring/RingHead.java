package io.sluice.ring;

/**
 * Where records are taken out, by one consumer. Used by one thread at a time.
 *
 * <p>The head moves behind several records at once, when their room has been given back. {@link RingLayout#TAKEN} moves before
 * each message is handed out. So whoever reads next, also behind a consumer that was killed in between, goes on behind what was
 * handed out.
 */
final class RingHead {
    /** Room is given back at the latest behind so many bytes, while they are in the processor's cache. */
    private static final int PORTION = 1 << 14;

    private static final String READ = "ring_read";

    private final RingMemory memory;
    private final String name;
    private final boolean clears;
    private final int capacity;
    private final StuckRecord stuck;
    /** Where this consumer has left the head. */
    private long head;

    private boolean goesOn;

    /** Begins behind what the last consumer has taken. */
    RingHead(RingMemory memory, String name, ProducerKind kind, long unblockNanos) {
        this.memory = memory;
        this.name = name;
        // The one producer clears the place of the next record itself. Many cannot: they rely on zeros.
        clears = kind == ProducerKind.MANY;
        capacity = memory.capacity();
        stuck = new StuckRecord(memory, name, clears, unblockNanos);
        head = memory.head();
        long tail = memory.tail();
        checkPositions(tail);
        long taken = memory.longAt(RingLayout.TAKEN);
        if (taken > head && taken <= tail && taken % RingLayout.ALIGNMENT == 0) {
            giveBack(taken);
        }
    }

    private void checkPositions(long tail) {
        if (head < 0 || head % RingLayout.ALIGNMENT != 0) {
            throw RingErrors.position(READ, name, "head", head);
        }
        if (tail < head || tail - head > capacity || tail % RingLayout.ALIGNMENT != 0) {
            throw RingErrors.used(READ, name, head, tail, capacity);
        }
    }

    long position() {
        return head;
    }

    /** Hands out up to so many messages. Returns how many there were. */
    int read(RingHandler handler, int limit) {
        checkHead();
        int received = 0;
        int left = capacity; // a producer that is as fast as this one must not keep it here
        long before = head - 1;
        goesOn = true;
        while (received < limit && goesOn && left > 0 && head != before) {
            before = head;
            received += readPortion(handler, limit - received);
            left -= (int) (head - before);
        }
        if (received == 0 && head == before && isUnblocked()) {
            received = readPortion(handler, limit);
        }
        return received;
    }

    private int readPortion(RingHandler handler, int limit) {
        int first = (int) head & (capacity - 1);
        int end = Math.min(capacity, first + PORTION);
        int next = first;
        int received = 0;
        try {
            while (next < end && received < limit && goesOn) {
                int index = next;
                int length = memory.length(index);
                if (length <= 0) {
                    break;
                }
                int type = memory.type(index);
                check(index, length, type);
                next += RingLayout.aligned(length);
                memory.setTaken(head + (next - first));
                if (type != RingLayout.PADDING) {
                    received++;
                    goesOn = handler.received(type, memory.payload(index, length - RingLayout.RECORD_HEADER));
                }
            }
        } finally {
            if (next != first) {
                giveBack(head + (next - first));
            }
        }
        return received;
    }

    /** What was read from the memory once, and is not read again. */
    private void check(int index, int length, int type) {
        boolean fits = length >= RingLayout.RECORD_HEADER && RingLayout.aligned(length) <= capacity - index;
        if (type == RingLayout.PADDING) {
            if (!fits) {
                throw RingErrors.length(READ, name, index, length);
            }
        } else if (type <= 0) {
            throw RingErrors.type(READ, name, index, type);
        } else if (!fits || length - RingLayout.RECORD_HEADER > RingLayout.longestMessage(capacity)) {
            throw RingErrors.length(READ, name, index, length);
        }
    }

    /** Only the consumer moves the head. Where it is another one, two processes read, and this one has no part in it. */
    private void checkHead() {
        long found = memory.head();
        if (found != head) {
            throw RingErrors.foreignHead(READ, name, head, found);
        }
    }

    private void giveBack(long position) {
        if (clears) {
            int first = (int) head & (capacity - 1);
            int size = (int) (position - head);
            int toEnd = Math.min(size, capacity - first);
            memory.fillWithZeros(first, toEnd);
            memory.fillWithZeros(0, size - toEnd);
        }
        memory.setHead(position);
        head = position;
    }

    /**
     * Whether there is a message, behind what holds none: that is given back.
     *
     * @return false where the consumer may sleep
     */
    boolean hasMessage() {
        checkHead();
        int left = capacity;
        while (left > 0) {
            int index = (int) head & (capacity - 1);
            int length = memory.length(index);
            if (length <= 0) {
                if (!isUnblocked()) {
                    return false;
                }
            } else {
                int type = memory.type(index);
                if (type != RingLayout.PADDING) {
                    return true;
                }
                check(index, length, type);
                memory.setTaken(head + RingLayout.aligned(length));
                giveBack(head + RingLayout.aligned(length));
                left -= RingLayout.aligned(length);
            }
        }
        return false;
    }

    /** Takes one message, where there is one. */
    void take(MessageIntake<?> intake) {
        if (!hasMessage()) {
            return;
        }
        int index = (int) head & (capacity - 1);
        int length = memory.length(index);
        int type = memory.type(index);
        if (type == RingLayout.PADDING) { // another process has changed it since hasMessage() looked
            throw RingErrors.type(READ, name, index, type);
        }
        check(index, length, type);
        int size = length - RingLayout.RECORD_HEADER;
        intake.prepare(size);
        long behind = head + RingLayout.aligned(length);
        memory.setTaken(behind);
        try {
            intake.take(type, memory, index, size);
        } finally {
            giveBack(behind);
        }
    }

    /** Whether it is worth another look: a record is there now, or one that held up the others was given up. */
    private boolean isUnblocked() {
        long tail = memory.tail();
        if (tail == head) {
            stuck.forget();
            return false;
        }
        checkPositions(tail);
        long behind = stuck.look(head, tail);
        if (behind > head) {
            memory.setTaken(behind);
            giveBack(behind);
            memory.setLong(RingLayout.UNBLOCKED, memory.longAt(RingLayout.UNBLOCKED) + 1);
        }
        return behind != StuckRecord.WAIT;
    }

    /** After how many nanoseconds the first record is given up; the longest time where there is none that is not written. */
    long nanosToUnblock() {
        return stuck.nanosLeft(head);
    }

    /** Whether so much room is free that producers that sleep are worth to be woken up. */
    boolean hasMuchRoom() {
        return memory.tail() - head <= capacity - capacity / 4;
    }
}
