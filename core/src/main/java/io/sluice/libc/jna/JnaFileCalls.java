package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileLayouts;

/** Files, on JNA. */
final class JnaFileCalls implements FileCalls {
    private static final FileLayouts LAYOUTS = FileLayouts.CURRENT;

    /** {@code int open(const char *, int, ...)}. */
    private static final Function OPEN = CLibrary.variadic("open", 2);
    /** {@code int fcntl(int, int, ...)}. */
    private static final Function FCNTL = CLibrary.variadic("fcntl", 2);
    /** {@code int ioctl(int, unsigned long, ...)}. */
    private static final Function IOCTL = CLibrary.variadic("ioctl", 2);

    private static final Function MKFIFO = CLibrary.function("mkfifo");
    private static final Function CHMOD = CLibrary.function("chmod");
    private static final Function UNLINK = CLibrary.function("unlink");
    private static final Function LINK = CLibrary.function("link");
    /** {@code long syscall(long, ...)}, for an argument that is a string. */
    private static final Function SYSCALL = CLibrary.variadic("syscall", 1);

    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int open(String path, int flags) {
        return result(OPEN.invokeInt(new Object[] {path, flags}));
    }

    @Override
    public int open(String path, int flags, int mode) {
        return result(OPEN.invokeInt(new Object[] {path, flags, mode}));
    }

    @Override
    public int close(int fd) {
        return result(DIRECT.calls().close(fd));
    }

    @Override
    public long read(int fd, long bytes, long count) {
        return result(DIRECT.calls().read(fd, bytes, count));
    }

    @Override
    public long pread(int fd, long bytes, long count, long offset) {
        return result(DIRECT.calls().pread(fd, bytes, count, offset));
    }

    @Override
    public int poll(long descriptors, long count, int millis) {
        return result(DIRECT.calls().poll(descriptors, count, millis));
    }

    @Override
    public long write(int fd, long bytes, long count) {
        return result(DIRECT.calls().write(fd, bytes, count));
    }

    @Override
    public int fchmod(int fd, int mode) {
        return result(DIRECT.calls().fchmod(fd, mode));
    }

    @Override
    public int fcntl(int fd, int command, int argument) {
        return result(FCNTL.invokeInt(new Object[] {fd, command, argument}));
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return result(IOCTL.invokeInt(new Object[] {fd, request, argument}));
    }

    @Override
    public int pipe2(long descriptors, int flags) {
        return result(DIRECT.calls().pipe2(descriptors, flags));
    }

    @Override
    public int mkfifo(String path, int mode) {
        return result(MKFIFO.invokeInt(new Object[] {path, mode}));
    }

    @Override
    public int ftruncate(int fd, long length) {
        return result(DIRECT.calls().ftruncate(fd, length));
    }

    @Override
    public int fallocate(int fd, int mode, long offset, long length) {
        return result(DIRECT.calls().fallocate(fd, mode, offset, length));
    }

    @Override
    public int chmod(String path, int mode) {
        return result(CHMOD.invokeInt(new Object[] {path, mode}));
    }

    @Override
    public int unlink(String path) {
        return result(UNLINK.invokeInt(new Object[] {path}));
    }

    @Override
    public int link(String path, String name) {
        return result(LINK.invokeInt(new Object[] {path, name}));
    }

    @Override
    public int statx(int directory, String path, int flags, int mask, long status) {
        return (int) result(SYSCALL.invokeLong(new Object[] {
            (long) LAYOUTS.sysStatx(), (long) directory, path, (long) flags, (long) mask, new Pointer(status)
        }));
    }

    @Override
    public int fstatfs(int fd, long status) {
        return result(DIRECT.calls().fstatfs(fd, status));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int close(int fd);

        native long read(int fd, long bytes, long count);

        native long pread(int fd, long bytes, long count, long offset);

        native int poll(long descriptors, long count, int millis);

        native long write(int fd, long bytes, long count);

        native int fchmod(int fd, int mode);

        native int pipe2(long descriptors, int flags);

        native int ftruncate(int fd, long length);

        native int fallocate(int fd, int mode, long offset, long length);

        native int fstatfs(int fd, long status);
    }
}
