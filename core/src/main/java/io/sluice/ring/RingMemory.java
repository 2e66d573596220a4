package io.sluice.ring;

import io.sluice.mapping.internal.MappedRegion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory of one ring. The buffer checks each access, so whatever another process has written, nothing outside is touched.
 * Where another process has cut the memory off, an access is an {@link InternalError}.
 *
 * <p>May be used from any thread.
 */
final class RingMemory {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** What freed room is filled with. */
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 12);

    /** For so few, single stores are faster than the set-up of a copy. */
    private static final int FEW_BYTES = 256;

    private final MappedRegion region;
    private final ByteBuffer bytes;
    private final ByteBuffer readOnly;
    private final int capacity;

    /** With a region whose header has been checked, and how much of it is the ring's. */
    RingMemory(MappedRegion region, int size, int capacity) {
        this.region = region;
        bytes = region.bytes(0, size);
        this.capacity = capacity;
        readOnly = bytes.asReadOnlyBuffer();
    }

    int capacity() {
        return capacity;
    }

    int intAt(int offset) {
        return (int) INT.getVolatile(bytes, offset);
    }

    void setInt(int offset, int value) {
        INT.setVolatile(bytes, offset, value);
    }

    long longAt(int offset) {
        return (long) LONG.getVolatile(bytes, offset);
    }

    void setLong(int offset, long value) {
        LONG.setVolatile(bytes, offset, value);
    }

    /**
     * Changes a word from 1 to 0. The look comes first: where the memory is cut off, a compare-and-set may end the JVM, and a
     * plain read may not.
     */
    boolean clearWord(int offset) {
        if (intAt(offset) != 1) {
            return false;
        }
        region.look(offset);
        return INT.compareAndSet(bytes, offset, 1, 0);
    }

    long tail() {
        return longAt(trailer(RingLayout.TAIL));
    }

    /** The caller has read the tail just now, which is safe where a compare-and-set alone is not. */
    boolean moveTail(long from, long to) {
        region.look(trailer(RingLayout.TAIL));
        return LONG.compareAndSet(bytes, trailer(RingLayout.TAIL), from, to);
    }

    void setTail(long tail) {
        LONG.setRelease(bytes, trailer(RingLayout.TAIL), tail);
    }

    long head() {
        return longAt(trailer(RingLayout.HEAD));
    }

    void setHead(long head) {
        LONG.setRelease(bytes, trailer(RingLayout.HEAD), head);
    }

    void setTaken(long position) {
        LONG.setRelease(bytes, RingLayout.TAKEN, position);
    }

    private int trailer(int offset) {
        return RingLayout.HEADER_SIZE + capacity + offset;
    }

    /** The length of a record: negative while it is written, 0 where there is none yet. */
    int length(int index) {
        return (int) INT.getVolatile(bytes, RingLayout.HEADER_SIZE + index);
    }

    /** Behind what was written into the record. */
    void setLength(int index, int length) {
        INT.setRelease(bytes, RingLayout.HEADER_SIZE + index, length);
    }

    /** The caller has read the length just now. */
    boolean changeLength(int index, int from, int to) {
        region.look(RingLayout.HEADER_SIZE + index);
        return INT.compareAndSet(bytes, RingLayout.HEADER_SIZE + index, from, to);
    }

    int type(int index) {
        return (int) INT.get(bytes, RingLayout.HEADER_SIZE + index + RingLayout.TYPE);
    }

    void setType(int index, int type) {
        INT.set(bytes, RingLayout.HEADER_SIZE + index + RingLayout.TYPE, type);
    }

    /** No length and no type, where a record may begin. */
    void clearRecord(int index) {
        LONG.set(bytes, RingLayout.HEADER_SIZE + index, 0L);
    }

    void setPayload(int index, ByteBuffer message) {
        bytes.put(payload(index), message, message.position(), message.remaining());
    }

    ByteBuffer payload(int index, int size) {
        return readOnly.slice(payload(index), size).order(ByteOrder.nativeOrder());
    }

    void copyPayload(int index, byte[] target) {
        bytes.get(payload(index), target);
    }

    private static int payload(int index) {
        return RingLayout.HEADER_SIZE + index + RingLayout.RECORD_HEADER;
    }

    /** At a multiple of eight, and so long. */
    void fillWithZeros(int index, int size) {
        int begin = RingLayout.HEADER_SIZE + index;
        int end = begin + size;
        if (size <= FEW_BYTES) {
            for (int next = begin; next < end; next += Long.BYTES) {
                LONG.set(bytes, next, 0L);
            }
        } else {
            for (int next = begin; next < end; next += ZEROS.capacity()) {
                bytes.put(next, ZEROS, 0, Math.min(end - next, ZEROS.capacity()));
            }
        }
    }
}
