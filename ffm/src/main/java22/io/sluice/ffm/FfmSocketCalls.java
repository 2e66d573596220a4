package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.SocketCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Sockets, on {@code java.lang.foreign}. */
final class FfmSocketCalls implements SocketCalls {
    @Override
    public int socket(int domain, int type, int protocol) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SOCKET.invokeExact(errno, domain, type, protocol), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);

        private Handles() {}
    }
}
