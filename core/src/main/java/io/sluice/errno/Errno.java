package io.sluice.errno;

/**
 * The error numbers of Linux that the calls of this library can give, by their names in {@code <errno.h>}. The
 * numbers are the same on x86-64 and on aarch64.
 *
 * @see "errno(3)"
 */
public enum Errno {
    /** Operation not permitted. */
    EPERM(1, "operation not permitted"),
    /** No such file, queue or name. */
    ENOENT(2, "no such file or queue"),
    /** No such process or thread. */
    ESRCH(3, "no such process"),
    /** A signal ended the call. */
    EINTR(4, "interrupted by a signal"),
    /** Input or output error. */
    EIO(5, "input/output error"),
    /** Nobody at the other end, such as a FIFO without a reader, or no such device. */
    ENXIO(6, "no such device, or nobody at the other end"),
    /** Argument list too long; {@code msgrcv} uses it for a message longer than the buffer. */
    E2BIG(7, "argument or message too long"),
    /** Not an open descriptor, or not open for this direction. */
    EBADF(9, "bad file descriptor"),
    /** The call would have to wait. */
    EAGAIN(11, "the call would block"),
    /** Out of memory. */
    ENOMEM(12, "out of memory"),
    /** Permission denied. */
    EACCES(13, "permission denied"),
    /** Bad address. */
    EFAULT(14, "bad address"),
    /** Device or slot taken. */
    EBUSY(16, "resource busy"),
    /** The name exists already. */
    EEXIST(17, "exists already"),
    /** Not a directory. */
    ENOTDIR(20, "not a directory"),
    /** Is a directory. */
    EISDIR(21, "is a directory"),
    /** Invalid argument. */
    EINVAL(22, "invalid argument"),
    /** The system's table of open files is full. */
    ENFILE(23, "too many open files in the system"),
    /** The process has too many open files, or the user too many bytes in message queues. */
    EMFILE(24, "a limit of this process or user is used up"),
    /** File too large; {@code semop} uses it for an index that the set does not have. */
    EFBIG(27, "file too large, or no such index"),
    /** No space left. */
    ENOSPC(28, "no space left"),
    /** Read-only file system. */
    EROFS(30, "read-only file system"),
    /** The other end of the pipe is gone. */
    EPIPE(32, "broken pipe"),
    /** Result out of range. */
    ERANGE(34, "out of range"),
    /** A deadlock would follow. */
    EDEADLK(35, "a deadlock would follow"),
    /** File name too long. */
    ENAMETOOLONG(36, "name too long"),
    /** No room for a lock, or no locks on this file system. */
    ENOLCK(37, "no locks available"),
    /** Function not implemented by this kernel. */
    ENOSYS(38, "not implemented by this kernel"),
    /** Too many symbolic links. */
    ELOOP(40, "too many symbolic links"),
    /** No message of the desired type. */
    ENOMSG(42, "no message of the desired type"),
    /** The identifier was removed. */
    EIDRM(43, "identifier removed"),
    /** Bad message: what is in shared memory makes no sense. */
    EBADMSG(74, "bad message"),
    /** Value too large for its type. */
    EOVERFLOW(75, "value too large"),
    /** Message too long, or buffer too short. */
    EMSGSIZE(90, "message too long"),
    /** Operation not supported. */
    EOPNOTSUPP(95, "operation not supported"),
    /** Address family not supported. */
    EAFNOSUPPORT(97, "address family not supported"),
    /** Out of buffer space. */
    ENOBUFS(105, "no buffer space"),
    /** The time ran out. */
    ETIMEDOUT(110, "timed out"),
    /** The operation was cancelled; a timer uses it for a change of the clock. */
    ECANCELED(125, "operation cancelled"),
    /** A number that this list does not hold. */
    UNKNOWN(0, "unknown error");

    private static final Errno[] BY_NUMBER = new Errno[ECANCELED.number + 1];

    static {
        for (Errno errno : values()) {
            BY_NUMBER[errno.number] = errno;
        }
    }

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /**
     * The constant for a number.
     *
     * @param number a positive error number
     * @return its constant, or {@link #UNKNOWN}
     */
    public static Errno of(int number) {
        Errno known = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        return known == null ? UNKNOWN : known;
    }

    /**
     * The number of this error.
     *
     * @return the number in {@code <errno.h>}; 0 for {@link #UNKNOWN}
     */
    public int number() {
        return number;
    }

    /**
     * What this error means, in a few words.
     *
     * @return a phrase in English without a full stop
     */
    public String text() {
        return text;
    }
}
