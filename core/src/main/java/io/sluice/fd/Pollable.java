package io.sluice.fd;

/** Something whose readiness epoll can tell. What epoll cannot wait for is not of this type, so it does not compile. */
public interface Pollable {
    /**
     * The descriptor that epoll watches.
     *
     * @return the owned descriptor, the same at each call
     */
    OwnedFd descriptor();
}
