package io.sluice.codec.struct;

import io.sluice.codec.CodecException;

/**
 * A field of a struct that is a {@code boolean} in Java.
 *
 * <pre>{@code
 * record Valve(boolean open) {}
 * StructBuilder<Valve> struct = StructCodec.builder("valve");
 * BooleanField open = struct.bool("open", Valve::open);
 * StructCodec<Valve> codec = struct.build(in -> new Valve(open.get(in)));
 * }</pre>
 */
public final class BooleanField {
    private final Placement layout;
    private final Member member;

    BooleanField(Placement layout, Member member) {
        this.layout = layout;
        this.member = member;
    }

    /**
     * Reads the field.
     *
     * @param view what the constructing function of the same struct was given
     * @return the value
     * @throws CodecException if the byte is neither 0 nor 1
     * @throws IllegalArgumentException if the field is of another struct
     */
    public boolean get(StructView view) {
        byte value = view.bytes(layout, member).get(view.at(member.offset()));
        if ((value & ~1) != 0) { // C says nothing of such a bool
            throw new CodecException(member + " is a bool, 0 or 1, and has the byte " + (value & 0xff) + ".");
        }
        return value == 1;
    }
}
