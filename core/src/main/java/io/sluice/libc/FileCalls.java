package io.sluice.libc;

/** Calls on files, and on whatever else has a descriptor. Results and pointers are as {@link Libc} says. */
public interface FileCalls {
    /**
     * Reads or changes the flags of a descriptor or of its open file.
     *
     * @param fd the descriptor
     * @param command {@code F_GETFD}, {@code F_SETFD}, {@code F_GETFL} or {@code F_SETFL}
     * @param argument the flags to set; ignored by the commands that read
     * @return the flags, or 0 behind a change, or the negated error
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
