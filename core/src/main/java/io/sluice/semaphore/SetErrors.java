package io.sluice.semaphore;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.sysvipc.internal.IpcErrors;
import java.time.Duration;

/** Turns the kernel's answers about semaphore sets into what happened, which limit it was, and what to do. */
final class SetErrors {
    private static final IpcErrors SHARED = new IpcErrors("semaphore set", "ipcs -s");

    private static final String RAISE =
            "as root (sysctl -w kernel.sem='SEMMSL SEMMNS SEMOPM SEMMNI'; in a container, for its IPC namespace)";

    private SetErrors() {}

    static ErrnoException get(String object, int errno, int size, SetControl control) {
        return Errno.of(errno) == Errno.EINVAL
                ? new ErrnoException(
                        "semget",
                        object,
                        errno,
                        "A set may have SEMMSL = " + control.limits().maxSetSize()
                                + " semaphores, and this one was to have " + size
                                + ": ask for fewer, or raise the limit " + RAISE + ".")
                : SHARED.get("semget", object, errno, () -> noSpace(size, control));
    }

    private static String noSpace(int size, SetControl control) {
        SetControl.Usage used = control.usage();
        SysvSemaphoreLimits limits = control.limits();
        return "This IPC namespace has " + used.sets() + " semaphore sets of SEMMNI = " + limits.maxSets() + ", and "
                + used.semaphores() + " semaphores of SEMMNS = " + limits.maxSemaphores()
                + ", and this set was to have "
                + size + ": remove some sets, or raise the limits " + RAISE + ".";
    }

    static ErrnoException exists(String object, String asked, String found) {
        return new ErrnoException(
                "semget",
                object,
                Errno.EEXIST,
                "Asked for: " + asked + ". Found: " + found
                        + ". Ask for the shape that the set has, remove the set first, or accept any shape (acceptShape()).");
    }

    static ErrnoException notInitialized(String object, SysvSemaphoreStatus status, Duration waited) {
        return new ErrnoException(
                "semget",
                object,
                Errno.ETIMEDOUT,
                "The set " + status.id() + " exists since " + status.changeTime()
                        + ", but within " + waited + " nobody has operated on it (sem_otime is 0). Its creator has not"
                        + " given it its values yet, or ended before it did, or makes no semop when it has: remove the set, or"
                        + " accept it as it is (acceptUninitialized()).");
    }

    static ErrnoException interrupted(String object) {
        return new ErrnoException(
                "semget",
                object,
                Errno.EINTR,
                "The thread was interrupted while it waited for the set's creator to give it its values.");
    }

    static ErrnoException control(String command, String name, int errno) {
        Errno known = Errno.of(errno);
        String call = "semctl " + command;
        return IpcErrors.isRemoved(known) ? removed(call, name, known) : SHARED.control(call, name, errno);
    }

    /** For operations whose number was checked before: what is invalid then is the identifier. */
    static ErrnoException operation(String call, String name, int errno, int operations, int size, SetControl control) {
        Errno known = Errno.of(errno);
        if (IpcErrors.isRemoved(known)) {
            return removed(call, name, known);
        }
        String remedy = switch (known) {
            case EFBIG -> "The set has " + size + " semaphores, and their indexes are from 0 to " + (size - 1) + ".";
            case E2BIG ->
                "There are " + operations + " operations, and one call may have SEMOPM = "
                        + control.limits().maxOperations() + ": make fewer at once, or raise the limit " + RAISE + ".";
            case ERANGE ->
                "A value would be over the limit SEMVMX = " + SemaphoreOperation.GREATEST_VALUE
                        + ", or what would have to be undone at the end of this process: somebody gives without taking, or"
                        + " gives without undo what was taken with it.";
            case ENOMEM, ENOSPC ->
                "The kernel has no memory for the operations or for what this process may have to undo.";
            default -> SHARED.remedy(known);
        };
        return new ErrnoException(call, name, errno, remedy);
    }

    static AcquireTimeoutException timeout(String call, String name) {
        return new AcquireTimeoutException(
                call,
                name,
                "The operations were not possible in time: a value was too low, or not 0 where 0 was awaited.");
    }

    static SetRemovedException removed(String call, String name, Errno errno) {
        return new SetRemovedException(call, name, errno, SHARED.removed());
    }

    static ClosedHandleException closed(String call, String name) {
        return new ClosedHandleException(call, name, "The handle was closed.");
    }
}
