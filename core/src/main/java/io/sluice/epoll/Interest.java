package io.sluice.epoll;

import io.sluice.libc.EpollConstants;

/** Which readiness a registration waits for. */
public enum Interest {
    /** Nothing for now. */
    NONE(0),
    /** Something to read or receive ({@code EPOLLIN}). */
    READ(EpollConstants.EPOLLIN),
    /** Room to write or send ({@code EPOLLOUT}). */
    WRITE(EpollConstants.EPOLLOUT),
    /** Either. */
    READ_WRITE(EpollConstants.EPOLLIN | EpollConstants.EPOLLOUT),
    /**
     * The other side is gone ({@code EPOLLHUP}), or there is an error ({@code EPOLLERR}). Every interest but {@link #NONE}
     * includes both. This one is for what stays readable until then, such as a process that has ended and waits for its
     * parent.
     */
    HANG_UP(EpollConstants.EPOLLHUP);

    private final int events;

    Interest(int events) {
        this.events = events;
    }

    /** The {@code EPOLL*} bits. */
    int events() {
        return events;
    }
}
