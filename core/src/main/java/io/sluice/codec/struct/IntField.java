package io.sluice.codec.struct;

/**
 * A field of a struct that is an {@code int} in Java.
 *
 * <pre>{@code
 * record Door(int number) {}
 * StructBuilder<Door> struct = StructCodec.builder("door");
 * IntField number = struct.uint16("number", Door::number);
 * StructCodec<Door> codec = struct.build(in -> new Door(number.get(in)));
 * }</pre>
 */
public final class IntField {
    private final Placement layout;
    private final Member member;
    private final IntegerType type;

    IntField(Placement layout, Member member, IntegerType type) {
        this.layout = layout;
        this.member = member;
        this.type = type;
    }

    /**
     * Reads the field.
     *
     * @param view what the constructing function of the same struct was given
     * @return the value
     * @throws IllegalArgumentException if the field is of another struct
     */
    public int get(StructView view) {
        return (int) type.read(member, view.bytes(layout, member), view.at(member.offset()));
    }
}
