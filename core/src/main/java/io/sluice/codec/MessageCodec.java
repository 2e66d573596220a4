package io.sluice.codec;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes messages of objects, and objects of messages. One codec serves all kinds of queues: it sees the bytes, and neither the
 * priority nor the type of a message.
 *
 * <pre>{@code
 * MessageCodec<Integer> count = MessageCodec.of(
 *         value -> ByteBuffer.allocate(4).putInt(value).array(),
 *         message -> message.getInt());
 * }</pre>
 *
 * <p>A codec is used by several threads at once. It must not block, since streams call it on their event loop.
 *
 * @param <T> the type of the objects
 */
public interface MessageCodec<T> {
    /**
     * Makes the bytes of a message.
     *
     * @param value what to send; not null
     * @return the bytes. Nothing writes to the array afterwards, neither the codec nor its caller
     * @throws CodecException or another unchecked exception if the value does not fit into a message
     */
    byte[] encode(T value);

    /**
     * Makes an object of the bytes of a message.
     *
     * @param message the bytes, from the position to the limit, in the machine's byte order. They are lent for this call: a
     *     message of a ring lies in shared memory, and a producer overwrites it afterwards. The buffer may have no array, and may
     *     be one that cannot be written. Its position and its byte order may be changed
     * @return the object, not null
     * @throws CodecException or another unchecked exception if the bytes are none
     */
    T decode(ByteBuffer message);

    /**
     * The bytes as they are. What is decoded is a copy, and what is encoded is the array itself.
     *
     * @return the codec
     */
    static MessageCodec<byte[]> bytes() {
        return BytesCodec.INSTANCE;
    }

    /**
     * Text in UTF-8, without a terminating zero byte. Everything else is as for {@link #text(Charset)}.
     *
     * @return the codec
     */
    static MessageCodec<String> text() {
        return text(StandardCharsets.UTF_8);
    }

    /**
     * Text, without a terminating zero byte. Bytes that are no text of the charset are an error, and not a replacement character;
     * so are characters that the charset does not have.
     *
     * @param charset how the text is encoded
     * @return the codec. Its errors are {@link CodecException}, and say where the text is wrong
     */
    static MessageCodec<String> text(Charset charset) {
        return new TextCodec(charset);
    }

    /**
     * Makes a codec of two functions.
     *
     * @param encoder as {@link #encode}
     * @param decoder as {@link #decode}
     * @param <T> the type of the objects
     * @return the codec
     */
    static <T> MessageCodec<T> of(
            Function<? super T, byte[]> encoder, Function<? super ByteBuffer, ? extends T> decoder) {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(decoder, "decoder");
        return new MessageCodec<>() {
            @Override
            public byte[] encode(T value) {
                return encoder.apply(value);
            }

            @Override
            public T decode(ByteBuffer message) {
                return decoder.apply(message);
            }
        };
    }
}
