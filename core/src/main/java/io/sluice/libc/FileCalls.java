package io.sluice.libc;

/** Calls on files, and on whatever else has a descriptor. Results and pointers are as {@link Libc} says. */
public interface FileCalls {
    /**
     * Opens a file that exists.
     *
     * @param path the path
     * @param flags {@code O_*}
     * @return a descriptor, or the negated error
     * @see "open(2)"
     */
    int open(String path, int flags);

    /**
     * Closes a descriptor.
     *
     * @param fd the descriptor
     * @return 0, or the negated error
     * @see "close(2)"
     */
    int close(int fd);

    /**
     * Reads from a descriptor.
     *
     * @param fd the descriptor
     * @param bytes address of the buffer
     * @param count how many bytes to read at the most
     * @return how many were read, or the negated error
     * @see "read(2)"
     */
    long read(int fd, long bytes, long count);

    /**
     * Reads from a place in a file, without moving its position.
     *
     * @param fd the descriptor
     * @param bytes address of the buffer
     * @param count how many bytes to read at the most
     * @param offset where to begin, in bytes
     * @return how many were read, or the negated error
     * @see "pread(2)"
     */
    long pread(int fd, long bytes, long count, long offset);

    /**
     * Waits for descriptors to become ready.
     *
     * @param descriptors address of an array of {@code struct pollfd}
     * @param count how many there are
     * @param millis how long to wait in milliseconds; 0 for a look, -1 for ever
     * @return how many are ready, or the negated error
     * @see "poll(2)"
     */
    int poll(long descriptors, long count, int millis);

    /**
     * Writes to a descriptor.
     *
     * @param fd the descriptor
     * @param bytes address of the bytes
     * @param count how many
     * @return how many were written, or the negated error
     * @see "write(2)"
     */
    long write(int fd, long bytes, long count);

    /**
     * Sets the permission bits of an open file, whatever the umask.
     *
     * @param fd the descriptor
     * @param mode the bits
     * @return 0, or the negated error
     * @see "fchmod(2)"
     */
    int fchmod(int fd, int mode);

    /**
     * Duplicates a descriptor, or reads or changes the flags of it or of its open file.
     *
     * @param fd the descriptor
     * @param command {@code F_GETFD}, {@code F_SETFD}, {@code F_GETFL}, {@code F_SETFL} or {@code F_DUPFD_CLOEXEC}
     * @param argument the flags to set, or the lowest number for a duplicate; ignored by the commands that read
     * @return the flags, the duplicate, or 0 behind a change, or the negated error
     * @see "fcntl(2)"
     */
    int fcntl(int fd, int command, int argument);

    /**
     * Reads what a file is: its links, owner, mode, size and number.
     *
     * @param directory the descriptor of the folder that the path begins in, or of the file itself
     * @param path the path; empty for the file itself, with {@code AT_EMPTY_PATH}
     * @param flags {@code AT_*}
     * @param mask {@code STATX_*}, the fields that are wanted
     * @param status address of a {@code struct statx} to fill
     * @return 0, or the negated error
     * @see "statx(2)"
     */
    int statx(int directory, String path, int flags, int mask, long status);

    /**
     * Reads which file system an open file is of.
     *
     * @param fd the descriptor
     * @param status address of a {@code struct statfs} to fill
     * @return 0, or the negated error
     * @see "fstatfs(2)"
     */
    int fstatfs(int fd, long status);
}
