package io.sluice.codec.struct;

/**
 * A field of a struct that is a {@code double} in Java.
 *
 * <pre>{@code
 * record Probe(double celsius) {}
 * StructBuilder<Probe> struct = StructCodec.builder("probe");
 * DoubleField celsius = struct.float64("celsius", Probe::celsius);
 * StructCodec<Probe> codec = struct.build(in -> new Probe(celsius.get(in)));
 * }</pre>
 */
public final class DoubleField {
    private final Placement layout;
    private final Member member;

    DoubleField(Placement layout, Member member) {
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
    public double get(StructView view) {
        return view.bytes(layout, member).getDouble(view.at(member.offset()));
    }
}
