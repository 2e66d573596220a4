package io.sluice.reactor.pipe;

import io.sluice.codec.MessageCodec;
import io.sluice.reactor.internal.codec.Decoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * Makes elements of records.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
interface Elements<T> {
    /** Elements that are arrays of bytes. */
    Elements<byte[]> ARRAYS = Elements::array;

    /** The element of a record, which is what remains in the buffer. The buffer is used again behind this call. */
    T of(ByteBuffer record);

    /** Elements that are text. */
    static Elements<String> text(Charset charset) {
        return record -> charset.decode(record).toString();
    }

    /**
     * Elements that are the objects of a codec. A record that cannot be decoded is an {@link
     * io.sluice.reactor.codec.Undecodable}, which {@link Decoding#handle} deals with before a subscriber sees it.
     */
    @SuppressWarnings("unchecked")
    static <T> Elements<T> decoded(String pipe, MessageCodec<T> codec) {
        Decoding<ByteBuffer> decoding = new Decoding<>("read", pipe, ByteBuffer::array, record -> "");
        return record -> (T) decoding.decode(record.slice().order(ByteOrder.nativeOrder()), codec, ByteBuffer::wrap);
    }

    /** What remains in a buffer. */
    static byte[] array(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return bytes;
    }
}
