package io.sluice.fd;

/**
 * Something whose readiness epoll can report. What epoll cannot watch is not of this type, so that a program which
 * registers it does not compile.
 *
 * <pre>{@code
 * Pollable pollable = queue; // a queue and a timer are pollable, a System V queue is not
 * System.out.println("watching " + pollable.descriptor().description());
 * }</pre>
 */
public interface Pollable {
    /**
     * The descriptor that epoll watches.
     *
     * @return the descriptor, the same at each call
     */
    Descriptor descriptor();
}
