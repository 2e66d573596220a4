package io.sluice.ring;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.time.WaitTimeout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A producer of a ring.
 *
 * <pre>{@code
 * try (RingProducer producer = ring.producer()) {
 *     if (!producer.tryWrite(RingMessage.ofText(1, "bolts 12.50"))) {
 *         System.out.println("the ring is full");
 *     }
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. That of a ring with {@link ProducerKind#ONE} is used by one thread at a time, with
 * its waits; its {@link #close()} may be called from any thread.
 */
public final class RingProducer implements AutoCloseable {
    private static final String CALL = "ring_write";

    private final OpenRing ring;
    private final RingSide side;
    private final RingTail tail;
    private final SleepWord consumer;
    private final int longest;

    RingProducer(OpenRing ring, RingSide side) {
        this.ring = ring;
        this.side = side;
        tail = new RingTail(ring.memory(), ring.name(), ring.kind());
        consumer = ring.consumerSleeps();
        longest = RingLayout.longestMessage(ring.memory().capacity());
    }

    /**
     * Writes a message where there is room for it. Never waits.
     *
     * @param type its type, 1 or more
     * @param message its bytes, from the position to the limit, which stay as they are
     * @return false if the ring has no room for it
     * @throws IllegalArgumentException if the type is not positive
     * @throws MessageTooLargeException if the message is longer than {@link Ring#longestMessage()} ({@code EMSGSIZE})
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if the positions in the ring make no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public boolean tryWrite(int type, ByteBuffer message) {
        RingMessage.checkType(type);
        check(message.remaining());
        side.acquire(CALL);
        try {
            return write(type, message);
        } catch (InternalError gone) {
            throw ring.explained(CALL, gone);
        } finally {
            side.release();
        }
    }

    /**
     * Writes a message where there is room for it. Never waits.
     *
     * @param message the message
     * @return false if the ring has no room for it
     * @throws MessageTooLargeException if the message is longer than {@link Ring#longestMessage()} ({@code EMSGSIZE})
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if the positions in the ring make no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public boolean tryWrite(RingMessage message) {
        return tryWrite(message.type(), ByteBuffer.wrap(message.payload()));
    }

    /**
     * Writes messages, the first ones for which there is room. Never waits. Messages of other producers may come between them.
     *
     * @param messages the messages, in their order
     * @return how many of them are in the ring
     * @throws MessageTooLargeException if one of them is longer than {@link Ring#longestMessage()} ({@code EMSGSIZE}); none is
     *     written then
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if the positions in the ring make no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public int tryWrite(List<RingMessage> messages) {
        messages.forEach(message -> check(message.size()));
        side.acquire(CALL);
        int written = 0;
        try {
            for (RingMessage message : messages) {
                if (!tail.tryWrite(message.type(), ByteBuffer.wrap(message.payload()))) {
                    break;
                }
                written++;
            }
            return written;
        } catch (InternalError gone) {
            throw ring.explained(CALL, gone);
        } finally {
            if (written > 0) {
                wakeUpConsumer();
            }
            side.release();
        }
    }

    private boolean write(int type, ByteBuffer message) {
        boolean written = tail.tryWrite(type, message);
        if (written) {
            wakeUpConsumer();
        }
        return written;
    }

    private void wakeUpConsumer() {
        if (consumer.isAnnounced()) {
            consumer.wakeUp(); // several threads of the consumer may sleep
        }
    }

    private void check(int length) {
        if (length > longest) {
            throw RingErrors.tooLong(ring.name(), length, ring.memory().capacity());
        }
    }

    /**
     * Begins to wait, on a waiting thread, until there was room for a message and it is written. Waits without end.
     *
     * @param message the message
     * @param handler gets the outcome, on the waiting thread; after {@link WaitHandler#done()} the message is in the ring. {@link
     *     RingCorruptedException} and {@code EFAULT} come to it as well
     * @return the wait, by which it can be interrupted
     * @throws MessageTooLargeException if the message is longer than {@link Ring#longestMessage()} ({@code EMSGSIZE})
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "futex(2)"
     */
    public KernelWait blockingWrite(RingMessage message, WaitHandler handler) {
        return blocking(message, new WaitTimeout(null), handler);
    }

    /**
     * Begins to wait, on a waiting thread, until there was room for a message and it is written, for a time. Where that is over, the
     * outcome is a {@link io.sluice.errno.SendTimeoutException}. Everything else is as for {@link #blockingWrite(RingMessage,
     * WaitHandler)}.
     *
     * @param message the message
     * @param timeout how long, on the monotonic clock; zero for room that is there now; 292 years or more mean for ever
     * @param handler gets the outcome, on the waiting thread; after {@link WaitHandler#done()} the message is in the ring
     * @return the wait, by which it can be interrupted
     * @throws IllegalArgumentException if the timeout is negative
     * @throws MessageTooLargeException if the message is longer than {@link Ring#longestMessage()} ({@code EMSGSIZE})
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "futex(2)"
     */
    public KernelWait blockingWrite(RingMessage message, Duration timeout, WaitHandler handler) {
        return blocking(message, new WaitTimeout(Objects.requireNonNull(timeout, "timeout")), handler);
    }

    private KernelWait blocking(RingMessage message, WaitTimeout timeout, WaitHandler handler) {
        check(message.size());
        ByteBuffer bytes = ByteBuffer.wrap(message.payload());
        RingSleep sleep =
                new RingSleep(ring, ring.producersSleep(), ring.settings().producerSleepNanos(), timeout);
        return side.begin(new ConditionWait(
                CALL,
                new GuardedWait(CALL, ring, side, sleep),
                new RingSleep.Condition() {
                    @Override
                    public boolean holds() {
                        return write(message.type(), bytes);
                    }

                    @Override
                    public long nanosToLook() {
                        return Long.MAX_VALUE;
                    }
                },
                () -> RingErrors.noRoom(ring.name()),
                handler));
    }

    /**
     * The name of the ring.
     *
     * @return such as {@code /prices}
     */
    public String name() {
        return ring.name();
    }

    /**
     * Whether this handle is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return side.isOpen();
    }

    /**
     * Closes this handle. Waits on it end with {@link ClosedHandleException}, and when this returns none of them writes a message any
     * more. What was written stays in the ring. A second close does nothing.
     */
    @Override
    public void close() {
        side.closeWithWaits();
    }

    @Override
    public String toString() {
        return "RingProducer(" + ring.name() + (isOpen() ? ")" : ", closed)");
    }
}
