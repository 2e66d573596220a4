package io.sluice.codec.struct;

import java.util.LinkedHashMap;
import java.util.Map;

/** Prints structs as C. */
final class CSource {
    private CSource() {}

    static String header(StructShape shape) {
        Map<String, String> structs = new LinkedHashMap<>();
        collect(shape, structs);
        return "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n" + String.join("", structs.values());
    }

    /** Those that a struct has inside come first. C has each tag once, so one that is there twice has to be the same struct. */
    private static void collect(StructShape shape, Map<String, String> structs) {
        for (Member member : shape.members()) {
            StructCodec<?> nested = member.nested();
            if (nested != null) {
                collect(nested.shape(), structs);
            }
        }
        String source = "\n" + declaration(shape) + assertions(shape, "struct " + shape.name());
        String other = structs.putIfAbsent(shape.name(), source);
        if (other != null && !other.equals(source)) {
            throw new IllegalStateException("There are two structs with the tag " + shape.name()
                    + " and different members, and C has one struct of a tag. Give one of them another name.");
        }
    }

    private static String declaration(StructShape shape) {
        StringBuilder source = new StringBuilder();
        boolean packed = shape.pack() < StructShape.ABI;
        if (packed) {
            source.append("#pragma pack(push, ").append(shape.pack()).append(")\n");
        }
        source.append("struct ").append(shape.name()).append(" {\n");
        for (Member member : shape.members()) {
            source.append("    ").append(member.declaration()).append('\n');
        }
        source.append("};\n");
        if (packed) {
            source.append("#pragma pack(pop)\n");
        }
        return source.toString();
    }

    static String assertions(StructShape shape, String type) {
        StringBuilder source = new StringBuilder(assertion("sizeof(" + type + ")", shape.size()));
        for (Member member : shape.members()) {
            source.append(assertion("offsetof(" + type + ", " + member.name() + ")", member.offset()));
        }
        return source.toString();
    }

    private static String assertion(String expression, int expected) {
        return "_Static_assert(" + expression + " == " + expected + ", \"" + expression + " is not " + expected
                + "\");\n";
    }
}
