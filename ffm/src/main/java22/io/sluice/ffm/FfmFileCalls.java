package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.errno.Errno;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileLayouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Files, on {@code java.lang.foreign}. */
final class FfmFileCalls implements FileCalls {
    private static final FileLayouts LAYOUTS = FileLayouts.CURRENT;

    @Override
    public int open(String path, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            return result(
                    (int) Handles.OPEN.invokeExact(
                            errno, arena.allocateFrom(path).address(), flags),
                    errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int open(String path, int flags, int mode) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return result((int) NameHandles.CREATE.invokeExact(errno, address, flags, mode), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int close(int fd) {
        try {
            return (int) Handles.CLOSE.invokeExact(fd) == 0 ? 0 : -Errno.EBADF.number();
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long read(int fd, long bytes, long count) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Handles.READ.invokeExact(errno, fd, bytes, count), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long pread(int fd, long bytes, long count, long offset) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Handles.PREAD.invokeExact(errno, fd, bytes, count, offset), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int poll(long descriptors, long count, int millis) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) StatusHandles.POLL.invokeExact(errno, descriptors, count, millis), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long write(int fd, long bytes, long count) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Handles.WRITE.invokeExact(errno, fd, bytes, count), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int fchmod(int fd, int mode) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.FCHMOD.invokeExact(errno, fd, mode), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int fcntl(int fd, int command, int argument) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) StatusHandles.FCNTL.invokeExact(errno, fd, command, argument), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) PipeHandles.IOCTL.invokeExact(errno, fd, request, argument), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int pipe2(long descriptors, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) PipeHandles.PIPE2.invokeExact(errno, descriptors, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mkfifo(String path, int mode) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return result((int) PipeHandles.MKFIFO.invokeExact(errno, address, mode), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int ftruncate(int fd, long length) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) NameHandles.FTRUNCATE.invokeExact(errno, fd, length), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int fallocate(int fd, int mode, long offset, long length) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) NameHandles.FALLOCATE.invokeExact(errno, fd, mode, offset, length), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int chmod(String path, int mode) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return result((int) PipeHandles.CHMOD.invokeExact(errno, address, mode), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int unlink(String path) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return result((int) NameHandles.UNLINK.invokeExact(errno, address), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int link(String path, String name) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long from = arena.allocateFrom(path).address();
            long to = arena.allocateFrom(name).address();
            return result((int) NameHandles.LINK.invokeExact(errno, from, to), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int statx(int directory, String path, int flags, int mask, long status) {
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return (int) SystemCalls.call(LAYOUTS.sysStatx(), directory, address, flags, mask, status);
        }
    }

    @Override
    public int fstatfs(int fd, long status) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) StatusHandles.FSTATFS.invokeExact(errno, fd, status), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle OPEN = variadic("open", 2, INT, POINTER, INT);
        static final MethodHandle CLOSE = functionWithoutErrno("close", INT, INT);
        static final MethodHandle READ = function("read", LONG, INT, POINTER, LONG);
        static final MethodHandle PREAD = function("pread", LONG, INT, POINTER, LONG, LONG);
        static final MethodHandle WRITE = function("write", LONG, INT, POINTER, LONG);
        static final MethodHandle FCHMOD = function("fchmod", INT, INT, INT);

        private Handles() {}
    }

    /** Apart from the others, since most processes ask for no status and would link these in vain. */
    static final class StatusHandles {
        static final MethodHandle FCNTL = variadic("fcntl", 2, INT, INT, INT, INT);
        static final MethodHandle POLL = function("poll", INT, POINTER, LONG, INT);
        static final MethodHandle FSTATFS = function("fstatfs", INT, INT, POINTER);

        private StatusHandles() {}
    }

    /** Of pipes and FIFOs alone. */
    static final class PipeHandles {
        static final MethodHandle IOCTL = variadic("ioctl", 2, INT, INT, LONG, POINTER);
        static final MethodHandle PIPE2 = function("pipe2", INT, POINTER, INT);
        static final MethodHandle MKFIFO = function("mkfifo", INT, POINTER, INT);
        static final MethodHandle CHMOD = function("chmod", INT, POINTER, INT);

        private PipeHandles() {}
    }

    /** Of files that are made and removed. */
    static final class NameHandles {
        static final MethodHandle CREATE = variadic("open", 2, INT, POINTER, INT, INT);
        static final MethodHandle UNLINK = function("unlink", INT, POINTER);
        static final MethodHandle FTRUNCATE = function("ftruncate", INT, INT, LONG);
        static final MethodHandle FALLOCATE = function("fallocate", INT, INT, INT, LONG, LONG);
        static final MethodHandle LINK = function("link", INT, POINTER, POINTER);

        private NameHandles() {}
    }
}
