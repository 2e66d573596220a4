package io.sluice.libc;

/** Calls on System V shared memory. Results and pointers are as {@link Libc} says. */
public interface SysvMemoryCalls {
    /**
     * Finds or creates a System V shared memory segment.
     *
     * @param key the key, or {@code IPC_PRIVATE}
     * @param size how many bytes a new segment has; of one that exists, the fewest it may have, or 0
     * @param flags {@code IPC_CREAT}, {@code IPC_EXCL} and permission bits
     * @return the segment's identifier, or the negated error
     * @see "shmget(2)"
     */
    int shmget(int key, long size, int flags);

    /**
     * Attaches a segment to the memory of this process.
     *
     * @param id the segment
     * @param address where to attach it, or 0 for any address
     * @param flags {@code SHM_RDONLY}, or 0
     * @return the address, or the negated error
     * @see "shmat(2)"
     */
    long shmat(int id, long address, int flags);

    /**
     * Detaches a segment from the memory of this process.
     * Makes no object behind its first call, so that a full heap does not keep it from being made.
     *
     * @param address where it is attached
     * @return 0, or a negated error: {@code EINVAL} may stand for any other one
     * @see "shmdt(2)"
     */
    int shmdt(long address);

    /**
     * Asks or changes a segment, or all of them.
     *
     * @param id the segment, or what else the command asks for
     * @param command {@code IPC_STAT} and its like
     * @param argument address of the command's struct, or 0
     * @return 0 or what the command gives, or the negated error
     * @see "shmctl(2)"
     */
    int shmctl(int id, int command, long argument);
}
