package io.sluice.codec.struct;

import java.util.List;

/**
 * Where the members of a struct are.
 *
 * @param name its tag
 * @param pack the most that a member is aligned to ({@code #pragma pack})
 * @param size bytes, the padding at the end included
 * @param alignment what the struct is aligned to inside another one
 * @param members the members, in order
 */
record StructShape(String name, int pack, int size, int alignment, List<Member> members) {
    /** The pack of a struct that has the alignment of the ABI: no member asks for more. */
    static final int ABI = 16;
}
