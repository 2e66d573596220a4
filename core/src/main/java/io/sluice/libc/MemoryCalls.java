package io.sluice.libc;

import java.nio.ByteBuffer;

/** Calls on memory outside the heap. Results and pointers are as {@link Libc} says. */
public interface MemoryCalls {
    /**
     * The address of a direct buffer's first byte (its index 0, not its position).
     *
     * @param direct a direct buffer
     * @return the address
     */
    long address(ByteBuffer direct);
}
