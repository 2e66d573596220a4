package io.sluice.codec.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.codec.CodecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, the bytes are where C has them, and what does not fit is refused by name. */
class StructCodecTest {
    /** A struct of one field. */
    private static <V, F> StructCodec<V> one(
            BiFunction<StructBuilder<V>, String, F> declare, BiFunction<F, StructView, V> read) {
        StructBuilder<V> struct = StructCodec.builder("one");
        F field = declare.apply(struct, "it");
        return struct.build(in -> read.apply(field, in));
    }

    private static StructCodec<Integer> ofInt(Declared<Integer, IntField> declared) {
        return one((struct, name) -> declared.in(struct, name), IntField::get);
    }

    private static StructCodec<Long> ofLong(Declared<Long, LongField> declared) {
        return one((struct, name) -> declared.in(struct, name), LongField::get);
    }

    private interface Declared<V, F> {
        F in(StructBuilder<V> struct, String name);
    }

    private static <V> void comesBack(StructCodec<V> codec, V value) {
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode(value)))).isEqualTo(value);
    }

    private static <V> void isRefused(StructCodec<V> codec, V value, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.encode(value))
                .withMessage("The field it of struct one " + message);
    }

    private static void hasRange(StructCodec<Integer> codec, String type, int least, int most) {
        comesBack(codec, least);
        comesBack(codec, most);
        String range = "is of type " + type + ", from " + least + " to " + most + ", and was given ";
        isRefused(codec, least - 1, range + (least - 1) + ".");
        isRefused(codec, most + 1, range + (most + 1) + ".");
    }

    @Test
    void integersHaveTheRangesOfC() {
        hasRange(ofInt((struct, name) -> struct.int8(name, value -> value)), "int8_t", -128, 127);
        hasRange(ofInt((struct, name) -> struct.uint8(name, value -> value)), "uint8_t", 0, 255);
        hasRange(ofInt((struct, name) -> struct.int16(name, value -> value)), "int16_t", -32_768, 32_767);
        hasRange(ofInt((struct, name) -> struct.uint16(name, value -> value)), "uint16_t", 0, 65_535);
        StructCodec<Integer> int32 = ofInt((struct, name) -> struct.int32(name, value -> value));
        comesBack(int32, Integer.MIN_VALUE);
        comesBack(int32, Integer.MAX_VALUE);
        StructCodec<Long> uint32 = ofLong((struct, name) -> struct.uint32(name, value -> value));
        comesBack(uint32, 0L);
        comesBack(uint32, 0xffff_ffffL);
        isRefused(uint32, 1L << 32, "is of type uint32_t, from 0 to 4294967295, and was given 4294967296.");
        isRefused(uint32, -1L, "is of type uint32_t, from 0 to 4294967295, and was given -1.");
        StructCodec<Long> int64 = ofLong((struct, name) -> struct.int64(name, value -> value));
        comesBack(int64, Long.MIN_VALUE);
        comesBack(int64, Long.MAX_VALUE);
    }

    @Test
    void theUpperHalfOfUint64IsRefusedBothWays() {
        StructCodec<Long> uint64 = ofLong((struct, name) -> struct.uint64(name, value -> value));
        comesBack(uint64, Long.MAX_VALUE);
        isRefused(uint64, -1L, "is of type uint64_t, from 0 to 9223372036854775807, and was given -1.");
        ByteBuffer most = ByteBuffer.allocate(8).putLong(0, -1);
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> uint64.decode(most))
                .withMessage(
                        "The field it of struct one is 18446744073709551615, which no long can hold. Declare it as int64"
                                + " to have its bits.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN})
    void floatsComeBack(double number) {
        comesBack(one((struct, name) -> struct.float64(name, value -> value), DoubleField::get), number);
        comesBack(one((struct, name) -> struct.float32(name, value -> value), FloatField::get), (float) number);
    }

    @Test
    void aBoolIsZeroOrOne() {
        StructCodec<Boolean> codec = one((struct, name) -> struct.bool(name, value -> value), BooleanField::get);
        comesBack(codec, true);
        comesBack(codec, false);
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {(byte) 0x80})))
                .withMessage("The field it of struct one is a bool, 0 or 1, and has the byte 128.");
    }

    @Test
    void aStringLeavesRoomForItsZeroByte() {
        StructCodec<String> codec = one((struct, name) -> struct.string(name, 4, value -> value), ValueField::get);
        comesBack(codec, "");
        comesBack(codec, "mm²".substring(1));
        comesBack(codec, "abc");
        assertThat(codec.encode("ab")).containsExactly('a', 'b', 0, 0);
        isRefused(codec, "abcd", "is a char[4] with room for 3 bytes and a terminating zero byte, and was given 4.");
        isRefused(codec, "a\0", "was given a text with a zero character at index 1, where C ends it.");
        assertThat(codec.decode(ByteBuffer.wrap(new byte[] {'a', 0, (byte) 0xff, 'x'})))
                .isEqualTo("a");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {'a', 'b', 'c', 'd'})))
                .withMessage("The field it of struct one has no zero byte in its 4 bytes.");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0, 0, 0})))
                .withMessage("The field it of struct one is no text in UTF-8.")
                .withCauseInstanceOf(CodecException.class);
    }

    @Test
    void charsMayFillTheirArray() {
        StructCodec<String> codec = one(
                (struct, name) -> struct.chars(name, 4, StandardCharsets.US_ASCII, value -> value), ValueField::get);
        comesBack(codec, "abcd");
        comesBack(codec, "ab");
        isRefused(codec, "abcde", "is a char[4] with room for 4 bytes, and was given 5.");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.encode("é"))
                .withMessageContaining("The field it of struct one cannot be encoded in US-ASCII");
    }

    @Test
    void aCharsetWithZeroBytesInsideATextIsRefused() {
        StructBuilder<String> struct = StructCodec.builder("wide");
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> struct.chars("it", 8, charset, value -> value))
                    .withMessage("text in " + charset + " has zero bytes inside, where C ends it: add it as bytes");
        }
    }

    private static <V> StructCodec<V> array(BiFunction<StructBuilder<V>, Function<V, V>, ValueField<V>> declare) {
        return one((struct, name) -> declare.apply(struct, value -> value), ValueField::get);
    }

    @Test
    void arraysComeBack() {
        comesBack(array((struct, get) -> struct.int8Array("it", 2, get)), new int[] {-128, 127});
        comesBack(array((struct, get) -> struct.uint8Array("it", 2, get)), new int[] {0, 255});
        comesBack(array((struct, get) -> struct.int16Array("it", 2, get)), new int[] {-32_768, 7});
        comesBack(array((struct, get) -> struct.uint16Array("it", 2, get)), new int[] {65_535, 7});
        comesBack(array((struct, get) -> struct.int32Array("it", 2, get)), new int[] {Integer.MIN_VALUE, 7});
        comesBack(array((struct, get) -> struct.uint32Array("it", 2, get)), new long[] {0xffff_ffffL, 7});
        comesBack(array((struct, get) -> struct.int64Array("it", 2, get)), new long[] {Long.MIN_VALUE, 7});
        comesBack(array((struct, get) -> struct.uint64Array("it", 2, get)), new long[] {Long.MAX_VALUE, 7});
        comesBack(array((struct, get) -> struct.float32Array("it", 2, get)), new float[] {1.5f, Float.NaN});
        comesBack(array((struct, get) -> struct.float64Array("it", 2, get)), new double[] {1.5, -2});
        comesBack(array((struct, get) -> struct.bytes("it", 2, get)), new byte[] {1, -1});
    }

    @Test
    void anArrayOfAnotherLengthAndNullAreRefused() {
        isRefused(
                array((struct, get) -> struct.uint8Array("it", 2, get)),
                new int[3],
                "is an array of 2 elements, and was given 3.");
        isRefused(
                array((struct, get) -> struct.uint8Array("it", 2, get)),
                new int[] {1, 256},
                "is of type uint8_t, from 0 to 255, and was given 256.");
        isRefused(
                one((struct, name) -> struct.string(name, 4, value -> null), ValueField<String>::get), "", "is null.");
    }

    record Point(int x, int y) {
        static StructCodec<Point> codec(ByteOrder order) {
            StructBuilder<Point> struct = StructCodec.builder("point");
            struct.byteOrder(order);
            IntField x = struct.uint16("x", Point::x);
            IntField y = struct.uint16("y", Point::y);
            return struct.build(in -> new Point(x.get(in), y.get(in)));
        }
    }

    record Line(long number, Point from, List<Point> via) {}

    @Test
    void aStructInsideKeepsItsOwnOrderOfBytes() {
        StructBuilder<Line> struct = StructCodec.builder("line");
        struct.packed().byteOrder(ByteOrder.LITTLE_ENDIAN);
        StructCodec<Point> points = Point.codec(ByteOrder.BIG_ENDIAN);
        ValueField<Point> from = struct.struct("from", points, Line::from);
        ValueField<List<Point>> via = struct.structArray("via", 2, points, Line::via);
        LongField number = struct.uint32("number", Line::number);
        StructCodec<Line> codec = struct.build(in -> new Line(number.get(in), from.get(in), via.get(in)));
        Line line = new Line(0x01020304, new Point(0x0506, 7), List.of(new Point(8, 9), new Point(10, 11)));
        assertThat(codec.encode(line)).containsExactly(5, 6, 0, 7, 0, 8, 0, 9, 0, 10, 0, 11, 4, 3, 2, 1);
        comesBack(codec, line);
        ByteBuffer lent = ByteBuffer.allocateDirect(32).put(3, codec.encode(line));
        assertThat(codec.decode(lent.position(3).limit(19).asReadOnlyBuffer())).isEqualTo(line);
    }

    @Test
    void aStructInsideThatCannotBeReadLeavesTheOrderOfBytesAsItWas() {
        StructBuilder<String> inner = StructCodec.builder("inner");
        inner.byteOrder(ByteOrder.BIG_ENDIAN);
        ValueField<String> text = inner.string("text", 2, value -> value);
        StructCodec<String> texts = inner.build(text::get);
        StructBuilder<Integer> outer = StructCodec.builder("outer");
        outer.byteOrder(ByteOrder.LITTLE_ENDIAN);
        ValueField<String> unit = outer.struct("unit", texts, value -> "");
        IntField number = outer.uint16("number", value -> value);
        StructCodec<Integer> codec = outer.build(in -> {
            assertThatExceptionOfType(CodecException.class).isThrownBy(() -> unit.get(in));
            return number.get(in);
        });
        assertThat(codec.decode(ByteBuffer.wrap(new byte[] {-1, -1, 1, 0}))).isEqualTo(1);
    }

    @Test
    void aMessageOfAnotherSizeIsRefusedWithBothSizes() {
        StructCodec<Point> codec = Point.codec(ByteOrder.nativeOrder());
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.decode(ByteBuffer.allocate(5)))
                .withMessage("A struct point has 4 bytes, and the message has 5.");
    }

    @Test
    void reservedBytesAndPaddingAreZeroAndNotLookedAt() {
        StructBuilder<Integer> struct = StructCodec.builder("padded");
        struct.reserved("reserved", 1);
        IntField number = struct.int32("number", value -> value);
        StructCodec<Integer> codec = struct.build(number::get);
        byte[] message = codec.encode(-1);
        assertThat(message).containsExactly(0, 0, 0, 0, -1, -1, -1, -1);
        Arrays.fill(message, 0, 4, (byte) 9);
        assertThat(codec.decode(ByteBuffer.wrap(message))).isEqualTo(-1);
    }

    @Test
    void aDeclarationThatIsNoneIsRefused() {
        StructBuilder<Integer> struct = StructCodec.builder("refusing");
        assertThatIllegalStateException().isThrownBy(() -> struct.build(in -> 1));
        assertThatIllegalArgumentException().isThrownBy(() -> StructCodec.builder("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> struct.packed(3));
        assertThatIllegalArgumentException().isThrownBy(() -> struct.int8("", value -> value));
        assertThatIllegalArgumentException().isThrownBy(() -> struct.reserved("reserved", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> struct.int64Array("many", Integer.MAX_VALUE, value -> new long[0]));
        struct.int8("number", value -> value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> struct.int8("number", value -> value))
                .withMessage("struct refusing has two fields with the name number");
        assertThatIllegalStateException().isThrownBy(struct::packed);
        assertThatIllegalStateException().isThrownBy(() -> struct.byteOrder(ByteOrder.BIG_ENDIAN));
        struct.build(in -> 1);
        assertThatIllegalStateException().isThrownBy(() -> struct.build(in -> 1));
    }

    @Test
    void aFieldReadsTheBytesOfItsOwnStructAlone() {
        StructBuilder<Integer> other = StructCodec.builder("other");
        IntField foreign = other.int32("foreign", value -> value);
        StructCodec<Integer> codec =
                one((struct, name) -> struct.int32(name, value -> value), (field, in) -> foreign.get(in));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(ByteBuffer.allocate(4)))
                .withMessage("The field foreign of struct other was asked for in the bytes of another struct.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "struct", "bool", "_Bool", "nullptr", "asm"})
    void aKeywordOfCIsNoName(String keyword) {
        String message = keyword + " is a keyword of C, so no struct and no field of one can have it as its name";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StructCodec.builder(keyword))
                .withMessage(message);
        StructBuilder<Integer> struct = StructCodec.builder("integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> struct.int32(keyword, value -> value))
                .withMessage(message);
        struct.int32(keyword + "_", value -> value);
    }

    @Test
    void aStructThatIsMadeTakesNoMoreFields() {
        StructBuilder<Integer> struct = StructCodec.builder("made");
        IntField first = struct.int32("first", value -> value);
        StructCodec<Integer> codec = struct.build(first::get);
        for (Runnable more : List.<Runnable>of(
                () -> struct.int32("second", value -> value),
                () -> struct.string("second", 8, Object::toString),
                () -> struct.struct("second", codec, value -> value),
                () -> struct.reserved("second", 8))) {
            assertThatIllegalStateException()
                    .isThrownBy(more::run)
                    .withMessage("the codec of struct made was made before, and second is no field of it");
        }
        comesBack(codec, 7);
    }
}
