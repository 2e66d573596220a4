package io.sluice.libc;

/** Calls on sockets. Results and pointers are as {@link Libc} says. */
public interface SocketCalls {
    /**
     * Makes a socket.
     *
     * @param domain {@code AF_*}
     * @param type {@code SOCK_*}
     * @param protocol a number of the domain
     * @return a descriptor, or the negated error
     * @see "socket(2)"
     */
    int socket(int domain, int type, int protocol);
}
