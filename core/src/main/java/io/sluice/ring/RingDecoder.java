package io.sluice.ring;

import java.nio.ByteBuffer;

/**
 * Makes an object of a message, of which it reads the bytes where they are: in the ring. It may cancel the stream that it
 * decodes for. It must not end another stream of the same consumer, nor stop its receiver: those would wait for the decoder.
 *
 * <pre>{@code
 * RingDecoder<Integer> count = (type, message) -> message.getInt(4);
 * }</pre>
 *
 * @param <T> the type of the objects
 */
@FunctionalInterface
public interface RingDecoder<T> {
    /**
     * Makes the object. The message is taken out of the ring, whatever this does. What it throws, be it an exception or an
     * error, is the cause of a {@link io.sluice.errno.DecodeException}. Only two errors are themselves: {@link OutOfMemoryError}, and
     * {@link InternalError}, by which the JVM says that another process has cut the ring off.
     *
     * @param type the type of the message, 1 or more
     * @param message its bytes, from the position 0 to the limit, in the machine's byte order. They are lent for this call:
     *     behind it, a producer overwrites them. The buffer cannot be written
     * @return the object, not null
     */
    T decode(int type, ByteBuffer message);
}
