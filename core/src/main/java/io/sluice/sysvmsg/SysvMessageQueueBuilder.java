package io.sluice.sysvmsg;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.errno.QueueShapeException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.internal.IpcPerm;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates a System V message queue. Not safe for use by several threads at once.
 *
 * <p>A new queue gets the mode and the size that are set here. A queue that exists keeps its own, so {@link
 * #openOrCreate()} fails if they differ from what was set.
 *
 * <pre>{@code
 * IpcKey key = IpcKey.ofPath(Path.of("/run/daemon.lock"), 'A');
 * try (SysvMessageQueue orders = SysvMessageQueue.builder(key).mode(0660).openOrCreate()) {
 *     orders.trySend(SysvMessage.ofText(1, "an order"));
 * }
 * }</pre>
 *
 * @see "msgget(2)"
 */
public final class SysvMessageQueueBuilder {
    private static final int DEFAULT_MODE = 0600;

    private final IpcKey key;
    private SysvAccess access = SysvAccess.READ_WRITE;
    private @Nullable Integer mode;
    private @Nullable Long maxBytes;
    private boolean shapeAccepted;
    private @Nullable WaitingThreads threads;

    SysvMessageQueueBuilder(IpcKey key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * Sets what to open the queue for.
     *
     * @param value the access; {@link SysvAccess#READ_WRITE} if this is not called
     * @return this builder
     */
    public SysvMessageQueueBuilder access(SysvAccess value) {
        access = Objects.requireNonNull(value, "access");
        return this;
    }

    /**
     * Sets who may use the queue. A new queue gets exactly these bits: the kernel does not apply the umask here.
     *
     * @param value permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public SysvMessageQueueBuilder mode(int value) {
        mode = IpcPerm.checkMode(value);
        return this;
    }

    /**
     * Sets how many bytes, and how many messages, the queue holds.
     *
     * @param value {@code msg_qbytes}, 0 to 4,294,967,295; the system's default, {@code msgmnb}, if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public SysvMessageQueueBuilder maxBytes(long value) {
        maxBytes = SysvMqSettings.checkMaxBytes(value);
        return this;
    }

    /**
     * Lets {@link #openOrCreate()} open a queue that exists whatever its mode and size are.
     *
     * @return this builder
     */
    public SysvMessageQueueBuilder acceptShape() {
        shapeAccepted = true;
        return this;
    }

    /**
     * Which threads wait in the kernel for this handle's blocking sends and receives.
     *
     * @param value the threads, which the caller closes after the queue; {@link WaitingThreads#shared()} where this is not
     *     called
     * @return this builder
     */
    public SysvMessageQueueBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens the queue, which must exist.
     *
     * @return the open queue
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no queue is found
     * @throws ErrnoException if there is no queue of this key ({@code ENOENT}), or this user may not use it so ({@code
     *     EACCES})
     */
    public SysvMessageQueue open() {
        checkNotPrivate();
        return opened(found(), false);
    }

    /**
     * Opens the queue, and creates it first if it does not exist. {@link SysvMessageQueue#wasCreated()} says whether this
     * call created it.
     *
     * <p>A queue that exists is compared with the mode and the size that were set here. What was not set is not compared,
     * nor is what this user may not see: a queue that this user may not read, before Linux 4.17. The size is looked at for
     * up to 100 ms, because another creator may be about to set it.
     *
     * @return the open queue
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no queue is found
     * @throws QueueShapeException if the queue exists and has another mode or size ({@code EEXIST}), unless {@link
     *     #acceptShape()} was called
     * @throws ErrnoException as for {@link #open()} and {@link #create()}, but not {@code ENOENT}
     */
    public SysvMessageQueue openOrCreate() {
        checkNotPrivate();
        // IPC_CREAT alone does not say who created the queue, so creating is exclusive. If another process is faster,
        // open.
        // If the queue was removed in between, try again.
        while (true) {
            int id = createExclusively();
            if (id >= 0) {
                return opened(id, true);
            }
            if (id != -Errno.EEXIST.number()) {
                throw failed(id);
            }
            id = get(access.permissions());
            if (id >= 0) {
                if (!shapeAccepted) {
                    new AskedShape(mode, maxBytes).check(id, "key " + key);
                }
                return opened(id, false);
            }
            if (id != -Errno.ENOENT.number()) {
                throw failed(id);
            }
        }
    }

    /**
     * Creates the queue, which must not exist. Under {@link IpcKey#PRIVATE}, each call creates another queue.
     *
     * @return the open queue
     * @throws ErrnoException if the queue exists ({@code EEXIST}), there are {@code msgmni} queues ({@code ENOSPC}), the
     *     size is over {@code msgmnb} ({@code EPERM}), or the kernel has no memory ({@code ENOMEM})
     */
    public SysvMessageQueue create() {
        int id = createExclusively();
        if (id < 0) {
            throw failed(id);
        }
        return opened(id, true);
    }

    private void checkNotPrivate() {
        if (key.isPrivate()) {
            throw new IllegalArgumentException(
                    "no queue is found under IPC_PRIVATE: create it, and open it elsewhere by its identifier");
        }
    }

    /** With mode 0 the kernel would check nothing here, and refuse later. */
    private int found() {
        int id = get(access.permissions());
        if (id < 0) {
            throw failed(id);
        }
        return id;
    }

    private int createExclusively() {
        return get(SysvIpcConstants.IPC_CREAT | SysvIpcConstants.IPC_EXCL | (mode != null ? mode : DEFAULT_MODE));
    }

    private int get(int flags) {
        return Libc.get().sysvMessages().msgget(key.value(), flags);
    }

    private ErrnoException failed(int result) {
        return SysvErrors.get(
                "key " + key, -result, new MessageControl(Libc.get().sysvMessages()));
    }

    private SysvMessageQueue opened(int id, boolean created) {
        SysvMessageCalls libc = Libc.get().sysvMessages();
        try {
            if (created && maxBytes != null) {
                new MessageControl(libc).setMaxBytes(id, "key " + key, maxBytes);
            }
            return new SysvMessageQueue(libc, id, key, access, created, threads);
        } catch (Throwable failed) {
            if (created) {
                libc.msgctl(id, SysvIpcConstants.IPC_RMID, 0); // nobody knows of it yet
            }
            throw failed;
        }
    }

    static SysvMessageQueue openById(int id, SysvAccess access) {
        Objects.requireNonNull(access, "access");
        SysvMessageCalls libc = Libc.get().sysvMessages();
        MessageControl control = new MessageControl(libc);
        IpcKey key = null;
        try {
            key = control.status(id, "queue " + id).key();
        } catch (QueueRemovedException unknown) {
            throw new ErrnoException(
                    "msgctl IPC_STAT",
                    "queue " + id,
                    Errno.EINVAL,
                    "There is no queue of this identifier in this IPC namespace: it was removed, or never was.");
        } catch (ErrnoException refused) {
            if (refused.errno() != Errno.EACCES || access.canReceive()) {
                throw refused;
            }
        }
        return new SysvMessageQueue(libc, id, key, access, false, null);
    }
}
