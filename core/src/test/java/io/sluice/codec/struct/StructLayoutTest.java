package io.sluice.codec.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The C compiler finds the same size and the same offsets in each struct as its layout here. */
class StructLayoutTest {
    private static StructBuilder<Object> begin(String name) {
        return StructCodec.builder(name);
    }

    private static StructCodec<Object> end(StructBuilder<Object> struct) {
        return struct.build(in -> in);
    }

    private static StructBuilder<Object> mixed(StructBuilder<Object> struct) {
        struct.int8("tiny", value -> 0);
        struct.uint64("total", value -> 0);
        struct.bool("valid", value -> true);
        struct.uint16("port", value -> 0);
        struct.float32("ratio", value -> 0);
        struct.uint8("level", value -> 0);
        struct.float64("celsius", value -> 0);
        struct.string("unit", 5, value -> "");
        struct.int32("delta", value -> 0);
        struct.int16("last", value -> 0);
        return struct;
    }

    private static StructBuilder<Object> arrays(StructBuilder<Object> struct) {
        struct.uint8Array("levels", 3, value -> new int[3]);
        struct.uint16Array("ports", 3, value -> new int[3]);
        struct.int64Array("times", 2, value -> new long[2]);
        struct.chars("name", 7, StandardCharsets.US_ASCII, value -> "");
        struct.float32Array("ratios", 3, value -> new float[3]);
        struct.bytes("digest", 20, value -> new byte[20]);
        struct.float64Array("readings", 1, value -> new double[1]);
        struct.uint32Array("counts", 5, value -> new long[5]);
        struct.reserved("reserved", 3);
        return struct;
    }

    private static StructBuilder<Object> nested(StructBuilder<Object> struct, StructCodec<Object> inner) {
        struct.uint8("kind", value -> 0);
        struct.struct("first", inner, value -> value);
        struct.uint8("between", value -> 0);
        struct.structArray("all", 3, inner, value -> List.of());
        struct.uint8("last", value -> 0);
        return struct;
    }

    private static StructCodec<Object> single() {
        StructBuilder<Object> struct = begin("single");
        struct.uint8("only", value -> 0);
        return end(struct);
    }

    static Stream<StructCodec<Object>> layouts() {
        StructCodec<Object> aligned = end(mixed(begin("aligned")));
        StructCodec<Object> packed = end(mixed(begin("packed").packed()));
        StructCodec<Object> network = end(mixed(begin("network").packed().byteOrder(ByteOrder.BIG_ENDIAN)));
        StructCodec<Object> innermost = end(nested(begin("innermost"), packed));
        return Stream.of(
                single(),
                aligned,
                packed,
                network,
                end(mixed(begin("packed2").packed(2))),
                end(mixed(begin("packed4").packed(4))),
                end(mixed(begin("big_endian").byteOrder(ByteOrder.BIG_ENDIAN))),
                end(arrays(begin("arrays"))),
                end(arrays(begin("packed_arrays").packed())),
                end(nested(begin("outer"), aligned)),
                end(nested(begin("packed_outer").packed(), aligned)),
                end(nested(begin("outer_of_packed"), packed)),
                end(nested(begin("outermost"), innermost)),
                end(nested(begin("packed4_outer").packed(4), end(arrays(begin("inner_arrays"))))),
                end(nested(begin("outer_of_single"), single())));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theCompilerAgrees(StructCodec<Object> layout) {
        try (RunningProgram program = CProgram.ofSource(
                        "struct_layout",
                        layout.toC() + program("struct " + layout.shape().name()))
                .start()) {
            assertThat(program.awaitExit(Bounds.SOON).output().strip()).isEqualTo(String.valueOf(layout.size()));
        }
    }

    private static String program(String type) {
        return "#include <stdio.h>\nint main(void) { printf(\"%zu\\n\", sizeof(" + type + ")); return 0; }\n";
    }

    @Test
    void aHeaderOfSomebodyElseIsComparedByItsType() {
        CProgram.requireCompiler();
        StructBuilder<Object> struct = begin("reading");
        struct.uint16("sensor", value -> 0);
        struct.float64("celsius", value -> 0);
        String assertions = end(struct).assertionsInC("reading_t");
        String includes = "#include <stddef.h>\n#include <stdint.h>\n";
        String right = "typedef struct { uint16_t sensor; double celsius; } reading_t;\n";
        try (RunningProgram program = CProgram.ofSource(
                        "struct_right", includes + right + assertions + program("reading_t"))
                .start()) {
            assertThat(program.awaitExit(Bounds.SOON).status()).isZero();
        }
        String wrong = "typedef struct { uint16_t sensor; float ratio; double celsius; } reading_t;\n";
        String moved = "typedef struct { double celsius; uint16_t sensor; } reading_t;\n";
        for (String header : List.of(wrong.replace("float ratio;", "double ratio;"), moved)) {
            assertThatThrownBy(() ->
                            CProgram.ofSource("struct_wrong", includes + header + assertions + program("reading_t")))
                    .hasStackTraceContaining("offsetof(reading_t, celsius) is not 8");
        }
    }

    @Test
    void whatIsPrintedIsAHeader() {
        StructBuilder<Object> inner = begin("point");
        inner.int32("x", value -> 0);
        StructBuilder<Object> struct = begin("shape").packed();
        struct.uint8("kind", value -> 0);
        struct.structArray("points", 2, end(inner), value -> List.of());
        assertThat(end(struct).toC()).isEqualTo("""
                        #include <stdbool.h>
                        #include <stddef.h>
                        #include <stdint.h>

                        struct point {
                            int32_t x;
                        };
                        _Static_assert(sizeof(struct point) == 4, "sizeof(struct point) is not 4");
                        _Static_assert(offsetof(struct point, x) == 0, "offsetof(struct point, x) is not 0");

                        #pragma pack(push, 1)
                        struct shape {
                            uint8_t kind;
                            struct point points[2];
                        };
                        #pragma pack(pop)
                        _Static_assert(sizeof(struct shape) == 9, "sizeof(struct shape) is not 9");
                        _Static_assert(offsetof(struct shape, kind) == 0, "offsetof(struct shape, kind) is not 0");
                        _Static_assert(offsetof(struct shape, points) == 1, "offsetof(struct shape, points) is not 1");
                        """);
    }

    private static StructCodec<Object> ofBytes(String tag, int size) {
        StructBuilder<Object> struct = begin(tag);
        struct.bytes("all", size, value -> new byte[size]);
        return end(struct);
    }

    private static StructCodec<Object> ofTwo(String tag, StructCodec<Object> first, StructCodec<Object> second) {
        StructBuilder<Object> struct = begin(tag);
        struct.struct("first", first, value -> value);
        struct.struct("second", second, value -> value);
        return end(struct);
    }

    @Test
    void twoStructsOfOneTagAreRefusedIfTheyDiffer() {
        for (StructCodec<Object> layout : List.of(
                ofTwo("outer", ofBytes("inner", 4), ofBytes("inner", 8)),
                ofTwo("inner", ofBytes("inner", 4), ofBytes("inner", 4)))) {
            assertThatThrownBy(layout::toC)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "There are two structs with the tag inner and different members, and C has one struct of a"
                                    + " tag. Give one of them another name.");
        }
    }

    @Test
    void structsOfOneTagThatAreTheSameArePrintedOnce() {
        StructCodec<Object> layout = ofTwo(
                "outer",
                ofTwo("middle", ofBytes("inner", 4), ofBytes("inner", 4)),
                ofTwo("middle", ofBytes("inner", 4), ofBytes("inner", 4)));
        assertThat(layout.toC()).containsOnlyOnce("struct middle {").containsOnlyOnce("struct inner {");
    }
}
