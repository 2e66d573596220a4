package io.sluice.sysvmsg;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.SendHandler;
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
 * A System V message queue. Methods that say "try" never wait: a full queue, or one without a matching message, is an
 * answer. To wait, use {@link #blockingSend} or {@link #blockingReceive}, which hold a waiting thread.
 *
 * <p>A System V queue has no descriptor, so there is nothing that epoll could watch. It has an identifier, which is
 * valid until somebody removes the queue: from then on every method fails with {@link QueueRemovedException}, also when a
 * new queue has the same key, for that one has another identifier. A kernel gives one again after some millions of queues;
 * whoever waits is told of the removal all the same.
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
    private final List<Runnable> closeHooks = new ArrayList<>(2);
    private volatile boolean closed;

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
        control = new MessageControl(libc);
        sizes = new SizeLimits(control, id, name);
        calls = new ImmediateCalls(libc, id, name, MessageMemory.pool(sizes.maxMessageSize()));
        blockingCalls = new BlockingCalls(libc, id, name, calls.pool(), calls.held(), threads);
    }

    /**
     * Opens a queue that exists.
     *
     * @param key the key
     * @param access what to open it for
     * @return the open queue
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no queue is found
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
     * @param access what to open it for; whether this user may do that, each call tells
     * @return the open queue
     * @throws ErrnoException if there is no such queue in this IPC namespace, or no longer ({@code EINVAL}), or it is to be
     *     read from and this user may not ({@code EACCES})
     * @see "msgctl(2)"
     */
    public static SysvMessageQueue openById(int id, SysvAccess access) {
        return SysvMessageQueueBuilder.openById(id, access);
    }

    /**
     * Begins to open or create a queue.
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
        checkSend(message);
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
     * Takes a message, whatever its length, if there is one that the selector means.
     *
     * @param selector which messages are meant
     * @return the message, or null if there is none
     * @throws QueueRemovedException if the queue was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if the queue was opened for sending only or this user may not receive from it ({@code EACCES}),
     *     or is closed ({@code EBADF}), or the heap has no room for the message ({@code ENOMEM}), which the next receive
     *     that means it then gets
     * @see "msgrcv(2)"
     */
    public @Nullable SysvMessage tryReceive(TypeSelector selector) {
        Objects.requireNonNull(selector, "selector");
        checkReceive();
        return calls.receive(selector);
    }

    /**
     * Takes a message, if there is one that the selector means, and cuts it: what is longer than asked for is lost ({@code
     * MSG_NOERROR}). Nothing tells whether it was cut.
     *
     * @param selector which messages are meant
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
        checkReceive();
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
        checkReceive();
        return calls.copy(position);
    }

    /**
     * Copies all messages, the oldest first, and leaves them in the queue. Each is copied by a call of its own: while others
     * send and receive, one may be missing, or there twice.
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
     *     SendHandler#began} may have been called
     * @return the wait; {@link KernelWait#interruptAndAwait()} makes sure that the message is not sent later
     * @throws MessageTooLargeException if it is longer than {@code msgmax}, or than {@code msg_qbytes}, so that the kernel
     *     would wait for ever ({@code EMSGSIZE}). Where the owner lowers {@code msg_qbytes} during the wait, it does
     * @throws ErrnoException if the queue was opened for receiving only ({@code EACCES}) or is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all waiting threads are in use
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "msgsnd(2)"
     */
    public KernelWait blockingSend(SysvMessage message, SendHandler handler) {
        checkSend(message);
        sizes.checkFits(message);
        return blockingCalls.send(message, handler);
    }

    /**
     * Receives messages, and waits in the kernel while there is none that the selector means. Takes one after the other for
     * as long as the handler asks for more. Holds a waiting thread until then, or until the wait is interrupted, or the queue
     * is closed or removed.
     *
     * @param selector which messages are meant
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
        checkReceive();
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
        checkOpen("msgctl IPC_STAT");
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
        checkOpen("msgctl IPC_SET");
        control.set(id, name, settings);
    }

    /**
     * Removes the queue with its messages at once, for everybody: whoever waits on it is woken with {@code EIDRM}. Its
     * streams end with {@link QueueRemovedException}.
     *
     * @throws QueueRemovedException if the queue was removed before ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user does not own the queue ({@code EPERM}), or it is closed ({@code EBADF})
     * @see "msgctl(2)"
     */
    public void remove() {
        checkOpen("msgctl IPC_RMID");
        control.remove(id, name);
    }

    /**
     * The identifier, by which {@link #openById} finds it.
     *
     * @return 0 or more
     */
    public int id() {
        return id;
    }

    /**
     * The key under which it was opened; another queue may have it by now.
     *
     * @return the key; {@link IpcKey#PRIVATE} where it has none; null where it was opened by its identifier by somebody who
     *     may not ask for it
     */
    public @Nullable IpcKey key() {
        return key;
    }

    /**
     * The name by which messages and exceptions speak of it.
     *
     * @return such as {@code queue 32769 of key 0x000004d2}
     */
    public String name() {
        return name;
    }

    /**
     * What it was opened for.
     *
     * @return the access
     */
    public SysvAccess access() {
        return access;
    }

    /**
     * Whether opening created it.
     *
     * @return true if it did not exist before
     */
    public boolean wasCreated() {
        return created;
    }

    /**
     * Whether {@link #close()} was not called yet.
     *
     * @return true while open, also when the queue was removed
     */
    public boolean isOpen() {
        return !closed;
    }

    /**
     * Asks to be told when this handle is closed.
     *
     * @param hook runs once, on the thread that closes, when no call waits in the kernel any more
     * @return false if it is closed; the hook is not kept then
     */
    public boolean addCloseHook(Runnable hook) {
        synchronized (closeHooks) {
            return !closed && closeHooks.add(hook);
        }
    }

    /**
     * Takes a hook back.
     *
     * @param hook what was added
     */
    public void removeCloseHook(Runnable hook) {
        synchronized (closeHooks) {
            closeHooks.remove(hook);
        }
    }

    /**
     * Closes this handle; the queue and its messages stay. Its blocking sends and receives are interrupted first. Streams
     * on this handle complete, sends that wait fail. A second close does nothing.
     */
    @Override
    public void close() {
        List<Runnable> hooks;
        synchronized (closeHooks) {
            closed = true;
            hooks = List.copyOf(closeHooks);
            closeHooks.clear();
        }
        blockingCalls.close();
        hooks.forEach(Runnable::run);
    }

    private void checkOpen(String call) {
        if (closed) {
            throw SysvErrors.closed(call, name);
        }
    }

    private void checkReceive() {
        checkOpen("msgrcv");
        if (!access.canReceive()) {
            throw SysvErrors.wrongAccess("msgrcv", name, access, SysvAccess.READ);
        }
    }

    private void checkSend(SysvMessage message) {
        checkOpen("msgsnd");
        if (!access.canSend()) {
            throw SysvErrors.wrongAccess("msgsnd", name, access, SysvAccess.WRITE);
        }
        sizes.check(message);
    }

    @Override
    public String toString() {
        return "SysvMessageQueue(" + name + ", " + access + (closed ? ", closed)" : ")");
    }
}
