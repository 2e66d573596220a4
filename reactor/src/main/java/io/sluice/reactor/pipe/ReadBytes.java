package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;

/** Bytes that were read and are in no element yet: those between two marks in memory outside the heap, which grows. */
final class ReadBytes {
    /** Enough for most records, and for one read of many small ones. */
    static final int PORTION = 8192;

    private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0);

    private final int firstCapacity;
    private ByteBuffer memory = NONE;
    /** The same memory, with marks of its own. */
    private ByteBuffer view = NONE;

    private int start;
    private int end;

    ReadBytes(int firstCapacity) {
        this.firstCapacity = firstCapacity;
    }

    int length() {
        return end - start;
    }

    byte get(int index) {
        return memory.get(start + index);
    }

    /**
     * Room behind the bytes for so many more at the most, and for one at least. The memory grows when it is full, and not when
     * a writer has announced much: it may send nothing.
     */
    ByteBuffer room(int wanted) {
        if (memory.capacity() - end < wanted && start > 0) {
            memory.put(0, memory, start, length());
            end = length();
            start = 0;
        }
        if (memory.capacity() == end) {
            grow((int) Math.max(firstCapacity, Math.min((long) end + wanted, 2L * end)));
        }
        return memory.limit((int) Math.min((long) end + wanted, memory.capacity()))
                .position(end);
    }

    private void grow(int capacity) {
        ByteBuffer larger = ByteBuffer.allocateDirect(capacity);
        larger.put(0, memory, start, length());
        memory = larger;
        view = larger.duplicate();
    }

    void filled(int bytes) {
        end += bytes;
    }

    /** A part of the bytes, valid until the next call. */
    ByteBuffer view(int from, int length) {
        return view.limit(start + from + length).position(start + from);
    }

    byte[] copy(int length) {
        return Elements.array(view(0, length));
    }

    void drop(int bytes) {
        start += bytes;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    byte[] takeAll() {
        byte[] all = copy(length());
        drop(all.length);
        return all;
    }
}
