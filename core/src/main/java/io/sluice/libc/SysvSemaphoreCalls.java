package io.sluice.libc;

/** Calls on System V semaphore sets. Results and pointers are as {@link Libc} says. */
public interface SysvSemaphoreCalls {
    /**
     * Finds or creates a System V semaphore set.
     *
     * @param key the key, or {@code IPC_PRIVATE}
     * @param count how many semaphores a new set has; of one that exists, the fewest it may have, or 0
     * @param flags {@code IPC_CREAT}, {@code IPC_EXCL} and permission bits
     * @return the set's identifier, or the negated error
     * @see "semget(2)"
     */
    int semget(int key, int count, int flags);

    /**
     * Performs operations on a set, all of them or none; those without {@code IPC_NOWAIT} wait.
     *
     * @param id the set
     * @param operations address of an array of {@code struct sembuf}
     * @param count how many there are
     * @return 0, or the negated error
     * @see "semop(2)"
     */
    int semop(int id, long operations, long count);

    /**
     * The same with a limit to the wait.
     *
     * @param id the set
     * @param operations address of an array of {@code struct sembuf}
     * @param count how many there are
     * @param timeout address of a {@code struct timespec} with how long to wait at the most; 0 to wait without end
     * @return 0, or the negated error, which is {@code EAGAIN} when the time is over
     * @see "semtimedop(2)"
     */
    int semtimedop(int id, long operations, long count, long timeout);

    /**
     * Asks or changes a System V semaphore set, one of its semaphores, or all sets.
     *
     * @param id the set, or what else the command asks for
     * @param index the semaphore, where the command is about one
     * @param command {@code IPC_STAT} and its like
     * @param argument the {@code union semun}: a value, the address of the command's struct or array, or 0
     * @return 0 or what the command gives, or the negated error
     * @see "semctl(2)"
     */
    int semctl(int id, int index, int command, long argument);
}
