package io.sluice.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.Libc;
import io.sluice.libc.SocketConstants;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one notification slot of a queue for this process, and receives the notifications.
 *
 * <p>A registration brings one event and is over then: a message came into the empty queue, or the registration was
 * removed. To miss no message, register again first and then look into the queue.
 *
 * <pre>{@code
 * try (PosixMessageQueue queue = PosixMessageQueue.open("/orders", PosixAccess.READ);
 *         PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue)) {
 *     slot.register();
 *     PosixMessage waiting = queue.tryReceive(); // it may have come before the registration
 *     if (waiting == null && slot.tryRead() == PosixMqNotification.MESSAGE_ARRIVED) {
 *         waiting = queue.tryReceive();
 *     }
 * }
 * }</pre>
 *
 * <p>The kernel delivers events to a netlink socket, which an event loop can watch. No signal handler and no thread is
 * needed. The queue may be opened for any access, and no privilege is needed. All methods may be called from any thread
 * and at the same time, and none waits.
 *
 * <p>If an instance becomes garbage without a close, its registration is ended and its socket is closed.
 *
 * @see "mq_notify(3)"
 */
public final class PosixMqNotificationSlot implements Pollable, AutoCloseable {
    private final PosixMessageQueue queue;
    private final OwnedFd socket;
    private final OwnedFd.CloseHook queueCloses = new QueueCloses(this);
    /** Also the lock of all calls on it. */
    private final NotificationRegistration registration;

    private PosixMqNotificationSlot(PosixMessageQueue queue, OwnedFd socket, NotificationRegistration registration) {
        this.queue = queue;
        this.socket = socket;
        this.registration = registration;
    }

    /**
     * Opens a socket for the notifications. Nothing is registered yet.
     *
     * @param queue an open queue; closing it closes this
     * @return the slot, to be closed
     * @throws ClosedHandleException if the queue is closed ({@code EBADF})
     * @throws ErrnoException if descriptors are used up ({@code EMFILE}, {@code ENFILE}), or this system lets no program
     *     open netlink sockets ({@code EAFNOSUPPORT}, {@code EPERM}, {@code EACCES})
     */
    public static PosixMqNotificationSlot open(PosixMessageQueue queue) {
        Objects.requireNonNull(queue, "queue");
        Libc libc = Libc.get();
        // First what may fail for want of memory: a socket would stay.
        NotificationRegistration registration = new NotificationRegistration(libc, queue);
        Runnable whenDropped = registration::slotDropped;
        String description = "notification socket of " + queue.name();
        int type = SocketConstants.SOCK_RAW | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
        int number = libc.sockets().socket(SocketConstants.AF_NETLINK, type, SocketConstants.NETLINK_ROUTE);
        if (number < 0) {
            throw MqErrors.notificationSocket(queue.name(), -number);
        }
        registration.uses(number);
        OwnedFd socket = OwnedFd.of(libc.files(), number, description, whenDropped);
        PosixMqNotificationSlot slot = new PosixMqNotificationSlot(queue, socket, registration);
        if (!queue.ownedFd().addCloseHook(slot.queueCloses)) {
            socket.close();
            throw new ClosedHandleException("mq_notify", queue.name(), "The queue was closed before.");
        }
        return slot;
    }

    /**
     * Registers for one event. Does nothing if this is registered already. An event that came before and was not read
     * stays: ask {@link #tryRead()} afterwards, and not only when the descriptor becomes ready.
     *
     * @throws ErrnoException if the queue's slot is held, by another process or by this one ({@code EBUSY})
     * @throws ClosedHandleException if the queue or this is closed ({@code EBADF})
     * @see "mq_notify(3)"
     */
    public void register() {
        synchronized (registration) {
            socket.acquire("mq_notify"); // its number goes to the kernel with the registration
            try {
                registration.takeEvents();
                if (!registration.isRegistered()) {
                    registration.begin(queue.ownedFd());
                }
            } finally {
                socket.release();
            }
        }
    }

    /**
     * Ends the registration, without an event. Does nothing if this is not registered.
     *
     * @see "mq_notify(3)"
     */
    public void deregister() {
        synchronized (registration) {
            if (socket.acquire()) {
                try {
                    registration.end();
                } finally {
                    socket.release();
                }
            }
        }
    }

    /**
     * Takes an event. The registration that it belongs to is over.
     *
     * @return what happened, or null if nothing did
     * @throws ClosedHandleException if this is closed ({@code EBADF})
     */
    public @Nullable PosixMqNotification tryRead() {
        synchronized (registration) {
            socket.acquire("read");
            try {
                registration.takeEvents();
            } finally {
                socket.release();
            }
            return registration.poll();
        }
    }

    /**
     * Whether this holds the queue's slot, as far as the events that were read show.
     *
     * @return true from {@link #register()} to its event
     */
    public boolean isRegistered() {
        synchronized (registration) {
            return registration.isRegistered();
        }
    }

    /** What the queue keeps of this: a slot that was dropped is garbage although its queue is not. */
    private static final class QueueCloses implements OwnedFd.CloseHook {
        private final WeakReference<PosixMqNotificationSlot> slot;

        QueueCloses(PosixMqNotificationSlot slot) {
            this.slot = new WeakReference<>(slot);
        }

        @Override
        public void beforeClose(int number) {
            PosixMqNotificationSlot kept = slot.get();
            if (kept != null) {
                kept.queueCloses();
            }
        }
    }

    private void queueCloses() {
        synchronized (registration) {
            registration.queueCloses();
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
     * Whether this and its queue are open.
     *
     * @return true until one of them is closed
     */
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** The socket, which becomes readable with an event. */
    @Override
    public Descriptor descriptor() {
        return socket;
    }

    /** Ends the registration, if there is one, and closes the socket. A second close does nothing. */
    @Override
    public void close() {
        queue.ownedFd().removeCloseHook(queueCloses);
        // Under one lock: a registration in between would stay with nobody, since closing a socket does not end it.
        synchronized (registration) {
            try {
                deregister();
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
