package io.sluice.mqueue;

import java.nio.ByteBuffer;

/**
 * Makes an object of a message, of which it reads the bytes where the kernel has written them. There is no array and no {@link
 * PosixMessage} then. It may cancel the stream that it decodes for. It must not stop the receiver: that would wait for the
 * decoder.
 *
 * <pre>{@code
 * PosixMessageDecoder<Double> price = (priority, message) -> message.getDouble(0);
 * Double last = queue.tryReceive(price);
 * System.out.println(last == null ? "no price" : last);
 * }</pre>
 *
 * <p>One that fills and returns the same object each time makes no garbage at all.
 *
 * @param <T> the type of the objects
 * @see "mq_receive(3)"
 */
@FunctionalInterface
public interface PosixMessageDecoder<T> {
    /**
     * Makes the object. The message is taken out of the queue, whatever this does, unless it throws an {@link OutOfMemoryError}.
     * Anything else that it throws, be it an exception or an error, is the cause of a {@link io.sluice.errno.DecodeException}.
     *
     * @param priority the priority of the message, 0 to 32,767
     * @param message its bytes, from the position 0 to the limit, in the machine's byte order. They are lent for this call:
     *     behind it, the next message overwrites them. The buffer cannot be written
     * @return the object, not null
     */
    T decode(int priority, ByteBuffer message);
}
