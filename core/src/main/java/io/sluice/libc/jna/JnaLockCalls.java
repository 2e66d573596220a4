package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import io.sluice.libc.LockCalls;

/** Locks on files, on JNA. */
final class JnaLockCalls implements LockCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    /** {@code int fcntl(int, int, ...)}. */
    private static final Function FCNTL = CLibrary.variadic("fcntl", 2);

    @Override
    public int fcntl(int fd, int command, long lock) {
        return result(FCNTL.invokeInt(new Object[] {fd, command, lock}));
    }

    @Override
    public int flock(int fd, int operation) {
        return result(DIRECT.calls().flock(fd, operation));
    }

    /** What is mapped directly. */
    static final class Direct {
        private Direct() {}

        native int flock(int fd, int operation);
    }
}
