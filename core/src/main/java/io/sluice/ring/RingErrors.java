package io.sluice.ring;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileSystemSpace;
import io.sluice.files.FileType;
import io.sluice.libc.Libc;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong with a ring into what happened and what to do. */
final class RingErrors {
    private static final String OPEN = "shm_open";
    private static final String MAKE_ANEW = " Another process has written over the ring: unlink it and make a new one.";

    private RingErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("/", Errno.EMFILE.number(), null);
    }

    static ErrnoException open(String name, int errno, @Nullable FileStatus found) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no ring of this name: create it, or start its owner first.";
            case EEXIST -> "A ring or other shared memory of this name exists already: open it, or unlink it first.";
            case EACCES ->
                found == null
                        ? "This user may not make files in " + RingFile.FOLDER + "."
                        : "It has " + found.access() + ". To use a ring, a process needs to read and to write it.";
            case ELOOP -> "The file " + RingFile.path(name) + " is a symbolic link, and no ring.";
            default -> shortage(Errno.of(errno));
        };
        return new ErrnoException(OPEN, name, errno, remedy);
    }

    private static String shortage(Errno errno) {
        return switch (errno) {
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise the"
                        + " limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case ENOSPC ->
                "There is no room for a ring of this capacity in " + RingFile.FOLDER + ", which "
                        + FileSystemSpace.ofPath(Libc.get().files(), RingFile.FOLDER)
                        + ": choose a smaller one, remove what nobody needs there, or enlarge it (mount -o remount,size=;"
                        + " for a container, --shm-size).";
            case ENOMEM ->
                "There is no room for it among the addresses of this process (ulimit -v), or it has as many mappings as"
                        + " vm.max_map_count lets it have: close some, or raise the limit.";
            default -> "";
        };
    }

    /** Of the ring's own descriptor, through which it is opened once more. */
    static ErrnoException reopen(String name, int errno) {
        return Errno.of(errno) == Errno.ENOENT
                ? new ErrnoException(
                        "open", name, errno, "A ring is locked through /proc/self/fd, and /proc is not mounted.")
                : new ErrnoException("open", name, errno, shortage(Errno.of(errno)));
    }

    static ErrnoException map(String name, int errno) {
        return new ErrnoException("mmap", name, errno, shortage(Errno.of(errno)));
    }

    static ErrnoException unlink(String name, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no ring of this name.";
            case EACCES, EPERM -> "Only the ring's owner and root may unlink it.";
            default -> "";
        };
        return new ErrnoException("shm_unlink", name, errno, remedy);
    }

    static ErrnoException noRing(String name, String found) {
        return new ErrnoException(
                OPEN, name, Errno.EINVAL, "The file " + RingFile.path(name) + " is no ring: " + found);
    }

    static ErrnoException noFile(String name, @Nullable FileStatus found) {
        FileType type = found == null ? FileType.OTHER : found.type();
        return noRing(name, "it is " + type + ".");
    }

    static ErrnoException newer(String name, int version) {
        return new ErrnoException(
                OPEN,
                name,
                Errno.EOPNOTSUPP,
                "It is a ring of version " + version + ", and this program knows version " + RingLayout.VERSION_VALUE
                        + ": use the same version of Sluice on both sides.");
    }

    static ErrnoException lock(String name, int errno) {
        return new ErrnoException(
                "fcntl",
                name,
                errno,
                Errno.of(errno) == Errno.ENOLCK ? "The kernel has no room for one more lock." : "");
    }

    static ErrnoException busy(String name, String who, String does) {
        return new ErrnoException(
                "fcntl", name, Errno.EBUSY, who + " " + does + ". Only one may, until it closes or ends.");
    }

    static ErrnoException cut(String call, String name) {
        return new ErrnoException(
                call,
                name,
                Errno.EFAULT,
                "Another process has cut the file " + RingFile.path(name)
                        + " off, and its messages are gone: unlink it and make a new one.");
    }

    static ClosedHandleException closed(String call, String name) {
        return new ClosedHandleException(call, name, "The handle was closed.");
    }

    static MessageTooLargeException tooLong(String name, int length, int capacity) {
        return new MessageTooLargeException(
                "ring_write",
                name,
                "The message has " + length + " bytes, and the longest one of a ring with the capacity " + capacity
                        + " has " + RingLayout.longestMessage(capacity)
                        + ", an eighth: send it in parts, or create a larger ring.");
    }

    static ErrnoException waiting(String call, String name, int errno) {
        return switch (Errno.of(errno)) {
            case EFAULT -> cut(call, name);
            case EBADF -> closed(call, name);
            default -> new ErrnoException(call, name, errno, "");
        };
    }

    static SendTimeoutException noRoom(String name) {
        return new SendTimeoutException(
                "ring_write", name, "The ring was full until then: its consumer is slow, or gone.");
    }

    static ErrnoException noMessage(String name) {
        return new ErrnoException("ring_read", name, Errno.ETIMEDOUT, "No message has come in time.");
    }

    static DecodeException notDecoded(String name, int type, byte[] payload, String what, @Nullable Throwable cause) {
        return new DecodeException(
                "ring_read",
                name,
                "It is a message of type " + type + " with " + payload.length
                        + " bytes, which was taken, and its decoder " + what + ".",
                payload,
                cause);
    }

    static IllegalStateException insideHandler(String name) {
        return new IllegalStateException(
                "a handler or a decoder of the ring " + name + " has read from this ring: return from it before");
    }

    static RingCorruptedException position(String call, String name, String which, long value) {
        return new RingCorruptedException(
                call, name, "The position of the " + which + " is " + value + ", and no multiple of 8." + MAKE_ANEW);
    }

    static RingCorruptedException used(String call, String name, long head, long tail, int capacity) {
        return new RingCorruptedException(
                call,
                name,
                "The tail is at " + tail + " and the head at " + head + ", and the capacity is " + capacity + "."
                        + MAKE_ANEW);
    }

    static RingCorruptedException foreignHead(String call, String name, long expected, long found) {
        return new RingCorruptedException(
                call,
                name,
                "The head is at " + found + ", and this consumer has left it at " + expected
                        + ". Another process reads the ring without its lock, or has written over it: close this consumer.");
    }

    static RingCorruptedException length(String call, String name, int index, int length) {
        return new RingCorruptedException(
                call, name, "The record at " + index + " has the length " + length + "." + MAKE_ANEW);
    }

    static RingCorruptedException type(String call, String name, int index, int type) {
        return new RingCorruptedException(
                call, name, "The record at " + index + " has the type " + type + "." + MAKE_ANEW);
    }

    static RingCorruptedException unsteadyTail(String name) {
        return new RingCorruptedException(
                "ring_write", name, "The tail changes at each look, without room for a message." + MAKE_ANEW);
    }
}
