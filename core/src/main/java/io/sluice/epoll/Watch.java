package io.sluice.epoll;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollConstants;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One descriptor on one loop, with the registrations that share it. The kernel knows a descriptor once per epoll
 * instance, however many registrations there are.
 *
 * <p>The kernel's mask is widened at once and narrowed only when an event came that nobody wants. A receiver whose
 * demand comes in small portions then costs no system call per portion, and a queue without any interest costs one event.
 */
// States and events: docs/states/watch.md
final class Watch implements OwnedFd.CloseHook {
    private static final Registration[] NONE = {};
    private static final int ALWAYS = EpollConstants.EPOLLERR | EpollConstants.EPOLLHUP;

    private final EventLoop loop;
    private final OwnedFd fd;
    private final EpollEntry entry;
    private Registration[] registrations = NONE;
    private boolean ended;
    private int rotation;
    /** Where the loop keeps this watch; set by the loop. */
    long token;

    Watch(EventLoop loop, OwnedFd fd) {
        this.loop = loop;
        this.fd = fd;
        entry = new EpollEntry(loop.epoll(), fd.number());
    }

    /** Whether the descriptor may be watched. If not, the number is never given to the kernel. */
    boolean begin(boolean loopIsClosing) {
        boolean begun = !loopIsClosing && fd.addCloseHook(this);
        if (!begun) {
            entry.end();
        }
        return begun;
    }

    OwnedFd fd() {
        return fd;
    }

    EpollEntry entry() {
        return entry;
    }

    Registration add(ReadinessHandler handler) {
        Registration added = new Registration(this, handler);
        Registration[] more = Arrays.copyOf(registrations, registrations.length + 1);
        more[registrations.length] = added;
        registrations = more;
        return added;
    }

    /** The last one, as a rule the only one, needs no room: the heap may be full. */
    void remove(Registration gone) {
        int index = 0;
        while (index < registrations.length && registrations[index] != gone) {
            index++;
        }
        if (index == registrations.length) {
            return;
        }
        int kept = registrations.length - 1;
        Registration[] fewer = kept == 0 ? NONE : new Registration[kept];
        System.arraycopy(registrations, 0, fewer, 0, index);
        System.arraycopy(registrations, index + 1, fewer, index, kept - index);
        registrations = fewer;
        if (kept == 0 && !ended) {
            leave();
        }
    }

    void interestChanged() {
        int wanted = wanted();
        if ((wanted & ~entry.events()) != 0) {
            changeEntry(wanted | entry.events());
        }
    }

    /** Called by the loop with the events of one {@code epoll_wait}. */
    void dispatch(int events) {
        int wanted = wanted();
        if (wanted == 0 && (events & ALWAYS) != 0) {
            // Errors are reported whatever the mask is, and would be for ever.
            entry.remove();
        } else if ((events & ~ALWAYS & ~wanted) != 0) {
            changeEntry(wanted);
        }
        // A handler may cancel or add registrations; this round goes by the list as it was. Each round begins with the
        // next registration, or the first one would take all.
        Registration[] round = registrations;
        int first = rotation++;
        // While another thread is inside a call on it, a closed descriptor stays in epoll, and ready. Its handlers are
        // not notified of that.
        for (int i = 0; i < round.length && fd.isOpen(); i++) {
            Registration registration = round[Math.floorMod(first + i, round.length)];
            int interesting = (events & ALWAYS) != 0 ? ~0 : events;
            if ((registration.events() & interesting) != 0) {
                loop.progress.begins(registration);
                try {
                    registration.handler().onReady();
                } catch (Throwable thrown) {
                    loop.handlerThrew(thrown);
                }
            }
        }
    }

    private int wanted() {
        int wanted = 0;
        for (Registration registration : registrations) {
            wanted |= registration.events();
        }
        return wanted;
    }

    private void changeEntry(int events) {
        if (!ended) {
            checkAdded(entry.set(events, token));
        }
    }

    /** The loop has a new epoll instance. */
    void renewEntry() {
        checkAdded(entry.renew(token));
    }

    private void checkAdded(int result) {
        if (result < 0) {
            end(failed(-result));
        }
    }

    private ErrnoException failed(int errno) {
        return new ErrnoException(
                "epoll_ctl",
                fd.toString(),
                errno,
                Errno.of(errno) == Errno.ENOSPC
                        ? "The user's limit of watched descriptors is used up: see /proc/sys/fs/epoll/max_user_watches."
                        : "");
    }

    /** Runs on the thread that closes the descriptor. */
    @Override
    public void beforeClose(int number) {
        try {
            entry.end();
        } finally {
            endSoon();
        }
    }

    private void endSoon() {
        try {
            loop.executeOrRun(() -> end(null));
        } catch (OutOfMemoryError noRoomForTheTask) {
            loop.tasks().standingIsDue(); // the loop looks for itself, or the handlers would wait for ever
        }
    }

    /** Notifies every registration that it ended. */
    void end(@Nullable Throwable cause) {
        if (ended) {
            return;
        }
        Registration[] notified = registrations;
        registrations = NONE;
        try {
            leave();
        } finally {
            notifyEnd(notified, cause); // also where the heap is full
        }
    }

    private void notifyEnd(Registration[] notified, @Nullable Throwable cause) {
        for (Registration registration : notified) {
            loop.progress.begins(registration);
            try {
                registration.handler().onClosed(cause);
            } catch (Throwable thrown) {
                loop.handlerThrew(thrown);
            }
        }
    }

    private void leave() {
        ended = true;
        // In this order: a close that comes in between runs the hook, and finds no entry.
        entry.remove();
        fd.removeCloseHook(this);
        loop.forget(this);
    }
}
