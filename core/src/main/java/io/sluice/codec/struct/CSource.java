package io.sluice.codec.struct;

import java.util.LinkedHashSet;
import java.util.Set;

/** Prints structs as C. */
final class CSource {
    private CSource() {}

    static String header(StructShape shape) {
        Set<StructShape> shapes = new LinkedHashSet<>();
        collect(shape, shapes);
        StringBuilder source = new StringBuilder("#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n");
        for (StructShape each : shapes) {
            source.append('\n').append(declaration(each)).append(assertions(each, "struct " + each.name()));
        }
        return source.toString();
    }

    /** Those that a struct has inside come first. */
    private static void collect(StructShape shape, Set<StructShape> shapes) {
        for (Member member : shape.members()) {
            StructCodec<?> nested = member.nested();
            if (nested != null) {
                collect(nested.shape(), shapes);
            }
        }
        shapes.add(shape);
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
