package io.sluice.jackson;

import io.sluice.codec.CodecException;
import io.sluice.codec.MessageCodec;
import java.nio.ByteBuffer;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * JSON in UTF-8, by Jackson 3.
 *
 * <pre>{@code
 * record Order(String item, int count) {}
 * MessageCodec<Order> orders = Jackson3Codec.of(new JsonMapper(), Order.class);
 * }</pre>
 *
 * <p>A message is one JSON value. What is behind it is an error, and so is the value {@code null}: neither is lost in silence. All
 * else is as the mapper says. Immutable, for any number of threads.
 *
 * @param <T> the type of the objects
 */
public final class Jackson3Codec<T> implements MessageCodec<T> {
    private final JavaType type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private Jackson3Codec(ObjectMapper mapper, JavaType type) {
        this.type = type;
        reader = mapper.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        writer = mapper.writerFor(type);
    }

    /**
     * Makes a codec for a class.
     *
     * @param mapper reads and writes; it is not changed
     * @param type the class, such as a record
     * @param <T> the type of the objects
     * @return the codec
     */
    public static <T> Jackson3Codec<T> of(ObjectMapper mapper, Class<T> type) {
        Objects.requireNonNull(type, "type");
        return new Jackson3Codec<>(mapper, mapper.constructType(type));
    }

    /**
     * Makes a codec for a type with parameters.
     *
     * @param mapper reads and writes; it is not changed
     * @param type the type, such as {@code new TypeReference<List<Order>>() {}}
     * @param <T> the type of the objects
     * @return the codec
     */
    public static <T> Jackson3Codec<T> of(ObjectMapper mapper, TypeReference<T> type) {
        Objects.requireNonNull(type, "type");
        return new Jackson3Codec<>(mapper, mapper.constructType(type));
    }

    /**
     * Makes the JSON of an object.
     *
     * @throws CodecException if Jackson cannot write the object
     */
    @Override
    public byte[] encode(T value) {
        Objects.requireNonNull(value, "value");
        try {
            return writer.writeValueAsBytes(value);
        } catch (JacksonException refused) {
            throw new CodecException("An object cannot be written as JSON of " + type + ".", refused);
        }
    }

    /**
     * Makes an object of its JSON.
     *
     * @throws CodecException if the bytes are no JSON of the type, or more than that
     */
    @Override
    public T decode(ByteBuffer message) {
        byte[] json = new byte[message.remaining()];
        message.get(json);
        T value;
        try {
            value = reader.readValue(json);
        } catch (JacksonException refused) {
            throw new CodecException("The message is no JSON of " + type + ": " + refused.getMessage(), refused);
        }
        if (value == null) {
            throw new CodecException("The message is the JSON null.");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Jackson3Codec(" + type + ")";
    }
}
