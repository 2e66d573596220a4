package io.sluice.mqueue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueConstants;
import io.sluice.libc.PosixQueueLayouts;
import io.sluice.memory.NativeMemory;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a notification slot, and the events that came to its socket. It has no reference to the slot, nor a
 * strong one to the queue, so that it can end the registration of a slot that became garbage.
 *
 * <p>Whoever calls holds this object's lock, and keeps the socket open.
 */
final class NotificationRegistration {
    private static final int EVENT = 0;
    private static final int COOKIE = EVENT + PosixQueueLayouts.SIGEVENT_SIZE;
    private static final int RECEIVED = COOKIE + PosixQueueConstants.NOTIFY_COOKIE_LEN;
    private static final int MEMORY_SIZE = RECEIVED + PosixQueueConstants.NOTIFY_COOKIE_LEN;
    /** The kernel writes here what happened. */
    private static final int COOKIE_CODE = PosixQueueConstants.NOTIFY_COOKIE_LEN - 1;

    private final PosixQueueCalls libc;
    private final FileCalls files;
    private final String name;
    private final NativeMemory memory;
    private final WeakReference<OwnedFd> queue;

    /** Goes into each registration's cookie, so that an event of an earlier registration is recognized. */
    private long generation;

    private int socket;
    private boolean registered;
    private boolean arrived;
    private boolean removed;

    NotificationRegistration(Libc libc, PosixMessageQueue queue) {
        this.libc = libc.posixQueues();
        this.files = libc.files();
        this.name = queue.name();
        memory = NativeMemory.allocate(MEMORY_SIZE);
        this.queue = new WeakReference<>(queue.ownedFd());
        memory.bytes().putLong(EVENT + PosixQueueLayouts.SIGEVENT_VALUE, memory.address() + COOKIE);
        memory.bytes().putInt(EVENT + PosixQueueLayouts.SIGEVENT_NOTIFY, PosixQueueConstants.SIGEV_THREAD);
    }

    /** Says on which socket the events come, before anything else is asked. */
    synchronized void uses(int number) {
        socket = number;
        memory.bytes().putInt(EVENT + PosixQueueLayouts.SIGEVENT_SIGNO, number);
    }

    boolean isRegistered() {
        return registered;
    }

    void begin(OwnedFd fd) {
        int number = fd.acquire("mq_notify");
        try {
            generation++;
            memory.bytes().putLong(COOKIE, generation);
            int result = libc.mqNotify(number, memory.address() + EVENT);
            memory.keepAlive();
            if (result < 0) {
                throw MqErrors.notify(name, -result, NotificationHolder.of(files, number));
            }
            registered = true;
        } finally {
            fd.release();
        }
    }

    /** Gives the queue's slot back if it is held by this registration. */
    void end() {
        // The kernel would end any registration of this process, so read first whether this one is over already.
        takeEvents();
        OwnedFd fd = queue.get();
        // Without a descriptor, its close has ended the registration.
        if (registered && fd != null && fd.acquire()) {
            try {
                libc.mqNotify(fd.number(), 0);
            } finally {
                fd.release();
            }
        }
        registered = false;
    }

    /** The slot became garbage, and its socket is about to be closed, which does not end a registration. */
    synchronized void slotDropped() {
        end();
    }

    /** The queue is about to be closed, which ends the registration in the kernel. */
    void queueCloses() {
        registered = false;
    }

    @Nullable
    PosixMqNotification poll() {
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

    /** Reads all events. Some hundreds of unread ones would hold up the call that registers, in the kernel. */
    void takeEvents() {
        boolean more = true;
        while (more) {
            long length = files.read(socket, memory.address() + RECEIVED, PosixQueueConstants.NOTIFY_COOKIE_LEN);
            memory.keepAlive();
            more = length >= 0 || length == -Errno.EINTR.number() || length == -Errno.ENOBUFS.number();
            if (length == PosixQueueConstants.NOTIFY_COOKIE_LEN) {
                take(memory.bytes().getLong(RECEIVED), memory.bytes().get(RECEIVED + COOKIE_CODE));
            } else if (!more && length != -Errno.EAGAIN.number()) {
                throw new ErrnoException("read", "notification socket of " + name, (int) -length, "");
            }
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
}
