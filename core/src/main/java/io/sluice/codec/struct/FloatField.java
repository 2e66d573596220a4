package io.sluice.codec.struct;

/**
 * A field of a struct that is a {@code float} in Java.
 *
 * <pre>{@code
 * record Share(float ratio) {}
 * StructBuilder<Share> struct = StructCodec.builder("share");
 * FloatField ratio = struct.float32("ratio", Share::ratio);
 * StructCodec<Share> codec = struct.build(in -> new Share(ratio.get(in)));
 * }</pre>
 */
public final class FloatField {
    private final Placement layout;
    private final Member member;

    FloatField(Placement layout, Member member) {
        this.layout = layout;
        this.member = member;
    }

    /**
     * Reads the field.
     *
     * @param view what the constructing function of the same struct was given
     * @return the value
     * @throws IllegalArgumentException if the field is of another struct
     */
    public float get(StructView view) {
        return view.bytes(layout, member).getFloat(view.at(member.offset()));
    }
}
