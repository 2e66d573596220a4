package io.sluice.codec.struct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Declares the fields of a struct, in their order. Each method adds one, and returns what reads it.
 *
 * <pre>{@code
 * record Point(int x, int y) {}
 * StructBuilder<Point> struct = StructCodec.builder("point");
 * IntField x = struct.int32("x", Point::x);
 * IntField y = struct.int32("y", Point::y);
 * StructCodec<Point> points = struct.build(in -> new Point(x.get(in), y.get(in)));
 * }</pre>
 *
 * <p>{@code int} and {@code unsigned} of C are {@code int32} and {@code uint32} here, {@code long} and {@code size_t} are {@code int64}
 * and {@code uint64}, and an {@code enum} is {@code uint32} as a rule. Each method throws {@link IllegalArgumentException} if the name
 * is no C identifier, is a keyword of C or is there already, if a length is not positive, and if the struct would have more than 1 GiB,
 * and {@link IllegalStateException} if the codec was made already.
 *
 * <p>For one thread.
 *
 * @param <T> the type of the objects
 */
public final class StructBuilder<T> extends ScalarFields<T> {
    private ByteOrder order = ByteOrder.nativeOrder();

    StructBuilder(String name) {
        super(name);
    }

    /**
     * No padding: each field follows the one before, as with {@code __attribute__((packed))}. Before the first field.
     *
     * @return this
     * @throws IllegalStateException if there is a field already
     */
    public StructBuilder<T> packed() {
        return packed(1);
    }

    /**
     * No field is aligned to more than a number of bytes, as with {@code #pragma pack(4)}. Before the first field.
     *
     * @param most 1, 2, 4, 8 or 16
     * @return this
     * @throws IllegalArgumentException if the number is none of these
     * @throws IllegalStateException if there is a field already
     */
    public StructBuilder<T> packed(int most) {
        if (most < 1 || most > StructShape.ABI || Integer.bitCount(most) != 1) {
            throw new IllegalArgumentException("fields are packed to 1, 2, 4, 8 or 16 bytes, and not to " + most);
        }
        checkIsEmpty();
        placement.pack(most);
        return this;
    }

    /**
     * The order of the bytes of each number, such as that of the network. Before the first field. A struct inside keeps its own.
     *
     * @param order the order; without this it is the machine's
     * @return this
     * @throws IllegalStateException if there is a field already
     */
    public StructBuilder<T> byteOrder(ByteOrder order) {
        Objects.requireNonNull(order, "order");
        checkIsEmpty();
        this.order = order;
        return this;
    }

    private void checkIsEmpty() {
        if (!placement.isEmpty()) {
            throw new IllegalStateException("the packing and the order of bytes are set before the first field");
        }
    }

    /**
     * Adds a text in UTF-8 that ends with a zero byte, as C functions read it: a {@code char} array, filled up with zero bytes. Bytes
     * behind the first zero byte are not looked at.
     *
     * @param name the name of the field
     * @param size bytes of the array, 1 or more. The text has room for one less, and a longer one is refused
     * @param getter gives the text
     * @return what reads it
     */
    public ValueField<String> string(String name, int size, Function<? super T, String> getter) {
        return text(name, size, new FixedText(StandardCharsets.UTF_8, true), getter);
    }

    /**
     * Adds a text in a {@code char} array that is filled up with zero bytes, and has none if the text fills it ({@code strncpy}).
     *
     * @param name the name of the field
     * @param size bytes of the array, 1 or more. A longer text is refused
     * @param charset how the text is encoded. Bytes that are no text of it are refused
     * @param getter gives the text
     * @return what reads it
     * @throws IllegalArgumentException also if the charset has zero bytes inside a text, such as UTF-16
     */
    public ValueField<String> chars(String name, int size, Charset charset, Function<? super T, String> getter) {
        return text(name, size, new FixedText(charset, false), getter);
    }

    private ValueField<String> text(String name, int size, FixedText text, Function<? super T, String> getter) {
        return values(array(name, "char", 1, 1, size, null), text::read, text::write, getter);
    }

    /**
     * Adds bytes, an array of {@code unsigned char}.
     *
     * @param name the name of the field
     * @param size how many, 1 or more
     * @param getter gives the bytes, so many
     * @return what reads them
     */
    public ValueField<byte[]> bytes(String name, int size, Function<? super T, byte[]> getter) {
        return values(
                array(name, "unsigned char", 1, 1, size, null),
                (member, from, at) -> {
                    byte[] bytes = new byte[member.length()];
                    from.get(at, bytes);
                    return bytes;
                },
                (member, to, at, bytes) -> {
                    member.checkLength(bytes.length);
                    to.put(at, bytes);
                },
                getter);
    }

    /**
     * Adds bytes that are reserved: they are zero in what is sent, and are not looked at in what is received. Padding of the ABI needs
     * none of these.
     *
     * @param name the name of the field
     * @param size how many, 1 or more
     */
    public void reserved(String name, int size) {
        array(name, "unsigned char", 1, 1, size, null);
    }

    /**
     * Adds an array of {@code int8_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<int[]> int8Array(String name, int length, Function<? super T, int[]> getter) {
        return ints(name, IntegerType.INT8, length, getter);
    }

    /**
     * Adds an array of {@code uint8_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<int[]> uint8Array(String name, int length, Function<? super T, int[]> getter) {
        return ints(name, IntegerType.UINT8, length, getter);
    }

    /**
     * Adds an array of {@code int16_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<int[]> int16Array(String name, int length, Function<? super T, int[]> getter) {
        return ints(name, IntegerType.INT16, length, getter);
    }

    /**
     * Adds an array of {@code uint16_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<int[]> uint16Array(String name, int length, Function<? super T, int[]> getter) {
        return ints(name, IntegerType.UINT16, length, getter);
    }

    /**
     * Adds an array of {@code int32_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<int[]> int32Array(String name, int length, Function<? super T, int[]> getter) {
        return ints(name, IntegerType.INT32, length, getter);
    }

    /**
     * Adds an array of {@code uint32_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<long[]> uint32Array(String name, int length, Function<? super T, long[]> getter) {
        return longs(name, IntegerType.UINT32, length, getter);
    }

    /**
     * Adds an array of {@code int64_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<long[]> int64Array(String name, int length, Function<? super T, long[]> getter) {
        return longs(name, IntegerType.INT64, length, getter);
    }

    /**
     * Adds an array of {@code uint64_t}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<long[]> uint64Array(String name, int length, Function<? super T, long[]> getter) {
        return longs(name, IntegerType.UINT64, length, getter);
    }

    /**
     * Adds an array of {@code float}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<float[]> float32Array(String name, int length, Function<? super T, float[]> getter) {
        return values(
                array(name, "float", Float.BYTES, Float.BYTES, length, null),
                StructArrays::readFloats,
                StructArrays::write,
                getter);
    }

    /**
     * Adds an array of {@code double}.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param getter gives its values, of this length
     * @return what reads it
     */
    public ValueField<double[]> float64Array(String name, int length, Function<? super T, double[]> getter) {
        return values(
                array(name, "double", Double.BYTES, Double.BYTES, length, null),
                StructArrays::readDoubles,
                StructArrays::write,
                getter);
    }

    /**
     * Adds another struct.
     *
     * @param name the name of the field
     * @param codec its layout
     * @param getter gives its object
     * @param <N> the type of its objects
     * @return what reads it
     */
    public <N> ValueField<N> struct(String name, StructCodec<N> codec, Function<? super T, N> getter) {
        StructShape shape = codec.shape();
        return values(
                placement.add(name, "struct " + shape.name(), shape.size(), shape.alignment(), 0, codec),
                (member, from, at) -> codec.read(from, at),
                (member, to, at, value) -> codec.write(value, to, at),
                getter);
    }

    /**
     * Adds an array of another struct.
     *
     * @param name the name of the field
     * @param length its length, 1 or more
     * @param codec the layout of an element
     * @param getter gives its objects, so many
     * @param <N> the type of its objects
     * @return what reads it, as an immutable list
     */
    public <N> ValueField<List<N>> structArray(
            String name, int length, StructCodec<N> codec, Function<? super T, List<N>> getter) {
        StructShape shape = codec.shape();
        return values(
                array(name, "struct " + shape.name(), shape.size(), shape.alignment(), length, codec),
                (member, from, at) -> StructArrays.readStructs(member, codec, from, at),
                (member, to, at, values) -> StructArrays.write(member, codec, to, at, values),
                getter);
    }

    private ValueField<int[]> ints(String name, IntegerType type, int length, Function<? super T, int[]> getter) {
        return values(
                array(name, type.cName, type.size, type.size, length, null),
                (member, from, at) -> StructArrays.readInts(member, type, from, at),
                (member, to, at, values) -> StructArrays.write(member, type, to, at, values),
                getter);
    }

    private ValueField<long[]> longs(String name, IntegerType type, int length, Function<? super T, long[]> getter) {
        return values(
                array(name, type.cName, type.size, type.size, length, null),
                (member, from, at) -> StructArrays.readLongs(member, type, from, at),
                (member, to, at, values) -> StructArrays.write(member, type, to, at, values),
                getter);
    }

    private Member array(
            String name, String cType, int elementSize, int alignment, int length, @Nullable StructCodec<?> nested) {
        if (length < 1) {
            throw new IllegalArgumentException("the array " + name + " must have 1 element or more, and not " + length);
        }
        return placement.add(name, cType, elementSize, alignment, length, nested);
    }

    /** Writes an object at an index of a buffer. */
    @FunctionalInterface
    private interface ValueWriter<V> {
        void write(Member member, ByteBuffer to, int at, V value);
    }

    private <V> ValueField<V> values(
            Member member, ValueField.Reader<V> reader, ValueWriter<V> writer, Function<? super T, V> getter) {
        Objects.requireNonNull(getter, "getter");
        writers.add((value, to, start) ->
                writer.write(member, to, start + member.offset(), member.notNull(getter.apply(value))));
        return new ValueField<>(placement, member, reader);
    }

    /**
     * Makes the codec. Each field is read by the object that its method has returned.
     *
     * @param constructor makes an object of the fields. The view is lent for this call
     * @return the codec
     * @throws IllegalStateException if there is no field, or the codec was made before
     */
    public StructCodec<T> build(Function<? super StructView, ? extends T> constructor) {
        Objects.requireNonNull(constructor, "constructor");
        if (placement.isEmpty() || placement.isComplete()) {
            throw new IllegalStateException(
                    placement.isEmpty() ? "a struct in C has one field at least" : "the codec was made before");
        }
        return new StructCodec<>(placement.complete(), order, placement, List.copyOf(writers), constructor);
    }
}
