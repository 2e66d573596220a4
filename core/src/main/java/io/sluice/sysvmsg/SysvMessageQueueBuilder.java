package io.sluice.sysvmsg;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.LinuxConstants;
import io.sluice.sysvipc.IpcKey;
import java.util.Objects;

/**
 * How to open or create a System V message queue. Not safe for use by several threads at once.
 *
 * <p>The mode counts only where the queue is created: one that exists keeps its own.
 *
 * @see "msgget(2)"
 */
public final class SysvMessageQueueBuilder {
    private static final int MODE_MASK = 0777;
    private static final int DEFAULT_MODE = 0600;

    private final IpcKey key;
    private SysvAccess access = SysvAccess.READ_WRITE;
    private int mode = DEFAULT_MODE;

    SysvMessageQueueBuilder(IpcKey key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * What to open it for.
     *
     * @param value the access; {@link SysvAccess#READ_WRITE} where this is not called
     * @return this builder
     */
    public SysvMessageQueueBuilder access(SysvAccess value) {
        access = Objects.requireNonNull(value, "access");
        return this;
    }

    /**
     * Who may use a new queue: exactly these bits, since the umask does not count here.
     *
     * @param value permission bits, 0 to 0777; 0600 where this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public SysvMessageQueueBuilder mode(int value) {
        mode = checkMode(value);
        return this;
    }

    static int checkMode(int value) {
        if ((value & ~MODE_MASK) != 0) {
            throw new IllegalArgumentException("mode must be from 0 to 0777 (octal), but was " + value + " (decimal)");
        }
        return value;
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
     * Opens the queue, and creates it first if it does not exist; {@link SysvMessageQueue#wasCreated()} tells which.
     *
     * @return the open queue
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no queue is found
     * @throws ErrnoException as for {@link #open()} and {@link #create()}, but neither {@code ENOENT} nor {@code EEXIST}
     */
    public SysvMessageQueue openOrCreate() {
        checkNotPrivate();
        // IPC_CREAT alone does not tell who created it. Whoever loses the race to create opens, and whoever finds the
        // queue removed in between tries again.
        while (true) {
            int id = get(LinuxConstants.IPC_CREAT | LinuxConstants.IPC_EXCL | mode);
            if (id >= 0) {
                return opened(id, true);
            }
            if (id != -Errno.EEXIST.number()) {
                throw failed(id);
            }
            id = get(access.permissions());
            if (id >= 0) {
                return opened(id, false);
            }
            if (id != -Errno.ENOENT.number()) {
                throw failed(id);
            }
        }
    }

    /**
     * Creates the queue, which must not exist; under {@link IpcKey#PRIVATE} another one at each call.
     *
     * @return the open queue
     * @throws ErrnoException if it exists ({@code EEXIST}), there are {@code msgmni} queues ({@code ENOSPC}), or the kernel
     *     has no memory ({@code ENOMEM})
     */
    public SysvMessageQueue create() {
        int id = get(LinuxConstants.IPC_CREAT | LinuxConstants.IPC_EXCL | mode);
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

    private int get(int flags) {
        return Libc.get().msgget(key.value(), flags);
    }

    private ErrnoException failed(int result) {
        return SysvErrors.get("key " + key, -result, new MessageControl(Libc.get()));
    }

    private SysvMessageQueue opened(int id, boolean created) {
        Libc libc = Libc.get();
        try {
            return new SysvMessageQueue(libc, id, key, access, created);
        } catch (Throwable failed) {
            if (created) {
                libc.msgctl(id, LinuxConstants.IPC_RMID, 0); // nobody knows of it yet
            }
            throw failed;
        }
    }

    static SysvMessageQueue openById(int id, SysvAccess access) {
        Objects.requireNonNull(access, "access");
        Libc libc = Libc.get();
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
        return new SysvMessageQueue(libc, id, key, access, false);
    }
}
