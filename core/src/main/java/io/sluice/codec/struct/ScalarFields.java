package io.sluice.codec.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The fields of a struct that are one number each.
 *
 * @param <T> the type of the objects
 */
abstract sealed class ScalarFields<T> permits StructBuilder {
    /** Where the fields are; it also tells them from those of other structs. */
    final Placement placement;

    final List<StructCodec.Writer<? super T>> writers = new ArrayList<>();

    ScalarFields(String name) {
        placement = new Placement(name);
    }

    /**
     * Adds an {@code int8_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public IntField int8(String name, ToIntFunction<? super T> getter) {
        return intField(name, IntegerType.INT8, getter);
    }

    /**
     * Adds a {@code uint8_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public IntField uint8(String name, ToIntFunction<? super T> getter) {
        return intField(name, IntegerType.UINT8, getter);
    }

    /**
     * Adds an {@code int16_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public IntField int16(String name, ToIntFunction<? super T> getter) {
        return intField(name, IntegerType.INT16, getter);
    }

    /**
     * Adds a {@code uint16_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public IntField uint16(String name, ToIntFunction<? super T> getter) {
        return intField(name, IntegerType.UINT16, getter);
    }

    /**
     * Adds an {@code int32_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public IntField int32(String name, ToIntFunction<? super T> getter) {
        return intField(name, IntegerType.INT32, getter);
    }

    /**
     * Adds a {@code uint32_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public LongField uint32(String name, ToLongFunction<? super T> getter) {
        return longField(name, IntegerType.UINT32, getter);
    }

    /**
     * Adds an {@code int64_t}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public LongField int64(String name, ToLongFunction<? super T> getter) {
        return longField(name, IntegerType.INT64, getter);
    }

    /**
     * Adds a {@code uint64_t}. Its upper half is refused, since a {@code long} has no room for it.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public LongField uint64(String name, ToLongFunction<? super T> getter) {
        return longField(name, IntegerType.UINT64, getter);
    }

    /**
     * Adds a {@code float}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public FloatField float32(String name, ToFloatFunction<? super T> getter) {
        Objects.requireNonNull(getter, "getter");
        Member member = scalar(name, "float", Float.BYTES);
        writers.add((value, to, start) -> to.putFloat(start + member.offset(), getter.applyAsFloat(value)));
        return new FloatField(placement, member);
    }

    /**
     * Adds a {@code double}.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public DoubleField float64(String name, ToDoubleFunction<? super T> getter) {
        Objects.requireNonNull(getter, "getter");
        Member member = scalar(name, "double", Double.BYTES);
        writers.add((value, to, start) -> to.putDouble(start + member.offset(), getter.applyAsDouble(value)));
        return new DoubleField(placement, member);
    }

    /**
     * Adds a {@code bool}, of one byte.
     *
     * @param name the name of the field
     * @param getter gives its value
     * @return what reads it
     */
    public BooleanField bool(String name, Predicate<? super T> getter) {
        Objects.requireNonNull(getter, "getter");
        Member member = scalar(name, "bool", 1);
        writers.add((value, to, start) -> to.put(start + member.offset(), (byte) (getter.test(value) ? 1 : 0)));
        return new BooleanField(placement, member);
    }

    private IntField intField(String name, IntegerType type, ToIntFunction<? super T> getter) {
        Objects.requireNonNull(getter, "getter");
        Member member = scalar(name, type.cName, type.size);
        writers.add((value, to, start) -> type.write(member, to, start + member.offset(), getter.applyAsInt(value)));
        return new IntField(placement, member, type);
    }

    private LongField longField(String name, IntegerType type, ToLongFunction<? super T> getter) {
        Objects.requireNonNull(getter, "getter");
        Member member = scalar(name, type.cName, type.size);
        writers.add((value, to, start) -> type.write(member, to, start + member.offset(), getter.applyAsLong(value)));
        return new LongField(placement, member, type);
    }

    private Member scalar(String name, String cType, int size) {
        return placement.add(name, cType, size, size, 0, null);
    }
}
