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

    /**
     * Memory at an address, as a buffer that does not own it. To touch what is not mapped ends the process.
     *
     * @param address the address of the first byte
     * @param size the size in bytes
     * @return the buffer, in the machine's byte order
     */
    ByteBuffer view(long address, int size);

    /**
     * The address of a function of the C library.
     *
     * @param function its name
     * @return the address, or 0 if there is none of this name
     * @see "dlsym(3)"
     */
    long symbol(String function);

    /**
     * Maps memory.
     *
     * @param address where to map it, or 0 for any address
     * @param size the size in bytes
     * @param protection {@code PROT_*}
     * @param flags {@code MAP_*}
     * @param fd what to map, or -1
     * @param offset the offset in it
     * @return the address, or the negated error
     * @see "mmap(2)"
     */
    long mmap(long address, long size, int protection, int flags, int fd, long offset);

    /**
     * Unmaps memory.
     * Makes no object behind its first call, so that a full heap does not keep it from being made.
     *
     * @param address the address of the first byte
     * @param size the size in bytes
     * @return 0, or a negated error: {@code EINVAL} may stand for any other one
     * @see "munmap(2)"
     */
    int munmap(long address, long size);

    /**
     * Sets what may be done with mapped memory.
     *
     * @param address the address of the first byte
     * @param size the size in bytes
     * @param protection {@code PROT_*}
     * @return 0, or the negated error
     * @see "mprotect(2)"
     */
    int mprotect(long address, long size, int protection);

    /**
     * Writes changed bytes of a mapped file back to the file.
     *
     * @param address the address of the first byte, which is that of a page
     * @param size the size in bytes
     * @param flags {@code MS_*}
     * @return 0, or the negated error
     * @see "msync(2)"
     */
    int msync(long address, long size, int flags);

    /**
     * Makes a file that has no name and lives in memory.
     *
     * @param label a text for those who look at descriptors
     * @param flags {@code MFD_*}
     * @return a descriptor, or the negated error
     * @see "memfd_create(2)"
     */
    int memfdCreate(String label, int flags);

    /**
     * Memory that was mapped, as buffers.
     *
     * @param address the address of the first byte
     * @param size the size in bytes
     * @return the memory, which this binding neither maps nor unmaps
     */
    MappedBytes mapped(long address, long size);
}
