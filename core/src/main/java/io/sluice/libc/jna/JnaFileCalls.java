package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileLayouts;

/** Files, on JNA. */
final class JnaFileCalls implements FileCalls {
    /** {@code int fcntl(int, int, ...)}. */
    private static final Function FCNTL = CLibrary.variadic("fcntl", 2);
    /** {@code long syscall(long, ...)}, for an argument that is a string. */
    private static final Function SYSCALL = CLibrary.variadic("syscall", 1);

    static {
        Native.register(Direct.class, CLibrary.LIBC);
    }

    @Override
    public int fcntl(int fd, int command, int argument) {
        return result(FCNTL.invokeInt(new Object[] {fd, command, argument}));
    }

    @Override
    public int statx(int directory, String path, int flags, int mask, long status) {
        return (int) result(SYSCALL.invokeLong(new Object[] {
            (long) FileLayouts.CURRENT.sysStatx(),
            (long) directory,
            path,
            (long) flags,
            (long) mask,
            new Pointer(status)
        }));
    }

    @Override
    public int fstatfs(int fd, long status) {
        return result(Direct.fstatfs(fd, status));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    private static final class Direct {
        static native int fstatfs(int fd, long status);
    }
}
