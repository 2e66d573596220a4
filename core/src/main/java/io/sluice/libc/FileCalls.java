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
     * Opens a file that may have to be created.
     *
     * @param path the path
     * @param flags {@code O_*}, with {@code O_CREAT}
     * @param mode permission bits of a new file, from which the umask is taken
     * @return a descriptor, or the negated error
     * @see "open(2)"
     */
    int open(String path, int flags, int mode);

    /**
     * Closes a descriptor.
     * Makes no object behind its first call, so that a full heap does not keep it from being made.
     *
     * @param fd the descriptor
     * @return 0, or a negated error: {@code EBADF} may stand for any other one
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
     * Duplicates a descriptor, or reads or changes the flags of it or of its open file, or the size of its pipe.
     *
     * @param fd the descriptor
     * @param command {@code F_GETFD}, {@code F_SETFD}, {@code F_GETFL}, {@code F_SETFL}, {@code F_DUPFD_CLOEXEC}, {@code
     *     F_GETPIPE_SZ} or {@code F_SETPIPE_SZ}
     * @param argument the flags to set, the lowest number for a duplicate, or the size of a pipe in bytes; ignored by the
     *     commands that read
     * @return the flags, the duplicate, the size, or 0 behind a change of flags, or the negated error
     * @see "fcntl(2)"
     */
    int fcntl(int fd, int command, int argument);

    /**
     * Controls a device, or asks it something.
     *
     * @param fd the descriptor
     * @param request what to do, such as {@code FIONREAD}
     * @param argument address of what the request reads or fills
     * @return what the request answers, 0 as a rule, or the negated error
     * @see "ioctl(2)"
     */
    int ioctl(int fd, long request, long argument);

    /**
     * Makes a pipe without a name.
     *
     * @param descriptors address of two 32-bit numbers to fill: the read end and the write end
     * @param flags {@code O_CLOEXEC}, {@code O_NONBLOCK} or {@code O_DIRECT}
     * @return 0, or the negated error
     * @see "pipe2(2)"
     */
    int pipe2(long descriptors, int flags);

    /**
     * Makes a FIFO.
     *
     * @param path the path, which must not exist
     * @param mode the permission bits, of which the umask takes some away
     * @return 0, or the negated error
     * @see "mkfifo(3)"
     */
    int mkfifo(String path, int mode);

    /**
     * Sets the length of a file. What is added reads as zeros and is not reserved.
     *
     * @param fd the descriptor, open for writing
     * @param length the length in bytes
     * @return 0, or the negated error
     * @see "ftruncate(2)"
     */
    int ftruncate(int fd, long length);

    /**
     * Reserves room for a range of a file, and makes the file longer where the range ends behind it.
     *
     * @param fd the descriptor, open for writing
     * @param mode {@code FALLOC_FL_*}, or 0
     * @param offset where the range begins
     * @param length how many bytes it has
     * @return 0, or the negated error
     * @see "fallocate(2)"
     */
    int fallocate(int fd, int mode, long offset, long length);

    /**
     * Sets the permission bits of a file, whatever the umask. Follows symbolic links.
     *
     * @param path the path
     * @param mode the bits
     * @return 0, or the negated error
     * @see "chmod(2)"
     */
    int chmod(String path, int mode);

    /**
     * Removes a name of a file.
     *
     * @param path the path
     * @return 0, or the negated error
     * @see "unlink(2)"
     */
    int unlink(String path);

    /**
     * Gives a file one more name.
     *
     * @param path a path of the file
     * @param name the new one, which must not exist
     * @return 0, or the negated error
     * @see "link(2)"
     */
    int link(String path, String name);

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
