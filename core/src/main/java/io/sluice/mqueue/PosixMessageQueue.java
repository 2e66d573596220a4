package io.sluice.mqueue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.ObjectName;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemoryPool;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open POSIX message queue. Methods that say "try" never wait: they return that the queue is full or empty.
 *
 * <pre>{@code
 * try (PosixMessageQueue orders = PosixMessageQueue.open("/orders", PosixAccess.READ_WRITE)) {
 *     boolean sent = orders.trySend(PosixMessage.ofText("an order", 5)); // false: the queue is full
 *     PosixMessage first = orders.tryReceive(); // null: the queue is empty
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread and at the same time. After {@link #close()} every method fails with
 * {@link ClosedHandleException} ({@code EBADF}), except those that only say how the queue was opened.
 *
 * @see "mq_overview(7)"
 */
public final class PosixMessageQueue implements Pollable, AutoCloseable {
    /** The rules for names; the longest is {@code NAME_MAX}. */
    static final ObjectName NAMES = new ObjectName("queue", "/orders", 255);

    /** What {@link #tryReceive(ByteBuffer)} returns if there is no message. */
    public static final int EMPTY = -1;

    private final OwnedFd fd;
    private final HowOpened opened;
    private final QueueInspection inspection;
    private final int maxMessages;
    private final int maxMessageSize;
    private final CallRules rules;
    private final ImmediateCalls calls;
    private final BlockingCalls blockingCalls;

    PosixMessageQueue(Libc libc, OwnedFd fd, HowOpened opened, @Nullable WaitingThreads threads) {
        this.fd = fd;
        this.opened = opened;
        String name = opened.name();
        PosixQueueCalls queues = libc.posixQueues();
        inspection = new QueueInspection(queues, libc.files(), fd, name);
        PosixMqAttributes attributes = inspection.attributes();
        maxMessages = attributes.maxMessages();
        maxMessageSize = attributes.maxMessageSize();
        rules = new CallRules(name, opened.access(), maxMessageSize);
        NativeMemoryPool scratch = ScratchMemory.pool(maxMessageSize);
        HeldMessages held = new HeldMessages("mq_receive", name);
        calls = new ImmediateCalls(queues, libc.memory(), fd, name, maxMessageSize, scratch, held, opened.shared());
        blockingCalls = new BlockingCalls(queues, libc.files(), fd, opened, scratch, held, threads);
    }

    /**
     * Opens a queue that exists.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @param access what to open the queue for
     * @return the open queue
     * @throws IllegalArgumentException if the name is not one
     * @throws ErrnoException if there is no such queue ({@code ENOENT}), this user may not open it so ({@code EACCES}), or
     *     descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @see "mq_open(3)"
     */
    public static PosixMessageQueue open(String name, PosixAccess access) {
        return builder(name).access(access).open();
    }

    /**
     * Opens the queue of a descriptor that this process was given, as {@link SystemdQueues} are. The handle has an open file of
     * its own; where this user may not open the queue, it shares the descriptor's and does not change {@code O_NONBLOCK}. Then
     * the blocking calls fail with {@code EACCES} if the descriptor is non-blocking.
     *
     * @param descriptor an open descriptor, which stays the caller's and stays open
     * @return the open queue, with the access of the descriptor
     * @throws ErrnoException if the number is not the descriptor of a queue ({@code EBADF}), {@code /proc} is not mounted
     *     ({@code ENOENT}), or descriptors are used up ({@code EMFILE})
     */
    public static PosixMessageQueue adopt(int descriptor) {
        return GivenQueue.open(descriptor);
    }

    /**
     * Returns a builder, which opens or creates a queue.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @return a builder with the defaults: for sending and receiving, mode 0600, the system's default size
     * @throws IllegalArgumentException if the name is not one
     */
    public static PosixMessageQueueBuilder builder(String name) {
        return new PosixMessageQueueBuilder(NAMES.check(name));
    }

    /**
     * Removes a queue's name at once. Processes that have the queue open can still use it; the queue is gone when the last
     * of them has closed it. {@link #isUnlinked()} says afterwards that the name was removed, but not by which process.
     *
     * @param name the name, with its slash
     * @throws IllegalArgumentException if the name is not one
     * @throws ErrnoException if there is no such queue ({@code ENOENT}) or it belongs to another user ({@code EACCES})
     * @see "mq_unlink(3)"
     */
    public static void unlink(String name) {
        int result = Libc.get().posixQueues().mqUnlink(NAMES.check(name));
        if (result < 0) {
            throw MqErrors.unlink(name, -result);
        }
    }

    /**
     * Sends a message if there is room.
     *
     * @param message the message
     * @return true if it was sent, false if the queue is full
     * @throws MessageTooLargeException if it is longer than {@link #maxMessageSize()} ({@code EMSGSIZE})
     * @throws ErrnoException if the queue was opened for receiving only, or is closed ({@code EBADF})
     * @see "mq_send(3)"
     */
    public boolean trySend(PosixMessage message) {
        return trySend(message.payload(), message.priority());
    }

    /**
     * Sends the bytes of an array if there is room.
     *
     * @param payload the bytes; may be empty
     * @param priority 0, the lowest, to 32,767, the highest
     * @return true if the message was sent, false if the queue is full
     * @throws IllegalArgumentException if the priority is out of range
     * @throws MessageTooLargeException as {@link #trySend(PosixMessage)} ({@code EMSGSIZE})
     * @throws ErrnoException as {@link #trySend(PosixMessage)} ({@code EBADF})
     */
    public boolean trySend(byte[] payload, int priority) {
        rules.checkSend(payload.length, priority);
        return calls.send(payload, priority);
    }

    /**
     * Sends the remaining bytes of a buffer if there is room. A direct buffer is sent without a copy.
     *
     * @param payload the bytes; its position moves to its limit if the message was sent, and stays otherwise
     * @param priority 0, the lowest, to 32,767, the highest
     * @return true if the message was sent, false if the queue is full
     * @throws IllegalArgumentException if the priority is out of range
     * @throws MessageTooLargeException as {@link #trySend(PosixMessage)} ({@code EMSGSIZE})
     * @throws ErrnoException as {@link #trySend(PosixMessage)} ({@code EBADF})
     */
    public boolean trySend(ByteBuffer payload, int priority) {
        rules.checkSend(payload.remaining(), priority);
        return calls.send(payload, priority);
    }

    /**
     * Takes the oldest message of the highest priority, if there is one.
     *
     * @return the message, or null if the queue is empty
     * @throws ErrnoException if the queue was opened for sending only, or is closed ({@code EBADF}), or if the heap has no
     *     room for the message ({@code ENOMEM}). The message is then kept outside the heap: the next receive on this handle
     *     returns it, and closing the handle discards it
     * @see "mq_receive(3)"
     */
    public @Nullable PosixMessage tryReceive() {
        rules.checkReceive();
        return calls.receive();
    }

    /**
     * Takes the oldest message of the highest priority, and makes an object of it without a copy of its bytes. Never waits.
     *
     * @param decoder reads the message, on this thread
     * @param <T> the type of the object
     * @return the object; null if the queue is empty
     * @throws DecodeException if the decoder throws something or returns null ({@code EBADMSG}); the message is taken
     * @throws ErrnoException as {@link #tryReceive()}; {@code ENOMEM} if the decoder finds no room in the heap
     */
    public <T> @Nullable T tryReceive(PosixMessageDecoder<? extends T> decoder) {
        Objects.requireNonNull(decoder, "decoder");
        rules.checkReceive();
        return calls.receive(decoder);
    }

    /**
     * Takes the oldest message of the highest priority into a buffer, if there is one. A direct buffer is filled without a
     * copy.
     *
     * @param into where the bytes are stored; its position moves past them
     * @return the message's priority, or {@link #EMPTY} if the queue is empty
     * @throws MessageTooLargeException if fewer than {@link #maxMessageSize()} bytes remain in the buffer, whatever the
     *     message's length ({@code EMSGSIZE}); no message is taken then
     * @throws java.nio.ReadOnlyBufferException if the buffer cannot be written to
     * @throws ErrnoException if the queue was opened for sending only, or is closed ({@code EBADF})
     * @see "mq_receive(3)"
     */
    public int tryReceive(ByteBuffer into) {
        rules.checkReceive();
        rules.checkRoom(into);
        return calls.receive(into);
    }

    /**
     * Sends a message, and waits in the kernel while there is no room. The kernel serves blocked senders in the order they
     * came; one that only looks for room now and then finds none beside them. Holds a waiting thread until the message is
     * sent, the deadline passes, the wait is interrupted or the queue is closed.
     *
     * @param message the message
     * @param deadline the time on the wall clock until which to wait, following its steps; null to wait without end. Where
     *     there is room, the message is sent even if this is past
     * @param handler gets the outcome on the waiting thread. Where this method throws, it gets none, but {@link
     *     WaitHandler#began} may have been called
     * @return the wait; {@link KernelWait#interruptAndAwait()} makes sure that the message is not sent later
     * @throws MessageTooLargeException if it is longer than {@link #maxMessageSize()} ({@code EMSGSIZE})
     * @throws ErrnoException if the queue was opened for receiving only or is closed ({@code EBADF}), or if it cannot be
     *     opened a second time ({@code EACCES}, {@code EMFILE}, {@code ENFILE})
     * @throws java.util.concurrent.RejectedExecutionException if all waiting threads are in use
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "mq_timedsend(3)"
     */
    public KernelWait blockingSend(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
        rules.checkSend(message.size(), message.priority());
        return blockingCalls.send(message, deadline, handler);
    }

    /**
     * Receives messages, and waits in the kernel while there is none. Takes one after the other for as long as the handler
     * asks for more. Holds a waiting thread until then, or until the wait is interrupted or the queue is closed.
     *
     * @param handler gets the messages on the waiting thread. Where this method throws, it gets none, but {@link
     *     ReceiveHandler#began} may have been called
     * @return the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     * @throws ErrnoException if the queue was opened for sending only or is closed ({@code EBADF}), or if it cannot be
     *     opened a second time ({@code EACCES}, {@code EMFILE}, {@code ENFILE})
     * @throws java.util.concurrent.RejectedExecutionException if all waiting threads are in use
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "mq_receive(3)"
     */
    public KernelWait blockingReceive(ReceiveHandler<PosixMessage> handler) {
        rules.checkReceive();
        return blockingCalls.receive(ScratchMemory::message, handler);
    }

    /**
     * Receives messages, waits in the kernel while there is none, and makes an object of each without a copy of its bytes. Everything
     * else is as for {@link #blockingReceive(ReceiveHandler)}.
     *
     * @param decoder reads the messages, on the waiting thread. The receive ends with {@link DecodeException} where it throws
     *     something or returns null ({@code EBADMSG}); the message is taken
     * @param handler gets the objects on the waiting thread
     * @param <T> the type of the objects
     * @return the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     */
    public <T> KernelWait blockingReceive(PosixMessageDecoder<? extends T> decoder, ReceiveHandler<T> handler) {
        Objects.requireNonNull(decoder, "decoder");
        rules.checkReceive();
        return blockingCalls.receive(memory -> ScratchMemory.<T>decoded(memory, name(), decoder), handler);
    }

    /**
     * The attributes as they are now.
     *
     * @return the attributes with the current count
     * @throws ClosedHandleException if the queue is closed ({@code EBADF})
     * @see "mq_getattr(3)"
     */
    public PosixMqAttributes attributes() {
        return inspection.attributes();
    }

    /**
     * The owner and the permission bits as they are now.
     *
     * @return the permissions
     * @throws ClosedHandleException if the queue is closed ({@code EBADF})
     * @see "statx(2)"
     */
    public PosixMqPermissions permissions() {
        return inspection.permissions();
    }

    /**
     * Whether the queue's name was unlinked, by this process or another. The queue stays usable for those who have it open;
     * its name is gone, or belongs to another queue. To be notified of it, use {@link UnlinkWatch}.
     *
     * @return true if no name leads to the queue any more
     * @throws ClosedHandleException if the queue is closed ({@code EBADF})
     * @see "mq_unlink(3)"
     */
    public boolean isUnlinked() {
        return inspection.links() == 0;
    }

    /**
     * The name under which the queue was opened. By now the name may be gone, or belong to another queue.
     *
     * @return the name with its slash
     */
    public String name() {
        return opened.name();
    }

    /**
     * What the queue was opened for.
     *
     * @return the access
     */
    public PosixAccess access() {
        return opened.access();
    }

    /**
     * Whether opening the queue created it.
     *
     * @return true if the queue did not exist before
     */
    public boolean wasCreated() {
        return opened.created();
    }

    /**
     * What becomes of streams and sends on this handle once the queue is unlinked.
     *
     * @return what the builder was given, or {@link WhenUnlinked#FAIL}
     */
    public WhenUnlinked whenUnlinked() {
        return opened.whenUnlinked();
    }

    /**
     * How many messages the queue holds at the most.
     *
     * @return {@code mq_maxmsg}
     */
    public int maxMessages() {
        return maxMessages;
    }

    /**
     * How long a message is at the most.
     *
     * @return {@code mq_msgsize}, in bytes
     */
    public int maxMessageSize() {
        return maxMessageSize;
    }

    /**
     * Whether this handle is open.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return fd.isOpen();
    }

    @Override
    public Descriptor descriptor() {
        return fd;
    }

    /** The descriptor with what only this package may do on it. */
    OwnedFd ownedFd() {
        return fd;
    }

    /**
     * Closes this handle; the queue and its messages stay. Its blocking sends and receives are interrupted first.
     * Streams on this handle complete, sends that wait fail. A second close does nothing.
     *
     * @see "mq_close(3)"
     */
    @Override
    public void close() {
        blockingCalls.close();
        fd.close();
    }

    @Override
    public String toString() {
        return "PosixMessageQueue(" + name() + ", " + access() + (isOpen() ? ")" : ", closed)");
    }
}
