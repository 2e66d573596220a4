package io.sluice.reactor;

import org.jspecify.annotations.Nullable;

/**
 * Records what one stream of a receiver does. Each method does nothing where it is not overridden. The calls for one stream
 * are serial, on the thread that emits. They must neither block nor throw.
 *
 * <pre>{@code
 * LongAdder bytes = new LongAdder();
 * ReceiveRecorder recorder = new ReceiveRecorder() {
 *     public long delivering(long size) {
 *         bytes.add(size);
 *         return 0;
 *     }
 * };
 * }</pre>
 */
public interface ReceiveRecorder {
    /**
     * An element is about to go to the subscriber.
     *
     * @param bytes how many bytes it has; 0 where an element of this kind has none, as that of a timer
     * @return a time or another number that {@link #delivered} gets back
     */
    default long delivering(long bytes) {
        return 0;
    }

    /**
     * The subscriber's {@code onNext} has returned. It is not called where that has thrown.
     *
     * @param delivering what {@link #delivering} has returned for this element
     */
    default void delivered(long delivering) {}

    /** An element was taken, but its subscriber has cancelled meanwhile. It went to the discard hook. */
    default void discarded() {}

    /**
     * The stream has ended. Called once.
     *
     * @param reason null for a completion or a cancel. For an error the name of its errno, such as {@code EIDRM}, or the
     *     simple name of its class where it has none
     */
    default void ended(@Nullable String reason) {}
}
