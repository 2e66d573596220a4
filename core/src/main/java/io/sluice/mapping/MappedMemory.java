package io.sluice.mapping;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.errno.ErrnoException;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Bytes that this process and others see at once. Each kind of shared memory, and a mapped file, gives such memory.
 *
 * <pre>{@code
 * memory.setInt(0, 7);
 * int before = memory.addToInt(0, 1);
 * memory.bytes(64, 5).put("hello".getBytes(StandardCharsets.US_ASCII));
 * }</pre>
 *
 * <p>The order of bytes is the machine's. Words are read and written as {@code volatile} variables are: another thread or
 * process that sees a word sees all that was written before it. Through buffers there is no such order.
 *
 * <p><b>Close.</b> With {@code java.lang.foreign}, {@link #close()} unmaps the memory, and each later access through a buffer is
 * an {@link IllegalStateException}. With JNA a buffer cannot be taken back: the memory stays mapped, and access goes on, until
 * no buffer of it is reachable. {@link #unmapsAtClose()} says which. Words are refused behind a close in both cases.
 *
 * <p><b>Truncation.</b> A process that may write to a file, or to an object below {@code /dev/shm}, can make it shorter ({@link
 * #canBeCut()}). Access to what is no longer there is an {@link InternalError} through a buffer, and an {@link
 * ErrnoException} ({@code EFAULT}) through a word. Code that the JVM has compiled learns of it some instructions late: what was
 * read until then is not what was written, and the error of a word may then be the {@link InternalError}, too. A C function ends
 * the JVM there, so pass no address of such memory to one.
 *
 * <p>All methods may be called from any thread. A handle that becomes garbage without a close is reported and closed, so keep
 * it for as long as its buffers are used.
 *
 * @see "mmap(2)"
 */
public final class MappedMemory implements AutoCloseable {
    static {
        MappingAccess.grant(MappedMemory::new, memory -> ((MappedMemory) memory).region);
    }

    private final MappedRegion region;
    private final MemoryWords words;

    private MappedMemory(MappedRegion region) {
        this.region = region;
        words = new MemoryWords(region);
    }

    /** For this package. */
    MappedRegion region() {
        return region;
    }

    /**
     * How many bytes there are. The number stays as it is, also where the file behind the memory becomes longer or shorter.
     *
     * @return 1 or more
     */
    public long size() {
        return region.size();
    }

    /**
     * Whether the memory is mapped for reading alone.
     *
     * @return true if its buffers and words refuse to be written
     */
    public boolean isReadOnly() {
        return region.isReadOnly();
    }

    /**
     * Whether another process can take bytes of this memory away.
     *
     * @return true for files and objects below {@code /dev/shm}; false where the kernel rules it out, as for System V segments
     *     and for a memfd that is sealed against it
     */
    public boolean canBeCut() {
        return region.canBeCut();
    }

    /**
     * Whether a close unmaps the memory.
     *
     * @return true if a later access through a buffer is an {@link IllegalStateException}; false if the memory stays mapped
     *     until no buffer of it is reachable
     */
    public boolean unmapsAtClose() {
        return region.unmapsAtClose();
    }

    /**
     * What is mapped.
     *
     * @return a text for messages
     */
    public String description() {
        return region.description();
    }

    /**
     * Whether this is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return region.isOpen();
    }

    /**
     * All of the memory as a buffer.
     *
     * @return a new buffer at position 0, in the machine's byte order; read-only where the memory is
     * @throws IllegalStateException if the memory is closed, or has more bytes than a buffer can have, which are 2147483639
     */
    public ByteBuffer bytes() {
        if (size() > MappedRegion.longestBuffer()) {
            throw new IllegalStateException(description() + " has " + size() + " bytes, and a buffer has "
                    + MappedRegion.longestBuffer() + " at the most: take a part with bytes(offset, length)");
        }
        return region.bytes(0, (int) size());
    }

    /**
     * A part of the memory as a buffer.
     *
     * @param offset where it begins, in bytes
     * @param length how many bytes it has, 2147483639 at the most
     * @return a new buffer at position 0, in the machine's byte order; read-only where the memory is
     * @throws IndexOutOfBoundsException if that is not within the memory, or too long
     * @throws IllegalStateException if the memory is closed
     */
    public ByteBuffer bytes(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size());
        Objects.checkIndex(length, MappedRegion.longestBuffer() + 1);
        return region.bytes(offset, length);
    }

    /**
     * Reads a word of 32 bits, as a {@code volatile} variable.
     *
     * @param offset where it is, in bytes; its address must be a multiple of four
     * @return its value
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public int getInt(long offset) {
        return words.getInt(offset);
    }

    /**
     * Writes a word of 32 bits, as a {@code volatile} variable.
     *
     * @param offset where it is, in bytes; its address must be a multiple of four
     * @param value its new value
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public void setInt(long offset, int value) {
        words.setInt(offset, value);
    }

    /**
     * Writes a word of 32 bits where it has the expected value, in one step.
     *
     * @param offset where it is, in bytes; its address must be a multiple of four
     * @param expected the value that it must have
     * @param value its new value
     * @return false if it has another value, and was not changed
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public boolean compareAndSetInt(long offset, int expected, int value) {
        return words.compareAndSetInt(offset, expected, value);
    }

    /**
     * Adds to a word of 32 bits, in one step. A sum that has no room wraps around.
     *
     * @param offset where it is, in bytes; its address must be a multiple of four
     * @param delta what to add
     * @return the value before
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public int addToInt(long offset, int delta) {
        int seen = words.getInt(offset);
        while (!words.compareAndSetInt(offset, seen, seen + delta)) {
            seen = words.getInt(offset);
        }
        return seen;
    }

    /**
     * Reads a word of 64 bits, as a {@code volatile} variable.
     *
     * @param offset where it is, in bytes; its address must be a multiple of eight
     * @return its value
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public long getLong(long offset) {
        return words.getLong(offset);
    }

    /**
     * Writes a word of 64 bits, as a {@code volatile} variable.
     *
     * @param offset where it is, in bytes; its address must be a multiple of eight
     * @param value its new value
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public void setLong(long offset, long value) {
        words.setLong(offset, value);
    }

    /**
     * Writes a word of 64 bits where it has the expected value, in one step.
     *
     * @param offset where it is, in bytes; its address must be a multiple of eight
     * @param expected the value that it must have
     * @param value its new value
     * @return false if it has another value, and was not changed
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public boolean compareAndSetLong(long offset, long expected, long value) {
        return words.compareAndSetLong(offset, expected, value);
    }

    /**
     * Adds to a word of 64 bits, in one step. A sum that has no room wraps around.
     *
     * @param offset where it is, in bytes; its address must be a multiple of eight
     * @param delta what to add
     * @return the value before
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public long addToLong(long offset, long delta) {
        long seen = words.getLong(offset);
        while (!words.compareAndSetLong(offset, seen, seen + delta)) {
            seen = words.getLong(offset);
        }
        return seen;
    }

    /**
     * Begins a wait in the kernel for something in this memory, on a waiting thread. A close of the memory ends it.
     *
     * @param call the call to make
     * @return the wait, by which it can be interrupted
     * @throws io.sluice.errno.ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public KernelWait begin(BlockingCall call) {
        return region.begin(call);
    }

    /**
     * Asks the kernel whether bytes are there, without a look at them: false if another process has cut them off, so that an
     * access through a buffer would be an {@link InternalError}. The next moment it may be another answer.
     *
     * @param offset where the bytes begin
     * @param length how many they are, at least 1
     * @return whether they can be read
     * @throws IndexOutOfBoundsException if that is not within the memory, or is no byte
     * @throws io.sluice.errno.ClosedHandleException if the memory is closed ({@code EBADF})
     */
    public boolean isThere(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, size());
        Objects.checkIndex(0L, length); // no byte is nowhere
        region.acquire("futex");
        try {
            return region.isThere(offset + length - 1); // a file is cut from its end
        } finally {
            region.release();
        }
    }

    /**
     * A word of 32 bits by which processes wake each other up.
     *
     * @param offset where it is, in bytes; its address must be a multiple of four
     * @return the word
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws io.sluice.errno.ClosedHandleException if the memory is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut it off ({@code EFAULT})
     */
    public SharedWord word(long offset) {
        return new SharedWord(this, offset);
    }

    /**
     * Adds an action that runs when the memory is closed, on the thread that closes it.
     *
     * @param hook what to do; it must not block
     * @return false if the memory is closed; the action is not kept then
     */
    public boolean addCloseHook(Runnable hook) {
        return region.closeActions().add(hook);
    }

    /**
     * Removes an action that {@link #addCloseHook} has added.
     *
     * @param hook the action
     */
    public void removeCloseHook(Runnable hook) {
        region.closeActions().remove(hook);
    }

    /**
     * Ends the waits on this memory, and then closes it: see above for what a later access does. Other processes, and other
     * mappings of the same bytes, are not affected. A second close does nothing.
     *
     * @see "munmap(2)"
     */
    @Override
    public void close() {
        region.closeWithWaits();
    }

    @Override
    public String toString() {
        return "MappedMemory(" + description() + ", " + size() + " bytes" + (isOpen() ? ")" : ", closed)");
    }
}
