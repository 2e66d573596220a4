package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.ring.Ring;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a route that is on this machine: a queue, a ring or a FIFO. Whoever opened a queue or a ring closes it, behind the end of
 * the route.
 *
 * <pre>{@code
 * LocalQueue orders = LocalQueue.of(queue);
 * }</pre>
 */
public abstract class LocalQueue {
    LocalQueue() {}

    /**
     * A POSIX queue. Its messages have their priority in the header {@link BridgeHeaders#PRIORITY}.
     *
     * @param queue an open queue
     * @return the end of a route
     */
    public static LocalQueue of(PosixMessageQueue queue) {
        return new LocalPosixQueue(queue);
    }

    /**
     * A System V queue. Its messages have their type in the header {@link BridgeHeaders#TYPE}.
     *
     * @param queue an open queue
     * @return the end of a route
     */
    public static LocalQueue of(SysvMessageQueue queue) {
        return new LocalSysvQueue(queue);
    }

    /**
     * A ring in shared memory. Its messages have their type in the header {@link BridgeHeaders#TYPE}. The route is the ring's consumer
     * while it runs, or one of its producers.
     *
     * @param ring an open ring
     * @return the end of a route
     */
    public static LocalQueue of(Ring ring) {
        return new LocalRing(Objects.requireNonNull(ring, "ring"));
    }

    /**
     * A FIFO. It is open while the route runs, and only then. Its records have no priority, and keep their order.
     *
     * @param path the FIFO, which must exist when the route begins
     * @param records what a message is in it
     * @return the end of a route
     */
    public static LocalQueue fifo(Path path, FifoRecords records) {
        return new LocalFifo(Objects.requireNonNull(path, "path"), Objects.requireNonNull(records, "records"));
    }

    /** Such as {@code mq:/orders}. */
    abstract String source();

    /** The header that has the priority or type; null if there is none. */
    @Nullable
    abstract String numberHeader();

    abstract long lowestNumber();

    abstract long highestNumber();

    /** The longest message in bytes. */
    abstract int maxPayload();

    /** Why a payload that is not too long cannot be sent; null if it can. */
    @Nullable
    String refusal(byte[] payload) {
        return null;
    }

    /**
     * Begins to receive.
     *
     * @param loop one that nothing else uses, because the journal's disk may hold its thread
     * @param notices gets a line for what was read and is no message
     */
    abstract Taking receive(EventLoop loop, Consumer<String> notices);

    /** Sends a message if there is room now. */
    abstract boolean trySend(QueueMessage message);

    /** Sends a message as soon as there is room. */
    abstract Delivery send(QueueMessage message);

    /**
     * Throws if messages go where no other process can open them any more, and no send says so. Called before what was sent is committed,
     * and while room is awaited.
     */
    void checkReachable() {}

    /** Closes what the route has opened. The route has ended, or its last stream has. */
    void release(Consumer<String> notices) {}
}
