package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records in the bytes of a pipe. It makes no call: whoever reads puts bytes into its {@link #room}. What was read and
 * is in no element yet is here, also between two subscriptions.
 *
 * <p>For one thread at a time.
 *
 * @param <T> the type of the elements
 */
interface Decoder<T> {
    /**
     * The next record in the bytes that were read. An element is made before its bytes are given up, so none is lost where the
     * heap has no room.
     *
     * @return null if it is not complete
     * @throws FramingException if the bytes are no record
     */
    @Nullable
    T next();

    /**
     * Where the bytes of the next read belong, when {@link #next()} has returned null.
     *
     * @param demand how many records are wanted, 1 or more
     * @return memory outside the heap, from position to limit: no more than these records need where the framing knows that
     */
    ByteBuffer room(long demand);

    /** The read has put bytes into the room. */
    void filled(int bytes);

    /**
     * The last writer has left. The next bytes are those of other writers.
     *
     * @return the last record, or null if there is none
     * @throws PartialRecordException if it is not complete
     */
    @Nullable
    T end();

    /** Whether {@link #next()} may find something; false behind one that found nothing, until a read. */
    boolean mayHaveRecord();

    /** Whether every byte that was read is in an element. */
    boolean isEmpty();

    /** Gives up the bytes that are in no element yet. */
    byte[] takeBytes();
}
