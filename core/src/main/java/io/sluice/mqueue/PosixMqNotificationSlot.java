package io.sluice.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueConstants;
import io.sluice.libc.PosixQueueLayouts;
import io.sluice.libc.SocketConstants;
import io.sluice.memory.NativeMemory;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This process's hold on the one notification slot that a queue has, and where the notifications are read.
 *
 * <p>A registration brings one event and is over then: that a message came into the empty queue, or that the registration
 * was removed. To miss no arrival, register again first and look into the queue then; what came in between is there.
 *
 * <p>The kernel delivers to a netlink socket, which epoll can wait for: no signal is caught, and no thread is started.
 * Works whatever the queue was opened for, and without privileges. All methods may be called from any thread and at the
 * same time, and none waits.
 *
 * @see "mq_notify(3)"
 */
public final class PosixMqNotificationSlot implements Pollable, AutoCloseable {
    private static final int EVENT = 0;
    private static final int COOKIE = EVENT + PosixQueueLayouts.SIGEVENT_SIZE;
    private static final int RECEIVED = COOKIE + PosixQueueConstants.NOTIFY_COOKIE_LEN;
    private static final int MEMORY_SIZE = RECEIVED + PosixQueueConstants.NOTIFY_COOKIE_LEN;
    /** The kernel writes here what happened. */
    private static final int COOKIE_CODE = PosixQueueConstants.NOTIFY_COOKIE_LEN - 1;

    private final PosixQueueCalls libc;
    private final FileCalls files;
    private final PosixMessageQueue queue;
    private final OwnedFd socket;
    private final OwnedFd.CloseHook queueClosed = new QueueClosed(this);
    /** Also the lock of what is below. */
    private final NativeMemory memory;

    /** Goes into each registration's cookie, so that what is read can be told from what an earlier one left behind. */
    private long generation;

    private boolean registered;
    private boolean arrived;
    private boolean removed;

    private PosixMqNotificationSlot(
            PosixQueueCalls libc, FileCalls files, PosixMessageQueue queue, OwnedFd socket, NativeMemory memory) {
        this.libc = libc;
        this.files = files;
        this.queue = queue;
        this.socket = socket;
        this.memory = memory;
        memory.bytes().putLong(EVENT + PosixQueueLayouts.SIGEVENT_VALUE, memory.address() + COOKIE);
        memory.bytes().putInt(EVENT + PosixQueueLayouts.SIGEVENT_SIGNO, socket.number());
        memory.bytes().putInt(EVENT + PosixQueueLayouts.SIGEVENT_NOTIFY, PosixQueueConstants.SIGEV_THREAD);
    }

    /**
     * Prepares to register, which takes a descriptor.
     *
     * @param queue an open queue; closing it closes this
     * @return what to register with, to be closed
     * @throws ClosedHandleException if the queue is closed ({@code EBADF})
     * @throws ErrnoException if descriptors are used up ({@code EMFILE}, {@code ENFILE}), or this system lets no program
     *     open netlink sockets ({@code EAFNOSUPPORT}, {@code EPERM}, {@code EACCES})
     */
    public static PosixMqNotificationSlot open(PosixMessageQueue queue) {
        Objects.requireNonNull(queue, "queue");
        Libc libc = Libc.get();
        FileCalls files = libc.files();
        NativeMemory memory = NativeMemory.allocate(MEMORY_SIZE); // first: it may fail, and a socket would stay
        int type = SocketConstants.SOCK_RAW | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
        int number = libc.sockets().socket(SocketConstants.AF_NETLINK, type, SocketConstants.NETLINK_ROUTE);
        if (number < 0) {
            throw MqErrors.notificationSocket(queue.name(), -number);
        }
        OwnedFd socket = new OwnedFd(files, number, "notification socket of " + queue.name());
        PosixMqNotificationSlot slot = new PosixMqNotificationSlot(libc.posixQueues(), files, queue, socket, memory);
        if (!queue.ownedFd().addCloseHook(slot.queueClosed)) {
            socket.close();
            throw new ClosedHandleException("mq_notify", queue.name(), "The queue was closed before.");
        }
        return slot;
    }

    /**
     * Takes the queue's slot until one event has come. Does nothing where this holds it. What came before and was not
     * read stays to be read: ask {@link #tryRead()} behind this, and not only when the descriptor becomes ready.
     *
     * @throws ErrnoException if somebody holds the slot, in another process or in this one ({@code EBUSY})
     * @throws ClosedHandleException if the queue or this is closed ({@code EBADF})
     * @see "mq_notify(3)"
     */
    public void register() {
        synchronized (memory) {
            // Events that nobody read hold this call up in the kernel once there are some hundreds.
            takeEvents("mq_notify");
            if (registered) {
                return;
            }
            socket.acquire("mq_notify"); // its number goes to the kernel with the registration
            try {
                registerSocket();
            } finally {
                socket.release();
            }
        }
    }

    private void registerSocket() {
        OwnedFd fd = queue.ownedFd();
        int number = fd.acquire("mq_notify");
        try {
            generation++;
            memory.bytes().putLong(COOKIE, generation);
            int result = libc.mqNotify(number, memory.address() + EVENT);
            memory.keepAlive();
            if (result < 0) {
                throw MqErrors.notify(queue.name(), -result, NotificationHolder.of(files, number));
            }
            registered = true;
        } finally {
            fd.release();
        }
    }

    /**
     * Gives the slot back, without an event. Does nothing where this does not hold it.
     *
     * @see "mq_notify(3)"
     */
    public void deregister() {
        synchronized (memory) {
            if (!socket.isOpen()) {
                return;
            }
            takeEvents("mq_notify");
            OwnedFd fd = queue.ownedFd();
            if (registered && fd.acquire()) {
                try {
                    libc.mqNotify(fd.number(), 0);
                } finally {
                    fd.release();
                }
            }
            registered = false;
        }
    }

    /**
     * Takes an event. The registration that it belongs to is over.
     *
     * @return what happened, or null where nothing did
     * @throws ClosedHandleException if this is closed ({@code EBADF})
     */
    public @Nullable PosixMqNotification tryRead() {
        synchronized (memory) {
            takeEvents("read");
            if (arrived) {
                arrived = false;
                return PosixMqNotification.MESSAGE_ARRIVED;
            }
            if (removed) {
                removed = false;
                return PosixMqNotification.REGISTRATION_REMOVED;
            }
            return null;
        }
    }

    /**
     * Whether this holds the queue's slot, as far as the events that were read tell.
     *
     * @return true from {@link #register()} to its event
     */
    public boolean isRegistered() {
        synchronized (memory) {
            return registered;
        }
    }

    private void takeEvents(String call) {
        int number = socket.acquire(call);
        try {
            boolean more = true;
            while (more) {
                long length = files.read(number, memory.address() + RECEIVED, PosixQueueConstants.NOTIFY_COOKIE_LEN);
                memory.keepAlive();
                more = length >= 0 || length == -Errno.EINTR.number() || length == -Errno.ENOBUFS.number();
                if (length == PosixQueueConstants.NOTIFY_COOKIE_LEN) {
                    take(memory.bytes().getLong(RECEIVED), memory.bytes().get(RECEIVED + COOKIE_CODE));
                } else if (!more && length != -Errno.EAGAIN.number()) {
                    throw new ErrnoException("read", socket.toString(), (int) -length, "");
                }
            }
        } finally {
            socket.release();
        }
    }

    private void take(long ofGeneration, byte code) {
        boolean current = ofGeneration == generation && registered;
        if (code == PosixQueueConstants.NOTIFY_WOKENUP) {
            arrived = true;
        } else if (code == PosixQueueConstants.NOTIFY_REMOVED && current) {
            removed = true; // otherwise it is the answer to a deregistration
        }
        if (current) {
            registered = false;
        }
    }

    /** What the queue keeps of this: a slot that was dropped is garbage although its queue is not. */
    private static final class QueueClosed implements OwnedFd.CloseHook {
        private final WeakReference<PosixMqNotificationSlot> slot;

        QueueClosed(PosixMqNotificationSlot slot) {
            this.slot = new WeakReference<>(slot);
        }

        @Override
        public void beforeClose(int number) {
            PosixMqNotificationSlot kept = slot.get();
            if (kept != null) {
                kept.queueClosed();
            }
        }
    }

    /** Right before the queue's descriptor is closed, which ends the registration in the kernel. */
    private void queueClosed() {
        synchronized (memory) {
            registered = false;
            socket.close();
        }
    }

    /**
     * The queue.
     *
     * @return the queue that this was opened for
     */
    public PosixMessageQueue queue() {
        return queue;
    }

    /**
     * Whether neither this nor its queue was closed yet.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** The socket, which becomes readable with an event. */
    @Override
    public Descriptor descriptor() {
        return socket;
    }

    /** Gives the slot back where this holds it. A second close does nothing. */
    @Override
    public void close() {
        queue.ownedFd().removeCloseHook(queueClosed);
        // Under one lock: who registered in between would take the slot for nobody; closing a socket does not free it.
        synchronized (memory) {
            try {
                deregister();
            } catch (ClosedHandleException socketClosed) {
                return; // by whoever asked for the descriptor
            } finally {
                socket.close();
            }
        }
    }

    @Override
    public String toString() {
        return "PosixMqNotificationSlot(" + queue.name() + (isOpen() ? ")" : ", closed)");
    }
}
