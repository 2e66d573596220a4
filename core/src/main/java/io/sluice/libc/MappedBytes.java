package io.sluice.libc;

import java.nio.ByteBuffer;

/** Mapped memory as buffers. May be used from any thread. */
public interface MappedBytes {
    /** How many bytes a buffer may have: java.lang.foreign refuses to make larger ones. */
    int LONGEST_BUFFER = Integer.MAX_VALUE - 8;

    /**
     * A part of the memory, as a buffer that can be written. Where the memory is mapped for reading alone, a store ends the
     * process: make a read-only buffer of it.
     *
     * @param offset where it begins
     * @param length how many bytes it has, {@link #LONGEST_BUFFER} at the most
     * @return a new buffer, in the machine's byte order
     */
    ByteBuffer bytes(long offset, int length);

    /**
     * Whether {@link #close()} ends all access through the buffers, so that the memory can be unmapped behind it. Otherwise it
     * must stay mapped for as long as one of the buffers, or a buffer that was made of one, is reachable.
     *
     * @return true if a later access is an {@code IllegalStateException}
     */
    boolean closeEndsAccess();

    /**
     * Ends all access through the buffers, where the binding can. Called once, or until it returns true.
     *
     * @return false if a call uses one of the buffers now: nothing has changed then
     */
    boolean close();
}
