package io.sluice.ring;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.files.ObjectName;
import io.sluice.libc.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An open ring: messages in shared memory, which one process reads and others write. A C program has the same one by {@code
 * sluice_ring.h}.
 *
 * <pre>{@code
 * try (Ring ring = Ring.builder("/prices").openOrCreate();
 *         RingProducer producer = ring.producer();
 *         RingConsumer consumer = ring.consumer()) {
 *     producer.tryWrite(RingMessage.ofText(1, "bolts 12.50"));
 *     System.out.println(consumer.poll().text());
 * }
 * }</pre>
 *
 * <p>A ring has a capacity, and is full then: a producer waits or is refused. Each message goes to the consumer once, in the
 * order in which the producers have claimed room. The messages stay in the ring while no process has it open. They are gone when
 * the machine stops, or when the ring was unlinked and nobody has it open.
 *
 * <p>The ring is a file below {@code /dev/shm}. Whoever may write to the file may destroy it. What such a process writes over it
 * is an error here ({@link RingCorruptedException}), or a message that nobody sent. A process that cuts the file off takes the
 * messages from all; this is an error here as well ({@code EFAULT}) as a rule. In code that the JVM has compiled, it may be an
 * {@link InternalError} that comes some instructions late. And it ends this JVM where it happens between a look at the memory and
 * the compare-and-set behind it. C programs die each time. So give the ring to users whom you trust.
 *
 * <p>All methods may be called from any thread.
 *
 * @see "shm_overview(7)"
 */
public final class Ring implements AutoCloseable {
    private static final int LONGEST_NAME = 255;
    private static final ObjectName NAMES = new ObjectName("ring", "/prices", LONGEST_NAME);

    private final OpenRing open;
    private final boolean created;
    private final Set<RingSide> sides = ConcurrentHashMap.newKeySet();

    Ring(OpenRing open, boolean created) {
        this.open = open;
        this.created = created;
    }

    /**
     * Begins to open or create a ring.
     *
     * @param name a slash and 1 to 255 bytes without another slash, such as {@code /prices}
     * @return a builder
     * @throws IllegalArgumentException if it is no such name
     */
    public static RingBuilder builder(String name) {
        return new RingBuilder(NAMES.check(name));
    }

    /**
     * Takes the name away. Who has the ring open keeps it; the next one who opens the name finds none, or another one.
     *
     * @param name the name
     * @throws ErrnoException if there is no ring of this name ({@code ENOENT}), or this user is neither its owner nor root
     *     ({@code EACCES}, {@code EPERM})
     * @throws IllegalArgumentException if it is no name of a ring
     * @see "shm_unlink(3)"
     */
    public static void unlink(String name) {
        RingFile.unlink(Libc.get().files(), NAMES.check(name));
    }

    /**
     * The names of the rings that there are and this user may read. Reads a folder and the files in it, so it is not for an event
     * loop's thread.
     *
     * @return the names, each with its slash, in their order
     * @throws java.io.UncheckedIOException if {@code /dev/shm} cannot be read
     */
    public static List<String> list() {
        return RingFile.list();
    }

    /**
     * The header by which C and C++ programs have rings, {@code sluice_ring.h}.
     *
     * @return its text
     */
    public static String cHeader() {
        try (InputStream header = Ring.class.getResourceAsStream("sluice_ring.h")) {
            return new String(Objects.requireNonNull(header).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Begins to write. A ring of many producers gives any number of these. One of {@link ProducerKind#ONE} gives one at a time, over
     * all processes.
     *
     * @return the producer, to be closed
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if the one producer is there already ({@code EBUSY}), descriptors are used up ({@code EMFILE}, {@code
     *     ENFILE}), or another process has cut the ring off ({@code EFAULT})
     */
    public RingProducer producer() {
        RingLock lock = null;
        if (open.kind() == ProducerKind.ONE) {
            lock = open.tryLock(RingLock.PRODUCER);
            if (lock == null) {
                throw RingErrors.busy(open.name(), "Another handle or process", "writes to this ring of one producer");
            }
        }
        return side("ring_write", lock, RingProducer::new);
    }

    /**
     * Becomes the consumer, behind what the last one has taken. A message that a killed consumer had taken is not read again.
     *
     * @return the consumer, to be closed
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if there is a consumer already; the message names its process ({@code EBUSY}). If descriptors are used
     *     up ({@code EMFILE}, {@code ENFILE}), or another process has cut the ring off ({@code EFAULT})
     * @throws RingCorruptedException if the positions in the ring make no sense ({@code EBADMSG})
     */
    public RingConsumer consumer() {
        RingLock lock = open.tryLock(RingLock.CONSUMER);
        if (lock == null) {
            throw RingErrors.busy(open.name(), whoReads(), "reads this ring");
        }
        return side("ring_read", lock, RingConsumer::new);
    }

    private String whoReads() {
        checkOpen("ring_read");
        try {
            return open.use("ring_read", open::consumer).words();
        } finally {
            open.region().release();
        }
    }

    /** Begins a use of the memory. */
    private void checkOpen(String call) {
        if (!open.region().acquire()) {
            throw RingErrors.closed(call, open.name());
        }
    }

    private <T> T side(String call, @Nullable RingLock lock, BiFunction<OpenRing, RingSide, T> maker) {
        if (!open.region().acquire()) {
            if (lock != null) {
                lock.close();
            }
            throw RingErrors.closed(call, open.name());
        }
        RingSide side = new RingSide(open, lock, sides);
        try {
            T made = open.use(call, () -> maker.apply(open, side));
            if (!isOpen()) {
                throw RingErrors.closed(call, open.name()); // the close may have come before this was among the sides
            }
            return made;
        } catch (Throwable refused) {
            side.closeWithWaits();
            throw refused;
        }
    }

    /**
     * Looks at the ring.
     *
     * @return what is in it now
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public RingStatus status() {
        checkOpen("ring_status");
        try {
            return open.use("ring_status", this::look);
        } finally {
            open.region().release();
        }
    }

    private RingStatus look() {
        boolean read = open.isLocked(RingLock.CONSUMER);
        ConsumerProcess consumer = open.consumer();
        long consumed = open.memory().head();
        long produced = open.memory().tail();
        return new RingStatus(
                RingLayout.VERSION_VALUE,
                open.kind(),
                capacity(),
                longestMessage(),
                produced,
                consumed,
                Math.min(Math.max(produced - consumed, 0), capacity()),
                read,
                read && consumer.isSeen() ? OptionalLong.of(consumer.pid()) : OptionalLong.empty(),
                open.isLocked(RingLock.PRODUCER),
                open.memory().longAt(RingLayout.UNBLOCKED));
    }

    /**
     * The name.
     *
     * @return such as {@code /prices}
     */
    public String name() {
        return open.name();
    }

    /**
     * How many bytes of records the ring holds.
     *
     * @return a power of two
     */
    public int capacity() {
        return open.memory().capacity();
    }

    /**
     * How long a message may be.
     *
     * @return an eighth of the capacity, in bytes
     */
    public int longestMessage() {
        return RingLayout.longestMessage(capacity());
    }

    /**
     * How many producers the ring may have at once.
     *
     * @return one or many
     */
    public ProducerKind producers() {
        return open.kind();
    }

    /**
     * Whether the call that opened this has created the ring.
     *
     * @return false if it existed before
     */
    public boolean wasCreated() {
        return created;
    }

    /**
     * Whether this handle is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return open.region().isOpen();
    }

    /**
     * Closes this handle, with its consumer and its producers. Waits on them end with {@link ClosedHandleException}. The memory is
     * unmapped when the last call on it has returned. The ring stays as it is, with its name and its messages. A second close does
     * nothing.
     */
    @Override
    public void close() {
        open.region().close(); // the sides keep it, and no other one begins
        try {
            closeSides(sides.iterator());
        } finally {
            open.fd().close();
        }
    }

    /** Each of them, whatever a hook of another one throws. */
    private static void closeSides(Iterator<RingSide> left) {
        if (left.hasNext()) {
            try {
                left.next().closeWithWaits();
            } finally {
                closeSides(left);
            }
        }
    }

    @Override
    public String toString() {
        return "Ring(" + open.name() + (isOpen() ? ")" : ", closed)");
    }
}
