package io.sluice.codec.struct;

import io.sluice.codec.CodecException;
import io.sluice.codec.MessageCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A class and a C {@code struct} that a declared layout holds together. Each field is declared once, in the order of the struct,
 * with its C type and what gives its value; the fields are then what reads the struct.
 *
 * <pre>{@code
 * record Reading(int sensor, double celsius, String unit) {
 *     static final StructCodec<Reading> CODEC = codec();
 *
 *     private static StructCodec<Reading> codec() {
 *         StructBuilder<Reading> struct = StructCodec.builder("reading");
 *         IntField sensor = struct.uint16("sensor", Reading::sensor);
 *         DoubleField celsius = struct.float64("celsius", Reading::celsius);
 *         ValueField<String> unit = struct.string("unit", 8, Reading::unit);
 *         return struct.build(in -> new Reading(sensor.get(in), celsius.get(in), unit.get(in)));
 *     }
 * }
 * System.out.println(Reading.CODEC.toC()); // the struct, and assertions of each offset
 * }</pre>
 *
 * <p>Without further words the layout is that of the C ABI of 64-bit Linux, with its padding, in the machine's byte order. Padding
 * is sent as zero bytes and is not looked at. Nothing is read by reflection. Immutable, for any number of threads.
 *
 * @param <T> the type of the objects
 */
public final class StructCodec<T> implements MessageCodec<T> {
    /** Writes one field of an object into the struct that begins at an index of a buffer. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T value, ByteBuffer to, int start);
    }

    private final StructShape shape;
    private final ByteOrder order;
    private final Placement layout;
    private final List<Writer<? super T>> writers;
    private final Function<? super StructView, ? extends T> constructor;

    StructCodec(
            StructShape shape,
            ByteOrder order,
            Placement layout,
            List<Writer<? super T>> writers,
            Function<? super StructView, ? extends T> constructor) {
        this.shape = shape;
        this.order = order;
        this.layout = layout;
        this.writers = writers;
        this.constructor = constructor;
    }

    /**
     * Begins a layout.
     *
     * @param name the tag of the struct, such as {@code reading} for {@code struct reading}
     * @param <T> the type of the objects
     * @return what declares the fields
     * @throws IllegalArgumentException if the name is no C identifier, or a keyword of C
     */
    public static <T> StructBuilder<T> builder(String name) {
        return new StructBuilder<>(name);
    }

    /**
     * How long a message is: the {@code sizeof} of the struct.
     *
     * @return bytes, 1 or more
     */
    public int size() {
        return shape.size();
    }

    StructShape shape() {
        return shape;
    }

    /**
     * The order of the bytes of each number. A struct inside another one keeps its own.
     *
     * @return the order
     */
    public ByteOrder byteOrder() {
        return order;
    }

    /**
     * Makes the bytes of the struct.
     *
     * @throws CodecException if a value is out of the range of its C type, a text is too long, an array has another length than
     *     that of the struct, or an object is null
     */
    @Override
    public byte[] encode(T value) {
        Objects.requireNonNull(value, "value");
        byte[] message = new byte[size()];
        write(value, ByteBuffer.wrap(message), 0);
        return message;
    }

    /**
     * Makes an object of the bytes of the struct.
     *
     * @throws CodecException if the message has another size than the struct, or a field has no value of its type
     */
    @Override
    public T decode(ByteBuffer message) {
        if (message.remaining() != size()) {
            throw new CodecException("A struct " + shape.name() + " has " + size() + " bytes, and the message has "
                    + message.remaining() + ".");
        }
        return read(message, message.position());
    }

    void write(T value, ByteBuffer to, int start) {
        ByteOrder outer = to.order();
        to.order(order);
        for (Writer<? super T> writer : writers) {
            writer.write(value, to, start);
        }
        to.order(outer);
    }

    T read(ByteBuffer from, int start) {
        ByteOrder outer = from.order();
        from.order(order);
        try {
            return constructor.apply(new StructView(layout, from, start));
        } finally {
            from.order(outer); // whoever reads the struct around this one may go on without it
        }
    }

    /**
     * The struct in C, as a header that can be compiled: it asserts that the compiler finds the same size and offsets.
     *
     * @return the source, with line feeds
     * @throws IllegalStateException if structs inside it have the same tag and different members, which C does not allow
     */
    public String toC() {
        return CSource.header(shape);
    }

    /**
     * Assertions for the header that somebody else has written: a compiler that includes it, {@code stddef.h} and these lines finds
     * each difference in size and offsets.
     *
     * @param type the type in that header, such as {@code struct reading} or {@code reading_t}. Its members have the names of the
     *     fields here
     * @return the source, with line feeds
     */
    public String assertionsInC(String type) {
        return CSource.assertions(shape, Objects.requireNonNull(type, "type"));
    }

    @Override
    public String toString() {
        return "StructCodec(struct " + shape.name() + ", " + size() + " bytes)";
    }
}
