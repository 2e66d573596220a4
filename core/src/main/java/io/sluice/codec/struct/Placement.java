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
    /** Those of C23, and {@code asm} of GNU C: what is no keyword of an older C may be one for the next compiler. */
    private static final Set<String> KEYWORDS = Set.of(
            ("alignas alignof asm auto bool break case char const constexpr continue default do double else enum extern"
                            + " false float for goto if inline int long nullptr register restrict return short signed"
                            + " sizeof static static_assert struct switch thread_local true typedef typeof typeof_unqual"
                            + " union unsigned void volatile while _Alignas _Alignof _Atomic _BitInt _Bool _Complex"
                            + " _Decimal128 _Decimal32 _Decimal64 _Generic _Imaginary _Noreturn _Static_assert"
                            + " _Thread_local")
                    .split(" ", -1));
    /** What no message comes near to, and what keeps offsets in the range of an int. */
    private static final int LARGEST = 1 << 30;

    private final String struct;
    private final List<Member> members = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int pack = StructShape.ABI;
    private int end;
    private int alignment = 1;
    private boolean complete;

    Placement(String struct) {
        this.struct = checkName(struct);
    }

    private static String checkName(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("a name in C has letters, digits and underscores, and not: " + name);
        }
        if (KEYWORDS.contains(name)) {
            throw new IllegalArgumentException(
                    name + " is a keyword of C, so no struct and no field of one can have it as its name");
        }
        return name;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether the struct is made, and takes no more members. */
    boolean isComplete() {
        return complete;
    }

    void pack(int most) {
        pack = most;
    }

    Member add(String name, String cType, int elementSize, int alignedTo, int length, @Nullable StructCodec<?> nested) {
        if (complete) { // the codec has its size already, and would read the member behind its end
            throw new IllegalStateException(
                    "the codec of struct " + struct + " was made before, and " + name + " is no field of it");
        }
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

    /** The struct of these members, which are all that it has. */
    StructShape complete() {
        complete = true;
        int size = (end + alignment - 1) / alignment * alignment;
        return new StructShape(struct, pack, size, alignment, List.copyOf(members));
    }
}
