package io.sluice.semaphore;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.libc.FutexConstants;
import io.sluice.libc.FutexLayouts;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's answers about semaphores into what happened and what to do. */
final class SemaphoreErrors {
    private SemaphoreErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("/", Errno.EMFILE.number(), null);
    }

    static ErrnoException open(String name, int errno, @Nullable FileStatus found) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no semaphore of this name: create it, or start its owner first.";
            case EEXIST -> "A semaphore of this name exists already: open it, or unlink it first.";
            case EACCES ->
                found == null
                        ? "This user may not make files in " + SemaphoreFile.FOLDER + "."
                        : "It has " + found.access()
                                + ". To wait and to post, a process needs to read and to write it.";
            case ELOOP -> "The file " + SemaphoreFile.path(name) + " is a symbolic link, and no semaphore.";
            default -> shortage(Errno.of(errno));
        };
        return new ErrnoException("sem_open", name, errno, remedy);
    }

    private static String shortage(Errno errno) {
        return switch (errno) {
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise the"
                        + " limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case ENOSPC ->
                SemaphoreFile.FOLDER
                        + " is full: remove what nobody needs there, or enlarge it (mount -o remount,size=;"
                        + " for a container, --shm-size).";
            case ENOMEM -> "The kernel has no memory, or no room for one more mapping.";
            default -> "";
        };
    }

    static ErrnoException noSemaphore(String name, @Nullable FileStatus found) {
        String file = "The file " + SemaphoreFile.path(name);
        if (found == null || found.type() != FileType.REGULAR) {
            FileType type = found == null ? FileType.OTHER : found.type();
            return new ErrnoException("sem_open", name, Errno.EINVAL, file + " is " + type + ", and no semaphore.");
        }
        return new ErrnoException(
                "sem_open",
                name,
                Errno.EINVAL,
                file + " has " + found.size() + " bytes, and a semaphore has " + FutexLayouts.SEM_SIZE
                        + ". A C program that opened it would be killed by SIGBUS. Whoever made the file did not finish:"
                        + " unlink it.");
    }

    static ErrnoException unlink(String name, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no semaphore of this name.";
            case EACCES, EPERM -> "Only the semaphore's owner and root may unlink it.";
            default -> "";
        };
        return new ErrnoException("sem_unlink", name, errno, remedy);
    }

    static ErrnoException full(String name) {
        return new ErrnoException(
                "sem_post",
                name,
                Errno.EOVERFLOW,
                "The value is " + FutexConstants.SEM_VALUE_MAX + ", the greatest one: somebody posts without waiting.");
    }

    static ErrnoException cut(String call, String name) {
        return new ErrnoException(
                call,
                name,
                Errno.EFAULT,
                "Another process has cut the file " + SemaphoreFile.path(name)
                        + " off, and its permits are gone: unlink it and make a new one.");
    }

    static ErrnoException cutMemory(String name) {
        return new ErrnoException(
                "sem_wait",
                name,
                Errno.EFAULT,
                "Another process has cut off the memory that the semaphore is in, and its permits are gone.");
    }

    static ErrnoException map(String name, int errno) {
        String remedy = errno == Errno.ENOENT.number()
                ? "The semaphore's memory is mapped through /proc/self/fd, and /proc is not mounted here."
                : shortage(Errno.of(errno));
        return new ErrnoException("mmap", name, errno, remedy);
    }

    static ErrnoException waiting(String name, int errno) {
        return switch (Errno.of(errno)) {
            case ETIMEDOUT -> new ErrnoException("sem_clockwait", name, errno, "Nobody has posted in time.");
            case EFAULT -> cut("sem_wait", name);
            default -> new ErrnoException("sem_wait", name, errno, "");
        };
    }
}
