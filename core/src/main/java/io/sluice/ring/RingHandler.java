package io.sluice.ring;

import java.nio.ByteBuffer;

/**
 * Gets the messages that {@link RingConsumer#read} takes, one after the other.
 *
 * <pre>{@code
 * consumer.read((type, message) -> {
 *     System.out.println(type + ": " + message.remaining() + " bytes");
 *     return true;
 * }, 100);
 * }</pre>
 */
@FunctionalInterface
public interface RingHandler {
    /**
     * A message was taken out of the ring.
     *
     * @param type its type, 1 or more
     * @param message its bytes, from the position 0 to the limit, in the machine's byte order. They are in the ring and lent for
     *     this call: behind it, a producer overwrites them. The buffer cannot be written
     * @return true for another one; false if this was the last one of this read
     */
    boolean received(int type, ByteBuffer message);
}
