package io.sluice.ring;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.time.Nanos;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates a ring. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (Ring prices = Ring.builder("/prices").capacity(1 << 20).mode(0660).openOrCreate()) {
 *     System.out.println("messages of up to " + prices.longestMessage() + " bytes");
 * }
 * }</pre>
 *
 * @see "shm_open(3)"
 */
public final class RingBuilder {
    private static final int MODE_MASK = 0777;
    private static final int DEFAULT_MODE = 0600;
    private static final int DEFAULT_CAPACITY = 1 << 20;
    private static final long DEFAULT_SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    /** Where another process cuts the memory off, nobody wakes up who sleeps. So no sleep is longer than this. */
    private static final long CONSUMER_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A consumer wakes producers up when there is much room, and not for some. */
    private static final long PRODUCER_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long DEFAULT_UNBLOCK_NANOS = TimeUnit.SECONDS.toNanos(10);

    static {
        RingErrors.load();
    }

    private final String name;
    private int capacity = DEFAULT_CAPACITY;
    private ProducerKind producers = ProducerKind.MANY;
    private int mode = DEFAULT_MODE;
    private long spinNanos = DEFAULT_SPIN_NANOS;
    private long consumerSleepNanos = CONSUMER_SLEEP_NANOS;
    private long producerSleepNanos = PRODUCER_SLEEP_NANOS;
    private long unblockNanos = DEFAULT_UNBLOCK_NANOS;
    private @Nullable WaitingThreads threads;

    RingBuilder(String name) {
        this.name = name;
    }

    /**
     * Sets how many bytes of records a new ring holds. A record is a message with 8 bytes more, rounded up to a multiple of 8. The
     * longest message has an eighth of this. A ring that exists keeps its own capacity.
     *
     * @param bytes a power of two from 4096 to 1073741824; 1048576 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is no such number
     */
    public RingBuilder capacity(int bytes) {
        if (!RingLayout.isCapacity(bytes)) {
            throw new IllegalArgumentException("capacity must be a power of two from " + RingLayout.SMALLEST_CAPACITY
                    + " to " + RingLayout.LARGEST_CAPACITY + ", but was " + bytes);
        }
        capacity = bytes;
        return this;
    }

    /**
     * Sets how many producers a new ring may have at once. A ring that exists keeps its own kind.
     *
     * @param kind one or many; {@link ProducerKind#MANY} if this is not called
     * @return this builder
     */
    public RingBuilder producers(ProducerKind kind) {
        producers = Objects.requireNonNull(kind, "kind");
        return this;
    }

    /**
     * Sets who may open a new ring. It gets exactly these bits, whatever the umask; one that exists keeps its own. Who writes or
     * reads messages has to read and to write the memory, and whoever may write can also destroy the ring for all.
     *
     * @param permissions permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public RingBuilder mode(int permissions) {
        if ((permissions & ~MODE_MASK) != 0) {
            throw new IllegalArgumentException(
                    "mode must be from 0 to 0777 (octal), but was " + permissions + " (decimal)");
        }
        mode = permissions;
        return this;
    }

    /**
     * Sets how long a wait looks at the ring before it sleeps in the kernel. To spin takes a processor, and saves the other side
     * the system call that wakes this one up. An interruption, a close and the end of the wait's time end the spinning, too.
     *
     * @param time 0 or more; 20 microseconds if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public RingBuilder spin(Duration time) {
        spinNanos = Nanos.of(time, "spin");
        return this;
    }

    /**
     * Sets when this consumer gives up a record that was claimed and is not written, because its producer was killed in between.
     * The records behind it have to wait until then. A producer that was only stopped for so long, as by SIGSTOP, destroys
     * messages of others when it goes on.
     *
     * @param time 0 or more; 10 seconds if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public RingBuilder unblockAfter(Duration time) {
        unblockNanos = Nanos.of(time, "unblockAfter");
        return this;
    }

    /** For tests: to sleep for so long that a wake-up which is lost is found. */
    RingBuilder longestSleep(Duration time) {
        consumerSleepNanos = Nanos.of(time, "longestSleep");
        producerSleepNanos = consumerSleepNanos;
        return this;
    }

    /**
     * Which threads wait in the kernel on this handle.
     *
     * @param value the threads, which the caller closes after the ring; {@link WaitingThreads#shared()} where this is not called
     * @return this builder
     */
    public RingBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens the ring, which must exist.
     *
     * @return the open ring
     * @throws ErrnoException if there is no such ring ({@code ENOENT}), this user may not read and write it ({@code EACCES}), the
     *     memory of this name is no ring, or was cut off ({@code EINVAL}), the ring is of another version ({@code EOPNOTSUPP}),
     *     the name is a symbolic link ({@code ELOOP}), there is no room for one more mapping ({@code ENOMEM}), or descriptors
     *     are used up ({@code EMFILE}, {@code ENFILE})
     */
    public Ring open() {
        FileCalls files = Libc.get().files();
        int number = RingFile.open(files, name);
        if (number < 0) {
            throw RingErrors.open(name, -number, null);
        }
        return opened(files, number, false);
    }

    /**
     * Creates the ring, which must not exist. Nobody can open it before it is whole. All of its memory is reserved.
     *
     * @return the open ring
     * @throws ErrnoException if there is shared memory of this name ({@code EEXIST}), {@code /dev/shm} has no room for it ({@code
     *     ENOSPC}), this user may not make files there ({@code EACCES}), there is no room for one more mapping ({@code ENOMEM}),
     *     or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public Ring create() {
        FileCalls files = Libc.get().files();
        int number = RingFile.create(files, name, new RingHeader(producers, capacity), mode);
        if (number < 0) {
            throw RingErrors.open(name, -number, null);
        }
        return opened(files, number, true);
    }

    /**
     * Opens the ring, and creates it first if it does not exist. {@link Ring#wasCreated()} says whether this call created it.
     *
     * @return the open ring
     * @throws ErrnoException as for {@link #open()} and {@link #create()}, but neither {@code ENOENT} nor {@code EEXIST}
     */
    public Ring openOrCreate() {
        FileCalls files = Libc.get().files();
        while (true) {
            int existing = RingFile.open(files, name);
            if (existing >= 0) {
                return opened(files, existing, false);
            }
            int number = RingFile.create(files, name, new RingHeader(producers, capacity), mode);
            if (number >= 0) {
                return opened(files, number, true);
            }
            // Another process has created it meanwhile, and may unlink it before it is opened.
        }
    }

    private Ring opened(FileCalls files, int number, boolean created) {
        OwnedFd fd = OwnedFd.of(files, number, name);
        try {
            RingHeader header = RingHeader.read(files, number, name);
            MappedRegion region = RingFile.map(fd, name, header.size());
            RingMemory memory = new RingMemory(region, header.size(), header.capacity());
            RingSettings settings =
                    new RingSettings(spinNanos, consumerSleepNanos, producerSleepNanos, unblockNanos, threads);
            return new Ring(new OpenRing(fd, region, memory, name, header.kind(), settings), created);
        } catch (Throwable failed) {
            fd.close();
            throw failed;
        }
    }
}
