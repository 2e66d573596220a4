package io.sluice.memory;

import io.sluice.libc.Libc;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A piece of memory outside the heap, in the machine's byte order, with its address.
 *
 * <p>The memory lives as long as this object is reachable, and the JIT may see an object as dead behind its last use:
 * whoever hands {@link #address()} to a call keeps the object alive with {@link #keepAlive()} behind the call.
 */
public final class NativeMemory {
    private final ByteBuffer bytes;
    private final long address;

    // Of HeldMessages, while the memory is the only place where a message is: fields here, since they cost no memory
    // then.
    int messageLength;
    boolean held;

    @Nullable
    NativeMemory next;

    /** Made once, when somebody lends a message. */
    private @Nullable ByteBuffer lent;

    private NativeMemory(ByteBuffer bytes, long address) {
        this.bytes = bytes;
        this.address = address;
    }

    /**
     * Allocates zeroed memory.
     *
     * @param size the size in bytes
     * @return the memory, aligned to eight bytes at least
     */
    public static NativeMemory allocate(int size) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(size, 1)).order(ByteOrder.nativeOrder());
        return new NativeMemory(bytes, Libc.get().memory().address(bytes));
    }

    /**
     * The memory as a buffer. Use absolute access, or set position and limit before each use: it is one buffer for all.
     *
     * @return the same buffer at each call
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * The address of the first byte.
     *
     * @return the address
     */
    public long address() {
        return address;
    }

    /**
     * Lends a message to code that reads it where it is. Each call has the same buffer, so that lending allocates nothing: for one
     * place of messages, and one reader at a time.
     *
     * @param from where the messages begin
     * @param length how long this one is
     * @return its bytes, from the position 0 to the limit, in the machine's byte order; it cannot be written
     */
    public ByteBuffer lend(int from, int length) {
        ByteBuffer buffer = lent;
        if (buffer == null) {
            buffer = bytes.slice(from, bytes.capacity() - from).asReadOnlyBuffer();
            lent = buffer;
        }
        return buffer.order(ByteOrder.nativeOrder()).clear().limit(length);
    }

    /**
     * How much memory this is.
     *
     * @return bytes
     */
    public int size() {
        return bytes.capacity();
    }

    /**
     * How long the message in it is.
     *
     * @return bytes, if {@link HeldMessages} holds the message
     */
    public int messageLength() {
        return messageLength;
    }

    /** Keeps the memory from being freed before this point of the program. */
    @SuppressWarnings("ReachabilityFenceUsage") // it is the callers who put it behind their call
    public void keepAlive() {
        Reference.reachabilityFence(bytes);
    }
}
