package io.sluice.sysvmsg;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.sysvipc.internal.IpcErrors;

/** Turns the kernel's answers about System V queues into what happened, which limit it was, and what to do. */
final class SysvErrors {
    private static final IpcErrors SHARED = new IpcErrors("queue", "ipcs -q");

    private SysvErrors() {}

    static ErrnoException get(String object, int errno, MessageControl control) {
        return SHARED.get(
                "msgget",
                object,
                errno,
                () -> SHARED.tooMany("msgmni", control.limits().maxQueues()));
    }

    static ErrnoException control(String command, String name, int errno) {
        Errno known = Errno.of(errno);
        String call = "msgctl " + command;
        return IpcErrors.isRemoved(known) ? removed(call, name, known) : SHARED.control(call, name, errno);
    }

    static ErrnoException set(String name, int errno, SysvMqSettings settings, MessageControl control) {
        int most = control.limits().maxBytes();
        if (Errno.of(errno) == Errno.EPERM && settings.maxBytes() > most) {
            return new ErrnoException(
                    "msgctl IPC_SET",
                    name,
                    errno,
                    "max bytes " + settings.maxBytes() + " is over the limit msgmnb = " + most
                            + ", which only root may pass (CAP_SYS_RESOURCE), or this user does not own the queue: ask for"
                            + " less, or " + IpcErrors.raise("msgmnb") + ".");
        }
        return control("IPC_SET", name, errno);
    }

    /** For msgsnd and msgrcv, whose arguments were checked before: what is invalid then is the identifier. */
    static ErrnoException transfer(String call, String name, int errno) {
        Errno known = Errno.of(errno);
        if (IpcErrors.isRemoved(known)) {
            return removed(call, name, known);
        }
        String remedy = known == Errno.ENOMEM ? "The kernel has no memory for the message." : SHARED.remedy(known);
        return new ErrnoException(call, name, errno, remedy);
    }

    private static QueueRemovedException removed(String call, String name, Errno errno) {
        return new QueueRemovedException(call, name, errno, SHARED.removed());
    }

    static ErrnoException browse(String name, int errno) {
        return Errno.of(errno) == Errno.ENOSYS
                ? new ErrnoException(
                        "msgrcv",
                        name,
                        errno,
                        "To look at messages without taking them (MSG_COPY), the kernel must have been built with"
                                + " CONFIG_CHECKPOINT_RESTORE. Nothing was taken.")
                : transfer("msgrcv", name, errno);
    }

    /** It is the JVM's memory that is used up, and not the kernel's. */
    static ErrnoException noMemory(String call, String name, OutOfMemoryError cause) {
        return new ErrnoException(
                call,
                name,
                Errno.ENOMEM,
                "The JVM has no native memory for a message as long as the next one, which stays in the queue ("
                        + cause.getMessage() + "): allow it more (-XX:MaxDirectMemorySize).");
    }

    static ClosedHandleException closed(String call, String name) {
        return new ClosedHandleException(call, name, "The handle was closed.");
    }

    static ErrnoException wrongAccess(String call, String name, SysvAccess access, SysvAccess needed) {
        return new ErrnoException(
                call,
                name,
                Errno.EACCES,
                "The queue was opened with SysvAccess." + access + ": open it with SysvAccess." + needed
                        + " or READ_WRITE.");
    }

    static MessageTooLargeException overMessageSize(String name, int size, int limit) {
        return new MessageTooLargeException(
                "msgsnd",
                name,
                "The message has " + size + " bytes, and the limit msgmax is " + limit + ": send less, or "
                        + IpcErrors.raise("msgmax") + ".");
    }

    static MessageTooLargeException overQueueSize(String name, int size, long maxBytes) {
        return new MessageTooLargeException(
                "msgsnd",
                name,
                "The message has " + size + " bytes, and the whole queue holds " + maxBytes
                        + " (msg_qbytes): it would wait for ever. Send less, or let the queue's owner raise msg_qbytes.");
    }
}
