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
    READ_WRITE(EpollConstants.EPOLLIN | EpollConstants.EPOLLOUT);

    private final int events;

    Interest(int events) {
        this.events = events;
    }

    /** The {@code EPOLL*} bits. */
    int events() {
        return events;
    }
}
