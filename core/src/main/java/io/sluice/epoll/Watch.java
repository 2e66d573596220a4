package io.sluice.epoll;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollConstants;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One descriptor on one loop, with the registrations that share it. The kernel knows a descriptor once per epoll
 * instance, whoever is interested.
 *
 * <p>The kernel's mask is widened at once and narrowed only when an event came that nobody wants: a receiver whose
 * demand comes in small portions then costs no system call per portion, and a queue that nobody wants to hear of costs
 * one event.
 */
final class Watch implements OwnedFd.CloseHook {
    private static final int ALWAYS = EpollConstants.EPOLLERR | EpollConstants.EPOLLHUP;

    private final EventLoop loop;
    private final OwnedFd fd;
    private Registration[] registrations = new Registration[0];
    private int kernelEvents;
    private boolean inKernel;
    private boolean ended;
    private int turn;
    /** Where the loop keeps this watch; set by the loop. */
    long token;

    Watch(EventLoop loop, OwnedFd fd) {
        this.loop = loop;
        this.fd = fd;
    }

    OwnedFd fd() {
        return fd;
    }

    Registration add(ReadinessHandler handler) {
        Registration added = new Registration(this, handler);
        Registration[] more = Arrays.copyOf(registrations, registrations.length + 1);
        more[registrations.length] = added;
        registrations = more;
        return added;
    }

    void remove(Registration gone) {
        int kept = 0;
        Registration[] fewer = new Registration[registrations.length];
        for (Registration registration : registrations) {
            if (registration != gone) {
                fewer[kept++] = registration;
            }
        }
        registrations = Arrays.copyOf(fewer, kept);
        if (kept == 0 && !ended) {
            ended = true;
            fd.removeCloseHook(this);
            forgetInKernel();
            loop.forget(this);
        }
    }

    void interestChanged() {
        int wanted = wanted();
        if ((wanted & ~kernelEvents) != 0) {
            tellKernel(wanted | kernelEvents);
        }
    }

    /** Called by the loop with the events of one {@code epoll_wait}. */
    void dispatch(int events) {
        int wanted = wanted();
        if (wanted == 0 && (events & ALWAYS) != 0) {
            // Errors are reported whatever the mask is, and would be for ever.
            forgetInKernel();
        } else if ((events & ~ALWAYS & ~wanted) != 0) {
            tellKernel(wanted);
        }
        // A handler may cancel or add registrations; this round goes by the list as it was. Rivals take turns in being
        // first, or the first one would take all.
        Registration[] round = registrations;
        int first = turn++;
        // While another thread is inside a call on it, a closed descriptor stays in epoll, and ready; nobody is told
        // so.
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

    private void tellKernel(int events) {
        if (ended || !fd.acquire()) {
            return; // the close hook tells the handlers
        }
        int result;
        try {
            int operation = inKernel ? EpollConstants.EPOLL_CTL_MOD : EpollConstants.EPOLL_CTL_ADD;
            result = loop.epoll().control(operation, fd.number(), events, token);
        } finally {
            fd.release();
        }
        if (result < 0) {
            end(failed(-result));
        } else {
            inKernel = true;
            kernelEvents = events;
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

    private void forgetInKernel() {
        if (inKernel && fd.acquire()) {
            try {
                loop.epoll().control(EpollConstants.EPOLL_CTL_DEL, fd.number(), 0, 0);
            } finally {
                fd.release();
            }
        }
        inKernel = false;
        kernelEvents = 0;
    }

    /**
     * Runs on the thread that closes the descriptor. The entry must leave epoll before the number is free, because it
     * would stay there as long as any duplicate of the descriptor is open.
     */
    @Override
    public void beforeClose(int number) {
        loop.epoll().remove(number);
        loop.executeOrRun(() -> {
            inKernel = false;
            end(null);
        });
    }

    /** Tells every registration that it ended. */
    void end(@Nullable Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        fd.removeCloseHook(this);
        forgetInKernel();
        loop.forget(this);
        Registration[] told = registrations;
        registrations = new Registration[0];
        for (Registration registration : told) {
            loop.progress.begins(registration);
            try {
                registration.handler().onClosed(cause);
            } catch (Throwable thrown) {
                loop.handlerThrew(thrown);
            }
        }
    }
}
