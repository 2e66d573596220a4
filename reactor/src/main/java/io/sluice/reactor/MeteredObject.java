package io.sluice.reactor;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.ring.Ring;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An object of the kernel as metrics show it: its kind, its name, and how full it is.
 *
 * <pre>{@code
 * MeteredObject orders = MeteredObject.of(queue);
 * System.out.println(orders.kind() + " " + orders.name() + ": " + orders.levels().get(0).current());
 * }</pre>
 *
 * <p>Two are equal if they were made of the same handle, which is not collected yet. Those that were made of none are equal to
 * themselves alone.
 *
 * <p>It does not keep the handle that it was made of, so that a handle that nobody closes is still reported as a leak. May be
 * used from any thread.
 */
public final class MeteredObject {
    private static final double NO_LIMIT = Double.NaN;

    private final String kind;
    private final String name;
    private final List<FillLevel> levels;
    /** Null where it was not made of a handle. */
    private final @Nullable WeakReference<?> handle;

    private MeteredObject(String kind, String name, @Nullable Object handle, List<FillLevel> levels) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.name = Objects.requireNonNull(name, "name");
        this.handle = handle == null ? null : new WeakReference<>(handle);
        this.levels = levels;
    }

    /**
     * An object of some kind.
     *
     * @param kind the kind, one of few
     * @param name its name, which does not differ from one run of the program to the next
     * @param levels how full it is
     * @return the object
     */
    public static MeteredObject of(String kind, String name, FillLevel... levels) {
        return new MeteredObject(kind, name, null, List.of(levels));
    }

    private static MeteredObject ofHandle(String kind, String name, Object handle, FillLevel... levels) {
        return new MeteredObject(kind, name, handle, List.of(levels));
    }

    /**
     * A POSIX message queue, with its messages. They are NaN where the queue was unlinked: another queue may have its name now.
     *
     * @param queue an open queue
     * @return the object, of the kind {@code posix-mq}
     */
    public static MeteredObject of(PosixMessageQueue queue) {
        return ofHandle(
                "posix-mq",
                queue.name(),
                queue,
                level(
                        "messages",
                        queue,
                        open -> open.isUnlinked()
                                ? Double.NaN
                                : open.attributes().currentMessages(),
                        open -> open.isUnlinked()
                                ? Double.NaN
                                : open.attributes().maxMessages()));
    }

    /**
     * A System V message queue, with its messages and bytes. The limit of both is {@code msg_qbytes}.
     *
     * @param queue an open queue
     * @return the object, of the kind {@code sysv-mq}
     */
    public static MeteredObject of(SysvMessageQueue queue) {
        return ofHandle(
                "sysv-mq",
                queue.name(),
                queue,
                level(
                        "messages",
                        queue,
                        open -> open.status().messages(),
                        open -> open.status().maxBytes()),
                level(
                        "bytes",
                        queue,
                        open -> open.status().bytes(),
                        open -> open.status().maxBytes()));
    }

    /**
     * A ring, with the bytes of its records.
     *
     * @param ring an open ring
     * @return the object, of the kind {@code ring}
     */
    public static MeteredObject of(Ring ring) {
        return ofHandle(
                "ring",
                ring.name(),
                ring,
                level("bytes", ring, open -> open.status().usedBytes(), Ring::capacity));
    }

    /**
     * A pipe or FIFO, with its bytes.
     *
     * @param end its open end for reading
     * @return the object, of the kind {@code pipe}
     */
    public static MeteredObject of(PipeReadEnd end) {
        return ofHandle(
                "pipe", end.name(), end, level("bytes", end, PipeReadEnd::readableBytes, PipeReadEnd::capacity));
    }

    /**
     * A pipe or FIFO, with its bytes.
     *
     * @param end its open end for writing
     * @return the object, of the kind {@code pipe}
     */
    public static MeteredObject of(PipeWriteEnd end) {
        return ofHandle(
                "pipe", end.name(), end, level("bytes", end, PipeWriteEnd::readableBytes, PipeWriteEnd::capacity));
    }

    /**
     * A POSIX semaphore, with the permits that are left.
     *
     * @param semaphore an open semaphore
     * @return the object, of the kind {@code posix-semaphore}
     */
    public static MeteredObject of(PosixSemaphore semaphore) {
        return ofHandle(
                "posix-semaphore",
                semaphore.name(),
                semaphore,
                level("permits", semaphore, PosixSemaphore::value, open -> NO_LIMIT));
    }

    /**
     * A set of System V semaphores, with the sum of their values as the permits that are left.
     *
     * @param set an open set
     * @return the object, of the kind {@code sysv-semaphore}
     */
    public static MeteredObject of(SysvSemaphoreSet set) {
        return ofHandle(
                "sysv-semaphore",
                set.name(),
                set,
                level("permits", set, open -> Arrays.stream(open.values()).sum(), open -> NO_LIMIT));
    }

    private static <H> FillLevel level(String unit, H handle, ToDoubleFunction<H> current, ToDoubleFunction<H> limit) {
        WeakReference<H> kept = new WeakReference<>(handle);
        return FillLevel.of(unit, () -> read(kept, current), () -> read(kept, limit));
    }

    private static <H> double read(WeakReference<H> kept, ToDoubleFunction<H> number) {
        H handle = kept.get();
        return handle == null ? Double.NaN : number.applyAsDouble(handle);
    }

    /**
     * The kind.
     *
     * @return such as {@code posix-mq}, {@code sysv-mq}, {@code ring}, {@code pipe}, {@code posix-semaphore}, {@code lock} or
     *     {@code timer}
     */
    public String kind() {
        return kind;
    }

    /**
     * The name.
     *
     * @return such as {@code /orders}
     */
    public String name() {
        return name;
    }

    /**
     * How full the object is.
     *
     * @return one level for each unit; none where the kind has none, or the kernel does not say it
     */
    public List<FillLevel> levels() {
        return levels;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same handle, whatever a handle calls equal
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        Object own = handle == null ? null : handle.get();
        return own != null
                && other instanceof MeteredObject that
                && that.handle != null
                && own == that.handle.get()
                && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, name);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
