package io.sluice.epoll;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollConstants;

/**
 * The entry of one descriptor in one epoll instance.
 *
 * <p>The kernel keeps an entry until the last duplicate of the descriptor is closed, and it removes an entry only by a
 * number that is still open. So the entry must go before the number is closed. Two threads may remove it at the same
 * time: the loop's thread, when no registration is left, and the thread that closes the descriptor, right before it does
 * so. Every step holds the lock of this object:
 *
 * <pre>
 * entry    the loop removes it   the descriptor is about to be closed
 * absent   nothing to do         ended: never added again
 * present  absent                removed, then ended
 * ended    nothing to do         cannot happen: a descriptor is closed once
 * </pre>
 *
 * <p>The number stays open until {@link #end()} has returned. So the loop may use it without {@link OwnedFd#acquire()},
 * also while a close is under way.
 */
// States and events: docs/states/epoll-entry.md
final class EpollEntry {
    private enum State {
        ABSENT,
        PRESENT,
        ENDED
    }

    private final EpollInstance epoll;
    private final int number;
    private State state = State.ABSENT;
    private int events;

    EpollEntry(EpollInstance epoll, int number) {
        this.epoll = epoll;
        this.number = number;
    }

    /** On the loop's thread: adds or changes the entry; 0, also where it has ended, or the negated error. */
    synchronized int set(int wanted, long token) {
        if (state == State.ENDED) {
            return 0; // the close hook notifies the handlers
        }
        int operation = state == State.PRESENT ? EpollConstants.EPOLL_CTL_MOD : EpollConstants.EPOLL_CTL_ADD;
        int result = epoll.control(operation, number, wanted, token);
        if (result == 0) {
            state = State.PRESENT;
            events = wanted;
        }
        return result;
    }

    /** On the loop's thread: adds the entry to an epoll instance that took the place of the former one. */
    synchronized int renew(long token) {
        return state == State.PRESENT ? epoll.control(EpollConstants.EPOLL_CTL_ADD, number, events, token) : 0;
    }

    /** On the loop's thread: removes the entry, which may be added again. */
    synchronized void remove() {
        if (state == State.PRESENT) {
            epoll.remove(number);
            state = State.ABSENT;
            events = 0;
        }
    }

    /** From any thread: removes the entry for good. The descriptor is closed behind this, or this loop never watches it. */
    synchronized void end() {
        try {
            remove();
        } finally {
            state = State.ENDED; // also where there was no room for the call: the number is closed now
        }
    }

    /** On the loop's thread, which alone changes them but for {@link #end()}: the events in the kernel's mask. */
    synchronized int events() {
        return events;
    }
}
