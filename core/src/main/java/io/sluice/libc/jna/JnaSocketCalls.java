package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import io.sluice.libc.SocketCalls;

/** Sockets, on JNA. */
final class JnaSocketCalls implements SocketCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int socket(int domain, int type, int protocol) {
        return result(DIRECT.calls().socket(domain, type, protocol));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int socket(int domain, int type, int protocol);
    }
}
