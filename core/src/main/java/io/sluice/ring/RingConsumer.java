package io.sluice.ring;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.time.WaitTimeout;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one consumer of a ring. No other handle and no other process reads the ring until this is closed, or its process ends.
 *
 * <pre>{@code
 * try (RingConsumer consumer = ring.consumer()) {
 *     int taken = consumer.read((type, message) -> {
 *         System.out.println(type + ": " + message.remaining() + " bytes");
 *         return true;
 *     }, 100);
 *     System.out.println(taken + " messages were there");
 * }
 * }</pre>
 *
 * <p>A message is taken once its handler is called, and is not delivered again, also where the handler throws or the process is
 * killed inside it.
 *
 * <p>May be used from any thread. Of several that read or wait, each message goes to one. While a handler or a decoder runs, the
 * others wait; keep it short. Inside it, the ring cannot be read: each try is an {@link IllegalStateException}.
 */
public final class RingConsumer implements AutoCloseable {
    private final OpenRing ring;
    private final RingSide side;
    private final RingReading reading;

    /** The lock is held. */
    RingConsumer(OpenRing ring, RingSide side) {
        this.ring = ring;
        this.side = side;
        ring.setConsumer(ConsumerProcess.current());
        side.setLastAccess(() -> ring.setConsumer(ConsumerProcess.NONE));
        reading = new RingReading(ring);
    }

    /**
     * Takes messages and passes them on without a copy. Never waits. Takes no more in one call than the ring holds.
     *
     * @param handler gets each message, on this thread
     * @param limit how many to take at the most
     * @return how many were taken; 0 if there is none
     * @throws IllegalArgumentException if the limit is negative
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if what is in the ring makes no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public int read(RingHandler handler, int limit) {
        Objects.requireNonNull(handler, "handler");
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative, but was " + limit);
        }
        side.acquire(RingReading.CALL);
        try {
            return reading.read(handler, limit);
        } catch (InternalError gone) {
            throw ring.explained(RingReading.CALL, gone);
        } finally {
            side.release();
        }
    }

    /**
     * Takes one message, as a copy. Never waits.
     *
     * @return the message; null if there is none
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if what is in the ring makes no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public @Nullable RingMessage poll() {
        return take(reading::poll);
    }

    /**
     * Takes one message, and makes an object of it without a copy. Never waits.
     *
     * @param decoder reads the message, on this thread
     * @param <T> the type of the object
     * @return the object; null if there is no message
     * @throws DecodeException if the decoder throws something or returns null ({@code EBADMSG}); the message is taken
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if what is in the ring makes no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public <T> @Nullable T poll(RingDecoder<? extends T> decoder) {
        MessageIntake<T> intake = new DecodedMessages<>(ring.name(), decoder);
        return take(() -> reading.poll(intake));
    }

    private <T> @Nullable T take(Supplier<@Nullable T> call) {
        side.acquire(RingReading.CALL);
        try {
            return call.get();
        } catch (InternalError gone) {
            throw ring.explained(RingReading.CALL, gone);
        } finally {
            side.release();
        }
    }

    /**
     * Begins to wait for a message, on a waiting thread, without end. The message stays in the ring.
     *
     * @param handler gets the outcome, on the waiting thread, which may read there; after {@link WaitHandler#done()} there is a
     *     message. {@link RingCorruptedException} and {@code EFAULT} come to it as well
     * @return the wait, by which it can be interrupted
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "futex(2)"
     */
    public KernelWait blockingAwait(WaitHandler handler) {
        return await(new WaitTimeout(null), handler);
    }

    /**
     * Begins to wait for a message, on a waiting thread, for a time. Where that is over, the outcome is {@code ETIMEDOUT}.
     * Everything else is as for {@link #blockingAwait(WaitHandler)}.
     *
     * @param timeout how long, on the monotonic clock; zero for a message that is there now; 292 years or more mean for ever
     * @param handler gets the outcome, on the waiting thread, which may read there; after {@link WaitHandler#done()} there is a
     *     message
     * @return the wait, by which it can be interrupted
     * @throws IllegalArgumentException if the timeout is negative
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "futex(2)"
     */
    public KernelWait blockingAwait(Duration timeout, WaitHandler handler) {
        return await(new WaitTimeout(Objects.requireNonNull(timeout, "timeout")), handler);
    }

    private KernelWait await(WaitTimeout timeout, WaitHandler handler) {
        return side.begin(new ConditionWait(
                RingReading.CALL, wait(timeout), reading, () -> RingErrors.noMessage(ring.name()), handler));
    }

    private GuardedWait wait(WaitTimeout timeout) {
        RingSleep sleep =
                new RingSleep(ring, ring.consumerSleeps(), ring.settings().consumerSleepNanos(), timeout);
        return new GuardedWait(RingReading.CALL, ring, side, sleep);
    }

    /**
     * Begins to receive messages as copies, on a waiting thread, one after the other.
     *
     * @param handler gets the messages, on the waiting thread, and decides about each further one
     * @return the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "futex(2)"
     */
    public KernelWait blockingReceive(ReceiveHandler<RingMessage> handler) {
        return receive(new MessageCopies(), handler);
    }

    /**
     * Begins to receive messages without copies, on a waiting thread, one after the other.
     *
     * @param decoder makes an object of each message, on the waiting thread. Where it throws something or returns null, the
     *     receive ends with {@link DecodeException}
     * @param handler gets the objects, on the waiting thread, and decides about each further one
     * @param <T> the type of the objects
     * @return the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "futex(2)"
     */
    public <T> KernelWait blockingReceive(RingDecoder<? extends T> decoder, ReceiveHandler<T> handler) {
        return receive(new DecodedMessages<>(ring.name(), decoder), handler);
    }

    private <T> KernelWait receive(MessageIntake<T> intake, ReceiveHandler<T> handler) {
        return side.begin(new MessageReceive<>(reading, wait(new WaitTimeout(null)), intake, handler));
    }

    /**
     * Whether the ring holds no message. By the time that the caller looks at the answer, it may be another one.
     *
     * @return true if {@link #poll} would have found none
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RingCorruptedException if what is in the ring makes no sense ({@code EBADMSG})
     * @throws ErrnoException if another process has cut the ring off ({@code EFAULT})
     */
    public boolean isEmpty() {
        side.acquire(RingReading.CALL);
        try {
            return !reading.holds();
        } catch (InternalError gone) {
            throw ring.explained(RingReading.CALL, gone);
        } finally {
            side.release();
        }
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
     * Adds an action that runs when this handle is closed, also with its ring.
     *
     * @param hook runs once, on the thread that closes, when no call waits any more
     * @return false if it is closed; the hook is not kept then
     */
    public boolean addCloseHook(Runnable hook) {
        return side.addCloseHook(hook);
    }

    /**
     * Removes an action that {@link #addCloseHook} has added.
     *
     * @param hook the action
     */
    public void removeCloseHook(Runnable hook) {
        side.removeCloseHook(hook);
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
     * Closes this handle. A wait on it ends with {@link ClosedHandleException}. When no call on it is running any more, another
     * handle or process may become the consumer; it goes on behind what was taken here. A second close does nothing.
     */
    @Override
    public void close() {
        side.closeWithWaits();
    }

    @Override
    public String toString() {
        return "RingConsumer(" + ring.name() + (isOpen() ? ")" : ", closed)");
    }
}
