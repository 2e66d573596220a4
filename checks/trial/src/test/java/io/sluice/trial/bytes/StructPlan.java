package io.sluice.trial.bytes;

import io.sluice.codec.struct.StructBuilder;
import io.sluice.codec.struct.StructCodec;
import io.sluice.codec.struct.StructView;
import io.sluice.codec.struct.ValueField;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A struct whose objects are arrays with a value for each field.
 *
 * @param pack what its fields are packed to; 16 for the ABI
 */
record StructPlan(List<FieldPlan> fields, int pack, boolean bigEndian) {
    /** A field: so many elements, or as long a text, and what each element is if that is a struct. */
    record FieldPlan(FieldKind kind, int length, StructPlan nested) {}

    enum FieldKind {
        INT8(8, true),
        UINT8(8, false),
        INT16(16, true),
        UINT16(16, false),
        INT32(32, true),
        UINT32(32, false),
        INT64(64, true),
        UINT64(63, false), // a long has no more
        FLOAT32,
        FLOAT64,
        BOOL,
        STRING,
        CHARS,
        BYTES,
        INT8S(8, true),
        UINT16S(16, false),
        INT32S(32, true),
        UINT32S(32, false),
        UINT64S(63, false),
        FLOAT32S,
        FLOAT64S,
        STRUCT,
        STRUCTS;

        private final int bits;
        private final boolean signed;

        FieldKind() {
            this(64, true);
        }

        FieldKind(int bits, boolean signed) {
            this.bits = bits;
            this.signed = signed;
        }

        /** A whole number of the type, and an extreme one as often as not. */
        private long number(SplittableRandom random) {
            long any = random.nextBoolean() ? random.nextLong() : random.nextInt(-1, 1);
            return signed ? any >> (64 - bits) : any >>> (64 - bits);
        }

        private int[] ints(SplittableRandom random, int length) {
            return random.longs(length).mapToInt(any -> (int) number(random)).toArray();
        }

        private long[] longs(SplittableRandom random, int length) {
            return random.longs(length).map(any -> number(random)).toArray();
        }

        boolean isOfStructs() {
            return this == STRUCT || this == STRUCTS;
        }
    }

    StructCodec<Object[]> codec() {
        StructBuilder<Object[]> struct = StructCodec.builder("planned");
        struct.packed(pack).byteOrder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        List<Function<StructView, Object>> readers = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            readers.add(declared(struct, i, fields.get(i)));
        }
        return struct.build(in -> readers.stream().map(each -> each.apply(in)).toArray());
    }

    private static Function<StructView, Object> declared(StructBuilder<Object[]> struct, int i, FieldPlan field) {
        String name = "field" + i;
        int length = field.length();
        return switch (field.kind()) {
            case INT8 -> struct.int8(name, values -> (int) values[i])::get;
            case UINT8 -> struct.uint8(name, values -> (int) values[i])::get;
            case INT16 -> struct.int16(name, values -> (int) values[i])::get;
            case UINT16 -> struct.uint16(name, values -> (int) values[i])::get;
            case INT32 -> struct.int32(name, values -> (int) values[i])::get;
            case UINT32 -> struct.uint32(name, values -> (long) values[i])::get;
            case INT64 -> struct.int64(name, values -> (long) values[i])::get;
            case UINT64 -> struct.uint64(name, values -> (long) values[i])::get;
            case FLOAT32 -> struct.float32(name, values -> (float) values[i])::get;
            case FLOAT64 -> struct.float64(name, values -> (double) values[i])::get;
            case BOOL -> struct.bool(name, values -> (boolean) values[i])::get;
            case STRING -> struct.string(name, length, values -> (String) values[i])::get;
            case CHARS -> struct.chars(name, length, StandardCharsets.ISO_8859_1, values -> (String) values[i])::get;
            case BYTES -> struct.bytes(name, length, values -> (byte[]) values[i])::get;
            case INT8S -> struct.int8Array(name, length, values -> (int[]) values[i])::get;
            case UINT16S -> struct.uint16Array(name, length, values -> (int[]) values[i])::get;
            case INT32S -> struct.int32Array(name, length, values -> (int[]) values[i])::get;
            case UINT32S -> struct.uint32Array(name, length, values -> (long[]) values[i])::get;
            case UINT64S -> struct.uint64Array(name, length, values -> (long[]) values[i])::get;
            case FLOAT32S -> struct.float32Array(name, length, values -> (float[]) values[i])::get;
            case FLOAT64S -> struct.float64Array(name, length, values -> (double[]) values[i])::get;
            case STRUCT -> struct.struct(name, field.nested().codec(), values -> (Object[]) values[i])::get;
            case STRUCTS -> {
                ValueField<List<Object[]>> elements = struct.structArray(
                        name, length, field.nested().codec(), values -> listed((Object[]) values[i]));
                yield in -> elements.get(in).toArray();
            }
        };
    }

    private static List<Object[]> listed(Object[] elements) {
        return Arrays.stream(elements).map(element -> (Object[]) element).toList();
    }

    /** An object of the struct, in which {@link Arrays#deepEquals} compares all. */
    Object[] object(SplittableRandom random) {
        return fields.stream().map(field -> value(field, random)).toArray();
    }

    private static Object value(FieldPlan field, SplittableRandom random) {
        int length = field.length();
        FieldKind kind = field.kind();
        return switch (kind) {
            case INT8, UINT8, INT16, UINT16, INT32 -> (int) kind.number(random);
            case UINT32, INT64, UINT64 -> kind.number(random);
            case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
            case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
            case BOOL -> random.nextBoolean();
            case STRING -> text(random, length - 1, 0x80);
            case CHARS -> text(random, length, 0x100);
            case BYTES -> {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                yield bytes;
            }
            case INT8S, UINT16S, INT32S -> kind.ints(random, length);
            case UINT32S, UINT64S -> kind.longs(random, length);
            case FLOAT32S -> {
                float[] floats = new float[length];
                for (int j = 0; j < length; j++) {
                    floats[j] = Float.intBitsToFloat(random.nextInt());
                }
                yield floats;
            }
            case FLOAT64S ->
                random.longs(length).mapToDouble(Double::longBitsToDouble).toArray();
            case STRUCT -> field.nested().object(random);
            case STRUCTS -> {
                Object[] elements = new Object[length];
                Arrays.setAll(elements, j -> field.nested().object(random));
                yield elements;
            }
        };
    }

    /** Any text without the zero character, of one byte for each character. */
    private static String text(SplittableRandom random, int most, int end) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(most + 1), 1, end).forEach(character -> text.append((char) character));
        return text.toString();
    }
}
