package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Native;
import io.sluice.libc.SocketCalls;

/** Sockets, on JNA. */
final class JnaSocketCalls implements SocketCalls {
    static {
        Native.register(Direct.class, CLibrary.LIBC);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return result(Direct.socket(domain, type, protocol));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    private static final class Direct {
        static native int socket(int domain, int type, int protocol);
    }
}
