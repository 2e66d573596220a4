package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueue;
import reactor.core.publisher.Mono;

/**
 * The end of a route that is on this machine: a queue. Whoever opened the queue closes it.
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

    /** Such as {@code mq:/orders}. */
    abstract String source();

    /** The header that has the priority or type. */
    abstract String numberHeader();

    abstract long lowestNumber();

    abstract long highestNumber();

    /** The longest message in bytes. */
    abstract int maxPayload();

    /** Begins to receive. A loop that nothing else uses, because the journal's disk may hold its thread. */
    abstract Taking receive(EventLoop loop);

    /** Sends a message if there is room now. */
    abstract boolean trySend(QueueMessage message);

    /** Waits for room. When a cancel returns, the message is not sent any more. */
    abstract Mono<Void> send(QueueMessage message);
}
