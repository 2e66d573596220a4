package io.sluice.libc;

/** Calls on epoll instances, and on the event counters that wake up whoever waits in one. Results and pointers are as {@link Libc} says. */
public interface EpollCalls {
    /**
     * Makes an epoll instance.
     *
     * @param flags {@code EPOLL_CLOEXEC} or 0
     * @return a descriptor, or the negated error
     * @see "epoll_create1(2)"
     */
    int epollCreate1(int flags);

    /**
     * Adds, changes or removes an entry of an epoll instance.
     *
     * @param epfd the epoll instance
     * @param operation {@code EPOLL_CTL_*}
     * @param fd the descriptor to watch
     * @param event address of a {@code struct epoll_event}, or 0 to remove
     * @return 0, or the negated error
     * @see "epoll_ctl(2)"
     */
    int epollCtl(int epfd, int operation, int fd, long event);

    /**
     * Waits for events.
     *
     * @param epfd the epoll instance
     * @param events address of an array of {@code struct epoll_event} to fill
     * @param maxEvents the length of the array
     * @param timeoutMillis milliseconds to wait, 0 not at all, -1 without end
     * @return how many events, or the negated error
     * @see "epoll_wait(2)"
     */
    int epollWait(int epfd, long events, int maxEvents, int timeoutMillis);

    /**
     * Makes an event counter.
     *
     * @param initial its first value
     * @param flags {@code EFD_*}
     * @return a descriptor, or the negated error
     * @see "eventfd(2)"
     */
    int eventfd(int initial, int flags);
}
