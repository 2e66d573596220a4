package io.sluice.sysvmsg;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.sysvipc.IpcKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A System V message queue. Methods that say "try" never wait: they return that the queue is full, or that there is no such
 * message. To wait, use {@link #blockingSend} or {@link #blockingReceive}, which hold a waiting thread.
 *
 * <pre>{@code
 * try (SysvMessageQueue orders = SysvMessageQueue.open(IpcKey.of(0x4d2), SysvAccess.READ_WRITE)) {
 *     boolean sent = orders.trySend(SysvMessage.ofText(1, "an order")); // false: the queue is full
 *     SysvMessage first = orders.tryReceive(TypeSelector.any()); // null: the queue is empty
 * }
 * }</pre>
 *
 * <p>A System V queue has no descriptor, so epoll cannot watch it. It has an identifier, which is valid until the queue is
 * removed. After that, every method fails with {@link QueueRemovedException}. A new queue under the same key has another
 * identifier. The kernel uses an identifier again only after some millions of queues, and a call that waits on a removed
 * queue fails in any case.
 *
 * <p>All methods may be called from any thread and at the same time. After {@link #close()} every method fails with
 * {@link ClosedHandleException} ({@code EBADF}), except those that only say how the queue was opened.
 *
 * @see "sysvipc(7)"
 */
public final class SysvMessageQueue implements AutoCloseable {
    private final MessageControl control;
    private final int id;
    private final @Nullable IpcKey key;
    private final SysvAccess access;
    private final boolean created;
    private final String name;
    private final SizeLimits sizes;
    private final ImmediateCalls calls;
    private final BlockingCalls blockingCalls;
    private final OpenState state;

    SysvMessageQueue(
            SysvMessageCalls libc,
            int id,
            @Nullable IpcKey key,
            SysvAccess access,
            boolean created,
            @Nullable WaitingThreads threads) {
        this.id = id;
        this.key = key;
        this.access = access;
        this.created = created;
        name = key == null || key.isPrivate() ? "queue " + id : "queue " + id + " of key " + key;
        state = new OpenState(name, access);
        control = new MessageControl(libc);
        sizes = new SizeLimits(control, id, name);
        calls = new ImmediateCalls(libc, id, name, MessageMemory.pool(sizes.maxMessageSize()));
        blockingCalls = new BlockingCalls(libc, id, name, sizes, calls.pool(), calls.held(), threads);
    }

    /**
     * Opens a queue that exists.
     *
     * @param key the key
     * @param access what to open it for
     * @return the open queue
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no queue can be found
     * @throws ErrnoException if no queue has this key ({@code ENOENT}), or this user may not use it so ({@code EACCES})
     * @see "msgget(2)"
     */
    public static SysvMessageQueue open(IpcKey key, SysvAccess access) {
        return builder(key).access(access).open();
    }

    /**
     * Opens a queue by its identifier, as {@code ipcs} shows it.
     *
     * @param id the identifier, 0 or more
     * @param access what to open the queue for; the kernel checks at each call whether this user may do that
     * @return the open queue
     * @throws ErrnoException if there is no such queue in this IPC namespace, or no longer ({@code EINVAL}), or it is to be
     *     read from and this user may not ({@code EACCES})
     * @see "msgctl(2)"
     */
    public static SysvMessageQueue openById(int id, SysvAccess access) {
        return SysvMessageQueueBuilder.openById(id, access);
    }

    /**
     * Returns a builder, which opens or creates a queue.
     *
     * @param key the key
     * @return a builder with the defaults: for sending and receiving, mode 0600
     */
    public static SysvMessageQueueBuilder builder(IpcKey key) {
        return new SysvMessageQueueBuilder(key);
    }

    /**
     * Lists the queues of this IPC namespace, as {@code ipcs -q} does; before Linux 4.17 only those that this user may
     * read.
     *
     * @return the queues in the order of the kernel's table
     * @throws ErrnoException if this kernel was built without System V queues ({@code ENOSYS})
     * @see "ipcs(1)"
     */
    public static List<SysvMqStatus> list() {
        return new MessageControl(Libc.get().sysvMessages()).list();
    }

    /**
     * Sends a message if there is room: if its bytes with those that are queued are no more than {@code msg_qbytes}, and
     * there are fewer messages than that.
     *
     * @param message the message
     * @return true if it was sent, false if the queue is full
     * @throws MessageTooLargeException if it is longer than the limit {@code msgmax}, or than the whole queue ({@code
     *     msg_qbytes}), so that there will never be room ({@code EMSGSIZE})
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if the queue was opened for receiving only or this user may not send to it ({@code EACCES}), is
     *     closed ({@code EBADF}), or the kernel has no memory ({@code ENOMEM})
     * @see "msgsnd(2)"
     */
    public boolean trySend(SysvMessage message) {
        state.checkSend();
        sizes.check(message);
        int result = calls.send(message);
        if (result == -Errno.EAGAIN.number()) {
            sizes.checkFits(message);
            return false;
        }
        if (result < 0) {
            throw sizes.sendFailed(message, -result);
        }
        return true;
    }

    /**
     * Takes the first message that the selector matches, whatever its length, if there is one.
     *
     * @param selector which messages to take
     * @return the message, or null if there is none
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if the queue was opened for sending only or this user may not receive from it ({@code EACCES}),
     *     or is closed ({@code EBADF}), or the heap has no room for the message ({@code ENOMEM}). The message is then kept
     *     outside the heap, and the next receive whose selector matches it returns it
     * @see "msgrcv(2)"
     */
    public @Nullable SysvMessage tryReceive(TypeSelector selector) {
        Objects.requireNonNull(selector, "selector");
        state.checkReceive();
        return calls.receive(selector);
    }

    /**
     * Takes the first message that the selector matches, if there is one, and cuts it. The bytes beyond the limit are lost
     * ({@code MSG_NOERROR}), and the result does not show whether any were.
     *
     * @param selector which messages to take
     * @param maxBytes how many bytes to take at the most, 0 or more
     * @return the message, or null if there is none
     * @throws IllegalArgumentException if the number is negative
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException as for {@link #tryReceive(TypeSelector)}
     * @see "msgrcv(2)"
     */
    public @Nullable SysvMessage tryReceiveTruncated(TypeSelector selector, int maxBytes) {
        Objects.requireNonNull(selector, "selector");
        if (maxBytes < 0) {
            throw new IllegalArgumentException("max bytes must not be negative, but was " + maxBytes);
        }
        state.checkReceive();
        return calls.receiveCut(selector, maxBytes);
    }

    /**
     * Copies the message at a position and leaves it in the queue ({@code MSG_COPY}).
     *
     * @param position 0 for the oldest message, 1 for the next, and so on
     * @return a copy, or null if there are not so many messages
     * @throws IllegalArgumentException if the position is negative
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if the kernel was built without {@code CONFIG_CHECKPOINT_RESTORE} ({@code ENOSYS}), the queue
     *     was opened for sending only or this user may not read it ({@code EACCES}), or it is closed ({@code EBADF})
     * @see "msgrcv(2)"
     */
    public @Nullable SysvMessage browse(int position) {
        if (position < 0) {
            throw new IllegalArgumentException("position must not be negative, but was " + position);
        }
        state.checkReceive();
        return calls.copy(position);
    }

    /**
     * Copies all messages, the oldest first, and leaves them in the queue. Each message is copied by its own call. If
     * messages are sent or received meanwhile, one may be missing, or be there twice.
     *
     * @return copies
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException as for {@link #browse(int)}
     */
    public List<SysvMessage> browse() {
        List<SysvMessage> messages = new ArrayList<>();
        for (SysvMessage next = browse(0); next != null; next = browse(messages.size())) {
            messages.add(next);
        }
        return messages;
    }

    /**
     * Sends a message, and waits in the kernel while there is no room. The kernel serves blocked senders in the order they
     * came; one that only tries now and then gets next to none of the room beside them. Holds a waiting thread until the
     * message is sent, the wait is interrupted, or the queue is closed or removed. {@code msgsnd}
     * knows no timeout: to have one, interrupt the wait.
     *
     * @param message the message
     * @param handler gets the outcome on the waiting thread. Where this method throws, it gets none, but {@link
     *     WaitHandler#began} may have been called
     * @return the wait; {@link KernelWait#interruptAndAwait()} makes sure that the message is not sent later
     * @throws MessageTooLargeException if it is longer than {@code msgmax}, or than {@code msg_qbytes}, so that the kernel
     *     would wait for ever ({@code EMSGSIZE}). Where the owner lowers {@code msg_qbytes} during the wait, it does
     * @throws ErrnoException if the queue was opened for receiving only ({@code EACCES}) or is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all waiting threads are in use
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "msgsnd(2)"
     */
    public KernelWait blockingSend(SysvMessage message, WaitHandler handler) {
        state.checkSend();
        sizes.check(message);
        sizes.checkFits(message);
        return blockingCalls.send(message, handler);
    }

    /**
     * Receives messages, and waits in the kernel while there is none that the selector means. Takes one after the other for
     * as long as the handler asks for more. Holds a waiting thread until then, or until the wait is interrupted, or the queue
     * is closed or removed.
     *
     * @param selector which messages to take
     * @param handler gets the messages on the waiting thread. Where this method throws, it gets none, but {@link
     *     ReceiveHandler#began} may have been called
     * @return the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     * @throws ErrnoException if the queue was opened for sending only ({@code EACCES}) or is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all waiting threads are in use
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "msgrcv(2)"
     */
    public KernelWait blockingReceive(TypeSelector selector, ReceiveHandler<SysvMessage> handler) {
        Objects.requireNonNull(selector, "selector");
        state.checkReceive();
        return blockingCalls.receive(selector, handler);
    }

    /**
     * The queue as it is now.
     *
     * @return the status
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read the queue ({@code EACCES}), or it is closed ({@code EBADF})
     * @see "msgctl(2)"
     */
    public SysvMqStatus status() {
        state.checkOpen("msgctl IPC_STAT");
        return control.status(id, name);
    }

    /**
     * Changes owner, mode and size at once. Threads that wait in the kernel try again.
     *
     * @param settings what to set, made from {@link SysvMqStatus#settings()}
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user does not own the queue, or the size is over {@code msgmnb} ({@code EPERM}), or the
     *     queue is closed ({@code EBADF})
     * @see "msgctl(2)"
     */
    public void set(SysvMqSettings settings) {
        state.checkOpen("msgctl IPC_SET");
        control.set(id, name, settings);
    }

    /**
     * Removes the queue with its messages at once, for all processes. Calls that wait on it fail with {@code EIDRM}, and its
     * streams fail with {@link QueueRemovedException}.
     *
     * @throws QueueRemovedException if the queue was removed before ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user does not own the queue ({@code EPERM}), or it is closed ({@code EBADF})
     * @see "msgctl(2)"
     */
    public void remove() {
        state.checkOpen("msgctl IPC_RMID");
        control.remove(id, name);
    }

    /**
     * The identifier, by which {@link #openById} opens the queue.
     *
     * @return 0 or more
     */
    public int id() {
        return id;
    }

    /**
     * The key under which the queue was opened. By now another queue may have it.
     *
     * @return the key; {@link IpcKey#PRIVATE} if the queue has none; null if it was opened by its identifier and this user
     *     may not read its status
     */
    public @Nullable IpcKey key() {
        return key;
    }

    /**
     * The name of the queue in log messages and exceptions.
     *
     * @return such as {@code queue 32769 of key 0x000004d2}
     */
    public String name() {
        return name;
    }

    /**
     * What the queue was opened for.
     *
     * @return the access
     */
    public SysvAccess access() {
        return access;
    }

    /**
     * Whether opening the queue created it.
     *
     * @return true if the queue did not exist before
     */
    public boolean wasCreated() {
        return created;
    }

    /**
     * Whether this handle is open.
     *
     * @return true while open, even if the queue was removed
     */
    public boolean isOpen() {
        return state.isOpen();
    }

    /**
     * Adds an action that runs when this handle is closed.
     *
     * @param hook runs once, on the thread that closes, when no call waits in the kernel any more
     * @return false if it is closed; the hook is not kept then
     */
    public boolean addCloseHook(Runnable hook) {
        return state.addCloseHook(hook);
    }

    /**
     * Removes an action that {@link #addCloseHook} has added.
     *
     * @param hook the action
     */
    public void removeCloseHook(Runnable hook) {
        state.removeCloseHook(hook);
    }

    /**
     * Closes this handle; the queue and its messages stay. Its blocking sends and receives are interrupted first. Streams
     * on this handle complete, sends that wait fail. A second close does nothing.
     */
    @Override
    public void close() {
        boolean first = state.close();
        try {
            blockingCalls.close();
        } finally {
            if (first) {
                state.runCloseHooks();
            }
        }
    }

    @Override
    public String toString() {
        return "SysvMessageQueue(" + name + ", " + access + (isOpen() ? ")" : ", closed)");
    }
}
