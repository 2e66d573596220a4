package io.sluice.codec.struct;

import io.sluice.codec.CodecException;
import java.nio.ByteBuffer;

/** The integers of {@code stdint.h}. */
enum IntegerType {
    INT8("int8_t", 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT8("uint8_t", 1, 0, 0xff),
    INT16("int16_t", 2, Short.MIN_VALUE, Short.MAX_VALUE),
    UINT16("uint16_t", 2, 0, 0xffff),
    INT32("int32_t", 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT32("uint32_t", 4, 0, 0xffff_ffffL),
    INT64("int64_t", 8, Long.MIN_VALUE, Long.MAX_VALUE),
    /** A long has no room for its upper half, which is therefore refused both ways. */
    UINT64("uint64_t", 8, 0, Long.MAX_VALUE);

    final String cName;
    final int size;
    private final long least;
    private final long most;

    IntegerType(String cName, int size, long least, long most) {
        this.cName = cName;
        this.size = size;
        this.least = least;
        this.most = most;
    }

    /** Reads in the order of the buffer. */
    long read(Member member, ByteBuffer from, int at) {
        return switch (this) {
            case INT8 -> from.get(at);
            case UINT8 -> from.get(at) & 0xff;
            case INT16 -> from.getShort(at);
            case UINT16 -> from.getShort(at) & 0xffff;
            case INT32 -> from.getInt(at);
            case UINT32 -> from.getInt(at) & 0xffff_ffffL;
            case INT64 -> from.getLong(at);
            case UINT64 -> notNegative(member, from.getLong(at));
        };
    }

    private static long notNegative(Member member, long bits) {
        if (bits < 0) {
            throw new CodecException(member + " is " + Long.toUnsignedString(bits)
                    + ", which no long can hold. Declare it as int64 to have its bits.");
        }
        return bits;
    }

    /** Writes in the order of the buffer. */
    void write(Member member, ByteBuffer to, int at, long value) {
        if (value < least || value > most) {
            throw new CodecException(member + " is of type " + cName + ", from " + least + " to " + most
                    + ", and was given " + value + ".");
        }
        switch (size) {
            case 1 -> to.put(at, (byte) value);
            case 2 -> to.putShort(at, (short) value);
            case 4 -> to.putInt(at, (int) value);
            default -> to.putLong(at, value);
        }
    }
}
