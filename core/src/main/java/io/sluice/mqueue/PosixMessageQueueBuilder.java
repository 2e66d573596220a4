package io.sluice.mqueue;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueShapeException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueLayouts;
import io.sluice.memory.NativeMemory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates a POSIX message queue. Not safe for use by several threads at once.
 *
 * <p>A new queue gets the size and the mode that are set here. A queue that exists keeps its own, so {@link
 * #openOrCreate()} fails if they differ from what was set.
 *
 * <pre>{@code
 * try (PosixMessageQueue orders = PosixMessageQueue.builder("/orders")
 *         .maxMessages(10)
 *         .maxMessageSize(512)
 *         .mode(0660)
 *         .openOrCreate()) {
 *     orders.trySend(PosixMessage.ofText("an order"));
 * }
 * }</pre>
 *
 * @see "mq_open(3)"
 */
public final class PosixMessageQueueBuilder {
    static final int MODE_MASK = 0777;

    private static final int DEFAULT_MODE = 0600;
    /** The kernel's own defaults, for when {@code /proc} cannot be read. */
    private static final MqShape BUILT_IN_DEFAULTS = new MqShape(10, 8192);

    static {
        MqErrors.load();
    }

    private final String name;
    private PosixAccess access = PosixAccess.READ_WRITE;
    private int maxMessages;
    private int maxMessageSize;
    private @Nullable Integer mode;
    private boolean shapeAccepted;
    private WhenUnlinked whenUnlinked = WhenUnlinked.FAIL;
    private @Nullable WaitingThreads threads;

    PosixMessageQueueBuilder(String name) {
        this.name = name;
    }

    /**
     * Sets what to open the queue for.
     *
     * @param value the access; {@link PosixAccess#READ_WRITE} if this is not called
     * @return this builder
     */
    public PosixMessageQueueBuilder access(PosixAccess value) {
        access = Objects.requireNonNull(value, "access");
        return this;
    }

    /**
     * Sets how many messages the queue holds at the most.
     *
     * @param value {@code mq_maxmsg}, 1 or more; the system's default if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public PosixMessageQueueBuilder maxMessages(int value) {
        maxMessages = positive(value, "max messages");
        return this;
    }

    /**
     * Sets how long a message is at the most.
     *
     * @param value {@code mq_msgsize} in bytes, 1 or more; the system's default if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public PosixMessageQueueBuilder maxMessageSize(int value) {
        maxMessageSize = positive(value, "max message size");
        return this;
    }

    private static int positive(int value, String what) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive, but was " + value);
        }
        return value;
    }

    /**
     * Sets who may open the queue. A new queue gets exactly these bits, whatever the umask.
     *
     * @param value permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public PosixMessageQueueBuilder mode(int value) {
        if ((value & ~MODE_MASK) != 0) {
            throw new IllegalArgumentException("mode must be from 0 to 0777 (octal), but was " + value + " (decimal)");
        }
        mode = value;
        return this;
    }

    /**
     * Lets {@link #openOrCreate()} open a queue that exists whatever its size and mode are.
     *
     * @return this builder
     */
    public PosixMessageQueueBuilder acceptShape() {
        shapeAccepted = true;
        return this;
    }

    /**
     * What becomes of streams and sends on this handle once the queue is unlinked, by this process or another. Calls on the
     * handle itself work as before.
     *
     * @param value what to do; {@link WhenUnlinked#FAIL} where this is not called
     * @return this builder
     */
    public PosixMessageQueueBuilder whenUnlinked(WhenUnlinked value) {
        whenUnlinked = Objects.requireNonNull(value, "whenUnlinked");
        return this;
    }

    /**
     * Which threads wait in the kernel for this handle's blocking sends and receives.
     *
     * @param value the threads, which the caller closes after the queue; {@link WaitingThreads#shared()} where this is not
     *     called
     * @return this builder
     */
    public PosixMessageQueueBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens the queue, which must exist.
     *
     * @return the open queue
     * @throws ErrnoException if there is no such queue ({@code ENOENT}), this user may not open it so ({@code EACCES}), or
     *     descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public PosixMessageQueue open() {
        int result = openExisting();
        if (result < 0) {
            throw MqErrors.open(name, -result, null);
        }
        return opened(result, false);
    }

    /**
     * Opens the queue, and creates it first if it does not exist. {@link PosixMessageQueue#wasCreated()} says whether this
     * call created it.
     *
     * <p>A queue that exists is compared with the size and the mode that were set here. What was not set is not compared.
     * The mode is looked at for up to 100 ms, because another creator may be about to set it.
     *
     * @return the open queue
     * @throws QueueShapeException if the queue exists and has another size or mode ({@code EEXIST}), unless {@link
     *     #acceptShape()} was called
     * @throws ErrnoException as for {@link #open()} and {@link #create()}, but not {@code ENOENT}
     */
    public PosixMessageQueue openOrCreate() {
        // O_CREAT alone does not say who created the queue, so creating is exclusive. If another process is faster,
        // open.
        // If that one has unlinked the queue in between, try again.
        while (true) {
            int result = createExclusively(Libc.get().posixQueues());
            if (result >= 0) {
                return opened(result, true);
            }
            if (result != -Errno.EEXIST.number()) {
                throw MqErrors.open(name, -result, shape());
            }
            result = openExisting();
            if (result >= 0) {
                return checked(opened(result, false));
            }
            if (result != -Errno.ENOENT.number()) {
                throw MqErrors.open(name, -result, null);
            }
        }
    }

    private PosixMessageQueue checked(PosixMessageQueue existing) {
        if (shapeAccepted) {
            return existing;
        }
        try {
            new AskedShape(maxMessages, maxMessageSize, mode).check(existing);
            return existing;
        } catch (Throwable different) {
            existing.close();
            throw different;
        }
    }

    /**
     * Creates the queue, which must not exist.
     *
     * @return the open queue
     * @throws ErrnoException if it exists ({@code EEXIST}), a size is over {@code msg_max} or {@code msgsize_max} ({@code
     *     EINVAL}), it needs more bytes than {@code RLIMIT_MSGQUEUE} leaves ({@code EMFILE}), there are {@code queues_max}
     *     queues ({@code ENOSPC}), the product of the sizes is too large ({@code EOVERFLOW}), the kernel has no memory
     *     ({@code ENOMEM}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public PosixMessageQueue create() {
        int result = createExclusively(Libc.get().posixQueues());
        if (result < 0) {
            throw MqErrors.open(name, -result, shape());
        }
        return opened(result, true);
    }

    private int openExisting() {
        return Libc.get().posixQueues().mqOpen(name, flags(), 0, 0);
    }

    /** The number of the descriptor, or the negated errno. Until {@link #opened} its mode is without the bits of the umask. */
    int createExclusively(PosixQueueCalls libc) {
        int flags = flags() | FileConstants.O_CREAT | FileConstants.O_EXCL;
        MqShape shape = shape();
        if (shape == null) {
            return libc.mqOpen(name, flags, newMode(), 0);
        }
        NativeMemory attributes = NativeMemory.allocate(PosixQueueLayouts.MQ_ATTR_SIZE);
        attributes.bytes().putLong(PosixQueueLayouts.MQ_ATTR_MAXMSG, shape.maxMessages());
        attributes.bytes().putLong(PosixQueueLayouts.MQ_ATTR_MSGSIZE, shape.maxMessageSize());
        int result = libc.mqOpen(name, flags, newMode(), attributes.address());
        attributes.keepAlive();
        return result;
    }

    private int flags() {
        return access.flag() | FileConstants.O_NONBLOCK | FileConstants.O_CLOEXEC;
    }

    private int newMode() {
        return mode != null ? mode : DEFAULT_MODE;
    }

    /** The size asked for; null where it is all left to the system. The kernel takes both numbers or none. */
    private @Nullable MqShape shape() {
        if (maxMessages == 0 && maxMessageSize == 0) {
            return null;
        }
        if (maxMessages != 0 && maxMessageSize != 0) {
            return new MqShape(maxMessages, maxMessageSize);
        }
        MqShape system = Objects.requireNonNullElse(MqShape.defaults(PosixMqLimits.read()), BUILT_IN_DEFAULTS);
        return new MqShape(
                maxMessages != 0 ? maxMessages : system.maxMessages(),
                maxMessageSize != 0 ? maxMessageSize : system.maxMessageSize());
    }

    private PosixMessageQueue opened(int number, boolean created) {
        Libc libc = Libc.get();
        try {
            return opened(libc, OwnedFd.of(libc.files(), number, name), created);
        } catch (Throwable failed) {
            if (created) {
                libc.posixQueues().mqUnlink(name); // nobody knows of it yet
            }
            throw failed;
        }
    }

    private PosixMessageQueue opened(Libc libc, OwnedFd fd, boolean created) {
        try {
            if (created) {
                // The umask has taken bits away; until here the queue was open to fewer than asked, never to more.
                int result = libc.files().fchmod(fd.number(), newMode());
                if (result < 0) {
                    throw new ErrnoException("fchmod", name, -result, "");
                }
            }
            HowOpened opened = new HowOpened(name, access, created, whenUnlinked, false);
            return new PosixMessageQueue(libc, fd, opened, threads);
        } catch (Throwable failed) {
            fd.close();
            throw failed;
        }
    }
}
