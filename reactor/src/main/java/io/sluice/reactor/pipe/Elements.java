package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
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

    /** What remains in a buffer. */
    static byte[] array(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return bytes;
    }
}
