package io.sluice.codec.struct;

import java.nio.ByteBuffer;

/**
 * The bytes of one struct, while an object is made of them. Only fields read them. It is lent for that call.
 *
 * <pre>{@code
 * StructBuilder<Integer> struct = StructCodec.builder("count");
 * IntField count = struct.int32("count", value -> value);
 * StructCodec<Integer> codec = struct.build(view -> count.get(view));
 * }</pre>
 */
public final class StructView {
    private final Placement layout;
    private final ByteBuffer bytes;
    private final int start;

    StructView(Placement layout, ByteBuffer bytes, int start) {
        this.layout = layout;
        this.bytes = bytes;
        this.start = start;
    }

    /** The bytes, in the order of the struct. */
    ByteBuffer bytes(Placement expected, Member member) {
        if (layout != expected) {
            throw new IllegalArgumentException(member + " was asked for in the bytes of another struct.");
        }
        return bytes;
    }

    int at(int offset) {
        return start + offset;
    }
}
