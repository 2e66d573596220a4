package io.sluice.mqueue;

import io.sluice.errno.DecodeException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.Libc;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's answers about queues into what happened, which limit it was, and what to do. */
final class MqErrors {
    private static final String RAISE_SYSCTL =
            "raise it as root (sysctl -w fs.mqueue.%s=N; in a container, for its IPC namespace), or ask for less.";

    /** {@code HARD_MSGMAX} and {@code HARD_MSGSIZEMAX} of the kernel: CAP_SYS_RESOURCE lifts the limits up to there. */
    private static final int HARD_MAX_MESSAGES = 65_536;

    private static final int HARD_MAX_MESSAGE_SIZE = 16 * 1024 * 1024;

    private MqErrors() {}

    /**
     * Loads what the sentences need: a process that is out of descriptors cannot open a class file, and could not say that
     * it is, then or ever.
     */
    static void load() {
        openRemedy("", Errno.ENOENT, null);
    }

    static MessageTooLargeException messageTooLarge(String name, int length, int limit) {
        return new MessageTooLargeException(
                "mq_send",
                name,
                "The message has " + length + " bytes and the queue takes " + limit
                        + ": send less, or create the queue with a larger max message size.");
    }

    static MessageTooLargeException bufferTooSmall(String name, int room, int limit) {
        return new MessageTooLargeException(
                "mq_receive",
                name,
                "The buffer has room for " + room + " bytes, and a message of this queue may have " + limit
                        + ": pass a buffer of at least that size.");
    }

    static DecodeException notDecoded(String name, PosixMessage message, String what, @Nullable Throwable cause) {
        return new DecodeException(
                "mq_receive",
                name,
                "It is a message of priority " + message.priority() + " with " + message.size()
                        + " bytes, which was taken, and its decoder " + what + ".",
                message.payload(),
                cause);
    }

    static ErrnoException open(String name, int errno, @Nullable MqShape shape) {
        return new ErrnoException("mq_open", name, errno, openRemedy(name, Errno.of(errno), shape));
    }

    /** What the blocking open of a queue that is open already failed with. */
    static ErrnoException openAgain(String name, String path, int errno, boolean shared) {
        String remedy = shared && errno == Errno.EACCES.number()
                ? "This user was given the queue with O_NONBLOCK and may not open it, so it cannot wait in the kernel: pass"
                        + " the queue on without O_NONBLOCK (NonBlocking=no in systemd), or let this user open it."
                : openRemedy(name, Errno.of(errno), null);
        return new ErrnoException("mq_open", name + " again through " + path, errno, remedy);
    }

    private static String openRemedy(String name, Errno errno, @Nullable MqShape shape) {
        return switch (errno) {
            case ENOENT -> "There is no queue of this name in this IPC namespace: create it, or start its owner first.";
            case EEXIST -> "A queue of this name exists already: open it, or unlink it first.";
            case EACCES -> AccessRemedy.of(name);
            case EINVAL -> shape == null ? "The kernel refuses the arguments." : shapeRemedy(shape);
            case EMFILE -> emfileRemedy(shape);
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case ENOSPC ->
                "The number of queues in this IPC namespace is at its limit queues_max"
                        + value(PosixMqLimits.read().maxQueues()) + ": unlink some, or "
                        + String.format(RAISE_SYSCTL, "queues_max");
            case EOVERFLOW -> "The product of max messages and max message size is more than a queue can have.";
            case ENOMEM -> "The kernel has no memory for this queue: ask for fewer or smaller messages.";
            case ENOSYS -> "This kernel was built without POSIX message queues (CONFIG_POSIX_MQUEUE).";
            default -> "";
        };
    }

    private static String shapeRemedy(MqShape shape) {
        PosixMqLimits limits = PosixMqLimits.read();
        String messages =
                excess("max messages", shape.maxMessages(), "msg_max", limits.maxMessages(), HARD_MAX_MESSAGES);
        String size = excess(
                "max message size",
                shape.maxMessageSize(),
                "msgsize_max",
                limits.maxMessageSize(),
                HARD_MAX_MESSAGE_SIZE);
        String remedy = (messages + " " + size).strip();
        return remedy.isEmpty() ? "The kernel refuses " + shape + "." : remedy;
    }

    private static String excess(String what, int asked, String sysctl, OptionalInt limit, int hardLimit) {
        if (limit.isEmpty() || asked <= limit.getAsInt()) {
            return "";
        }
        String over = what + " " + asked + " is over the limit " + sysctl + value(limit);
        return asked > hardLimit
                ? over + ", and over " + hardLimit + ", more than which no process may have: ask for less."
                : over + ": " + String.format(RAISE_SYSCTL, sysctl);
    }

    /** EMFILE has two causes, and the wrong guess sends people looking for leaks that they do not have. */
    private static String emfileRemedy(@Nullable MqShape shape) {
        if (noDescriptorIsLeft()) {
            return "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise"
                    + " the limit.";
        }
        PosixMqLimits limits = PosixMqLimits.read();
        MqShape asked = shape != null ? shape : MqShape.defaults(limits);
        String needs = asked == null
                ? "this queue needs more bytes than are left"
                : "this queue needs " + PosixMqLimits.cost(asked.maxMessages(), asked.maxMessageSize()) + " bytes";
        return "RLIMIT_MSGQUEUE: " + needs + ", the limit is " + limits.maxBytes() + " for all queues of this user"
                + " together: unlink queues that nobody needs, ask for fewer or smaller messages, or raise the limit"
                + " (ulimit -q, LimitMSGQUEUE= in systemd, --ulimit msgqueue= in a container).";
    }

    private static boolean noDescriptorIsLeft() {
        Libc libc = Libc.get();
        int probe = libc.epoll().eventfd(0, EpollConstants.EFD_CLOEXEC);
        if (probe >= 0) {
            libc.files().close(probe);
        }
        return probe == -Errno.EMFILE.number();
    }

    static ErrnoException unlink(String name, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no queue of this name in this IPC namespace.";
            case EACCES, EPERM -> "Only the queue's owner and root may unlink it.";
            default -> "";
        };
        return new ErrnoException("mq_unlink", name, errno, remedy);
    }

    static ErrnoException notify(String name, int errno, long holder) {
        return new ErrnoException("mq_notify", name, errno, Errno.of(errno) == Errno.EBUSY ? slotTaken(holder) : "");
    }

    private static String slotTaken(long holder) {
        String slot = "A queue has one notification slot. ";
        if (holder == ProcessHandle.current().pid()) {
            return slot + "This process holds it already: share the one subscription, or cancel it first.";
        }
        return slot + (holder == 0 ? "Another process holds it" : "Another process holds it, with the id " + holder)
                + ": end its registration, or try again later, for nothing notifies when the slot is free.";
    }

    static ErrnoException notificationSocket(String name, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EAFNOSUPPORT, EPERM, EACCES ->
                "The kernel delivers notifications to a netlink socket, and this system lets the process have none: allow"
                        + " AF_NETLINK (RestrictAddressFamilies= in systemd, the container's seccomp profile).";
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise"
                        + " the limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            default -> "";
        };
        return new ErrnoException("socket", "notification socket of " + name, errno, remedy);
    }

    static ErrnoException wrongAccess(String call, String name, PosixAccess access, PosixAccess needed) {
        return new ErrnoException(
                call,
                name,
                Errno.EBADF,
                "The queue was opened with PosixAccess." + access + ": open it with PosixAccess." + needed
                        + " or READ_WRITE.");
    }

    private static String value(OptionalInt limit) {
        return limit.isPresent() ? " = " + limit.getAsInt() : "";
    }
}
