package io.sluice.codec.struct;

import java.nio.ByteBuffer;

/**
 * A field of a struct that is an object in Java: a text, an array, or another struct.
 *
 * <pre>{@code
 * record Unit(String symbol) {}
 * StructBuilder<Unit> struct = StructCodec.builder("unit");
 * ValueField<String> symbol = struct.string("symbol", 8, Unit::symbol);
 * StructCodec<Unit> codec = struct.build(in -> new Unit(symbol.get(in)));
 * }</pre>
 *
 * @param <V> the type of the objects
 */
public final class ValueField<V> {
    /** Reads an object at an index of a buffer. */
    @FunctionalInterface
    interface Reader<V> {
        V read(Member member, ByteBuffer bytes, int at);
    }

    private final Placement layout;
    private final Member member;
    private final Reader<V> reader;

    ValueField(Placement layout, Member member, Reader<V> reader) {
        this.layout = layout;
        this.member = member;
        this.reader = reader;
    }

    /**
     * Reads the field.
     *
     * @param view what the constructing function of the same struct was given
     * @return a new object
     * @throws io.sluice.codec.CodecException if the bytes are no such object, such as a text that is not UTF-8
     * @throws IllegalArgumentException if the field is of another struct
     */
    public V get(StructView view) {
        return reader.read(member, view.bytes(layout, member), view.at(member.offset()));
    }
}
