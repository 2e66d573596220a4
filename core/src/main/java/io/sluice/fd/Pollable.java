package io.sluice.fd;

/**
 * Something whose readiness epoll can report. What epoll cannot watch is not of this type, so that a program which
 * registers it does not compile.
 */
public interface Pollable {
    /**
     * The descriptor that epoll watches.
     *
     * @return the descriptor, the same at each call
     */
    Descriptor descriptor();
}
