package io.sluice.codec.struct;

/**
 * A field of a struct that is a {@code long} in Java.
 *
 * <pre>{@code
 * record Counter(long total) {}
 * StructBuilder<Counter> struct = StructCodec.builder("counter");
 * LongField total = struct.uint32("total", Counter::total);
 * StructCodec<Counter> codec = struct.build(in -> new Counter(total.get(in)));
 * }</pre>
 */
public final class LongField {
    private final Placement layout;
    private final Member member;
    private final IntegerType type;

    LongField(Placement layout, Member member, IntegerType type) {
        this.layout = layout;
        this.member = member;
        this.type = type;
    }

    /**
     * Reads the field.
     *
     * @param view what the constructing function of the same struct was given
     * @return the value
     * @throws io.sluice.codec.CodecException if it is a {@code uint64_t} over the largest long
     * @throws IllegalArgumentException if the field is of another struct
     */
    public long get(StructView view) {
        return type.read(member, view.bytes(layout, member), view.at(member.offset()));
    }
}
