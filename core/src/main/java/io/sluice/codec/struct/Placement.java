package io.sluice.codec.struct;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Places one member behind the other, as a C compiler does. */
final class Placement {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** What no message comes near to, and what keeps offsets in the range of an int. */
    private static final int LARGEST = 1 << 30;

    private final String struct;
    private final List<Member> members = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int pack = StructShape.ABI;
    private int end;
    private int alignment = 1;

    Placement(String struct) {
        this.struct = checkName(struct);
    }

    private static String checkName(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("a name in C has letters, digits and underscores, and not: " + name);
        }
        return name;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void pack(int most) {
        pack = most;
    }

    Member add(String name, String cType, int elementSize, int alignedTo, int length, @Nullable StructCodec<?> nested) {
        if (!names.add(checkName(name))) {
            throw new IllegalArgumentException("struct " + struct + " has two fields with the name " + name);
        }
        int aligned = Math.min(alignedTo, pack);
        long offset = (end + aligned - 1L) / aligned * aligned;
        long next = offset + (long) elementSize * Math.max(length, 1);
        if (next > LARGEST) {
            throw new IllegalArgumentException("struct " + struct + " would have more than " + LARGEST + " bytes");
        }
        Member member = new Member(struct, name, cType, length, (int) offset, elementSize, nested);
        members.add(member);
        alignment = Math.max(alignment, aligned);
        end = (int) next;
        return member;
    }

    StructShape shape() {
        int size = (end + alignment - 1) / alignment * alignment;
        return new StructShape(struct, pack, size, alignment, List.copyOf(members));
    }
}
