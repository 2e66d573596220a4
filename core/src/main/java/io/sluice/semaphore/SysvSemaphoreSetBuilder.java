package io.sluice.semaphore;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvSemaphoreCalls;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.internal.IpcPerm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates a System V semaphore set. Not safe for use by several threads at once.
 *
 * <p>The kernel creates a set without its values: all are 0 until the creator sets them by a further call. A process that
 * opens the set in between must not use it yet. The creator here performs an operation that changes nothing when the set has
 * its values, and who opens a set here waits until somebody has operated on it. Both is what careful C programs do.
 *
 * <p>So {@link #open()} and {@link #openOrCreate()} may block, for five seconds at the most, or as long as {@link
 * #initializationTimeout} says. Do not call them on an event loop's thread.
 *
 * <pre>{@code
 * try (SysvSemaphoreSet pool = SysvSemaphoreSet.builder(IpcKey.of(0x4d2)).values(3).mode(0660).openOrCreate()) {
 *     System.out.println(pool.value(0) + " connections are left");
 * }
 * }</pre>
 *
 * @see "semget(2)"
 */
public final class SysvSemaphoreSetBuilder {
    private static final int DEFAULT_MODE = 0600;
    private static final int READ = 0400;
    private static final int READ_AND_CHANGE = 0600;
    private static final Duration DEFAULT_BOUND = Duration.ofSeconds(5);

    private final IpcKey key;
    private final String object;
    private final SysvSemaphoreCalls libc = Libc.get().sysvSemaphores();
    private int @Nullable [] values;
    private @Nullable Integer mode;
    private int permissions = READ_AND_CHANGE;
    private Duration bound = DEFAULT_BOUND;
    private boolean shapeAccepted;
    private boolean uninitializedAccepted;
    private @Nullable WaitingThreads threads;

    SysvSemaphoreSetBuilder(IpcKey key) {
        this.key = Objects.requireNonNull(key, "key");
        object = "key " + key;
    }

    /**
     * Sets the values of a new set, and with that how many semaphores it has. A set that exists keeps its own, so {@link
     * #openOrCreate()} fails if it has another number of them.
     *
     * @param all a value for each semaphore, 0 to 32,767 ({@code SEMVMX}); one semaphore of value 1 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there is no value, or one is out of range
     */
    public SysvSemaphoreSetBuilder values(int... all) {
        if (all.length == 0) {
            throw new IllegalArgumentException("a set has one semaphore at least, so there must be a value");
        }
        for (int value : all) {
            SetValues.checkValue(value);
        }
        values = all.clone();
        return this;
    }

    /**
     * Sets who may use the set. A new set gets exactly these bits: the kernel does not apply the umask here. To read means to
     * look at values and to wait for 0, to write means to change a value.
     *
     * @param value permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public SysvSemaphoreSetBuilder mode(int value) {
        mode = IpcPerm.checkMode(value);
        return this;
    }

    /**
     * Opens a set that this user may read but not change: to look at it, and to wait for 0.
     *
     * @return this builder
     */
    public SysvSemaphoreSetBuilder readOnly() {
        permissions = READ;
        return this;
    }

    /**
     * Sets how long to wait until a set that exists has its values.
     *
     * @param value the bound; zero to look once; five seconds if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public SysvSemaphoreSetBuilder initializationTimeout(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("initialization timeout must not be negative, but was " + value);
        }
        bound = value;
        return this;
    }

    /**
     * Opens a set that exists without waiting until it has its values. For a set whose creator sets values and makes no
     * operation then, or that has no values yet because this process is to set them.
     *
     * @return this builder
     */
    public SysvSemaphoreSetBuilder acceptUninitialized() {
        uninitializedAccepted = true;
        return this;
    }

    /**
     * Lets {@link #openOrCreate()} open a set that exists whatever its mode and size are.
     *
     * @return this builder
     */
    public SysvSemaphoreSetBuilder acceptShape() {
        shapeAccepted = true;
        return this;
    }

    /**
     * Which threads wait in the kernel on this handle.
     *
     * @param value the threads, which the caller closes after the set; {@link WaitingThreads#shared()} where this is not
     *     called
     * @return this builder
     */
    public SysvSemaphoreSetBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens the set, which must exist, and waits until it has its values.
     *
     * @return the open set
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no set is found
     * @throws SetRemovedException if the set was removed during the wait ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if there is no set of this key ({@code ENOENT}), this user may not use it so ({@code EACCES}),
     *     nobody has operated on it in time ({@code ETIMEDOUT}), or this thread was interrupted ({@code EINTR})
     */
    public SysvSemaphoreSet open() {
        checkNotPrivate();
        int id = get(0, permissions);
        if (id < 0) {
            throw failed(id);
        }
        return found(id);
    }

    /**
     * Opens the set, and creates it first if it does not exist. {@link SysvSemaphoreSet#wasCreated()} says whether this call
     * created it. If it did not, this waits until the set has its values.
     *
     * <p>A set that exists is compared with the number of values and the mode that were set here. What was not set is not
     * compared.
     *
     * @return the open set
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no set is found
     * @throws ErrnoException if the set has another number of semaphores or another mode ({@code EEXIST}), unless {@link
     *     #acceptShape()} was called. Otherwise as for {@link #open()} and {@link #create()}, but not {@code ENOENT}
     */
    public SysvSemaphoreSet openOrCreate() {
        checkNotPrivate();
        // IPC_CREAT alone does not say who created the set, so creating is exclusive. If another process is faster,
        // open.
        // If the set was removed in between, try again.
        while (true) {
            int id = createExclusively();
            if (id >= 0) {
                return initialized(id);
            }
            if (id != -Errno.EEXIST.number()) {
                throw failed(id);
            }
            id = get(0, permissions);
            if (id >= 0) {
                try {
                    checkShape(id);
                    return found(id);
                } catch (SetRemovedException meanwhile) {
                    continue;
                }
            }
            if (id != -Errno.ENOENT.number()) {
                throw failed(id);
            }
        }
    }

    /**
     * Creates the set, which must not exist, and gives it its values. Under {@link IpcKey#PRIVATE}, each call creates another
     * set.
     *
     * @return the open set
     * @throws ErrnoException if the set exists ({@code EEXIST}), it would have more than {@code SEMMSL} semaphores ({@code
     *     EINVAL}), there are {@code SEMMNI} sets or would be more than {@code SEMMNS} semaphores ({@code ENOSPC}), the mode
     *     does not let this user set values ({@code EACCES}), or the kernel has no memory ({@code ENOMEM})
     */
    public SysvSemaphoreSet create() {
        int id = createExclusively();
        if (id < 0) {
            throw failed(id);
        }
        return initialized(id);
    }

    private void checkNotPrivate() {
        if (key.isPrivate()) {
            throw new IllegalArgumentException(
                    "no set is found under IPC_PRIVATE: create it, and open it elsewhere by its identifier");
        }
    }

    private int[] newValues() {
        return values != null ? values : new int[] {1};
    }

    private int createExclusively() {
        int flags = SysvIpcConstants.IPC_CREAT | SysvIpcConstants.IPC_EXCL | (mode != null ? mode : DEFAULT_MODE);
        return get(newValues().length, flags);
    }

    private int get(int size, int flags) {
        return libc.semget(key.value(), size, flags);
    }

    private ErrnoException failed(int result) {
        return SetErrors.get(object, -result, newValues().length, new SetControl(libc));
    }

    private void checkShape(int id) {
        SysvSemaphoreStatus found = new SetInitialization(libc, object).status(id);
        boolean hasSize = values == null || values.length == found.size();
        boolean hasMode = mode == null || mode == found.permissions().mode();
        if (!shapeAccepted && !(hasSize && hasMode)) {
            throw SetErrors.exists(
                    object,
                    shape(values == null ? null : values.length, mode),
                    shape(found.size(), found.permissions().mode()));
        }
    }

    private static String shape(@Nullable Integer size, @Nullable Integer mode) {
        List<String> settings = new ArrayList<>();
        if (size != null) {
            settings.add(size + " semaphores");
        }
        if (mode != null) {
            settings.add(String.format("mode %04o", mode));
        }
        return String.join(", ", settings);
    }

    private SysvSemaphoreSet initialized(int id) {
        int[] given = newValues();
        try {
            new SetInitialization(libc, object).initialize(id, given);
            return new SysvSemaphoreSet(libc, id, key, given.length, true, threads);
        } catch (Throwable failed) {
            libc.semctl(id, 0, SysvIpcConstants.IPC_RMID, 0); // it would never have its values
            throw failed;
        }
    }

    private SysvSemaphoreSet found(int id) {
        SetInitialization initialization = new SetInitialization(libc, object);
        if (!uninitializedAccepted) {
            initialization.await(id, bound);
        }
        return new SysvSemaphoreSet(libc, id, key, initialization.status(id).size(), false, threads);
    }

    static SysvSemaphoreSet openById(int id) {
        SysvSemaphoreCalls libc = Libc.get().sysvSemaphores();
        try {
            SysvSemaphoreStatus found = new SetInitialization(libc, "set " + id).status(id);
            return new SysvSemaphoreSet(libc, id, found.key(), found.size(), false, null);
        } catch (SetRemovedException unknown) {
            throw new ErrnoException(
                    "semctl IPC_STAT",
                    "set " + id,
                    Errno.EINVAL,
                    "There is no semaphore set of this identifier in this IPC namespace: it was removed, or never was.");
        }
    }
}
