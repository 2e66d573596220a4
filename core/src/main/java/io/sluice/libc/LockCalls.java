package io.sluice.libc;

/** Calls that lock files. Results and pointers are as {@link Libc} says. */
public interface LockCalls {
    /**
     * Takes, gives back or asks for a lock on a range of bytes, which belongs to the open file description.
     *
     * @param fd the descriptor
     * @param command {@code F_OFD_SETLK}, {@code F_OFD_SETLKW}, which waits, or {@code F_OFD_GETLK}
     * @param lock address of a {@code struct flock}, whose {@code l_pid} is 0
     * @return 0, or the negated error
     * @see "F_OFD_SETLK(2const)"
     */
    int fcntl(int fd, int command, long lock);

    /**
     * Takes or gives back the lock on a whole file, which belongs to the open file description.
     *
     * @param fd the descriptor
     * @param operation {@code LOCK_SH}, {@code LOCK_EX} or {@code LOCK_UN}, with {@code LOCK_NB} in order not to wait
     * @return 0, or the negated error
     * @see "flock(2)"
     */
    int flock(int fd, int operation);
}
