package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.Libc;
import io.sluice.libc.StructLayouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/**
 * The seam on {@code java.lang.foreign}: one handle and one method for each call.
 *
 * <p>No handle is a critical one: that would hold up the garbage collector for as long as the call takes, and most of
 * these may wait, be it only for a lock in the kernel.
 */
final class FfmLibc implements Libc {
    private static final MethodHandle OPEN = variadic("open", 2, INT, POINTER, INT);
    private static final MethodHandle CLOSE = function("close", INT, INT);
    private static final MethodHandle WRITE = function("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle FCHMOD = function("fchmod", INT, INT, INT);
    private static final MethodHandle GETRLIMIT = function("getrlimit", INT, INT, POINTER);
    private static final MethodHandle EPOLL_CREATE1 = function("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = function("epoll_ctl", INT, INT, INT, INT, POINTER);
    private static final MethodHandle EPOLL_WAIT = function("epoll_wait", INT, INT, POINTER, INT, INT);
    private static final MethodHandle EVENTFD = function("eventfd", INT, INT, INT);
    private static final MethodHandle MQ_OPEN = variadic("mq_open", 2, INT, POINTER, INT, INT, POINTER);
    private static final MethodHandle MQ_UNLINK = function("mq_unlink", INT, POINTER);
    private static final MethodHandle MQ_GETATTR = function("mq_getattr", INT, INT, POINTER);
    private static final MethodHandle MQ_TIMEDSEND = function("mq_timedsend", INT, INT, POINTER, LONG, INT, POINTER);
    private static final MethodHandle MQ_TIMEDRECEIVE = function("mq_timedreceive", LONG, INT, POINTER, LONG, POINTER, POINTER);
    /** glibc wraps {@code gettid} and {@code tgkill} only since 2.30. */
    private static final MethodHandle SYSCALL_0 = variadic("syscall", 1, LONG, LONG);

    private static final MethodHandle SYSCALL_3 = variadic("syscall", 1, LONG, LONG, LONG, LONG, LONG);
    private static final MethodHandle SIGACTION = function("sigaction", INT, INT, POINTER, POINTER);
    private static final MethodHandle PTHREAD_SIGMASK =
            functionWithoutErrno("pthread_sigmask", INT, INT, POINTER, POINTER);

    @Override
    public long address(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct).address() - direct.position();
    }

    @Override
    public long symbol(String function) {
        return CLibrary.find(function).map(MemorySegment::address).orElse(0L);
    }

    @Override
    public int open(String path, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            return result((int) OPEN.invokeExact(errno, arena.allocateFrom(path).address(), flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int close(int fd) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) CLOSE.invokeExact(errno, fd), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long write(int fd, long bytes, long count) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) WRITE.invokeExact(errno, fd, bytes, count), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int fchmod(int fd, int mode) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) FCHMOD.invokeExact(errno, fd, mode), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int getrlimit(int resource, long limit) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) GETRLIMIT.invokeExact(errno, resource, limit), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollCreate1(int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) EPOLL_CREATE1.invokeExact(errno, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) EPOLL_CTL.invokeExact(errno, epfd, operation, fd, event), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) EPOLL_WAIT.invokeExact(errno, epfd, events, maxEvents, timeoutMillis), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int eventfd(int initial, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) EVENTFD.invokeExact(errno, initial, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqOpen(String name, int flags, int mode, long attributes) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(name).address();
            return result((int) MQ_OPEN.invokeExact(errno, address, flags, mode, attributes), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqUnlink(String name) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            return result((int) MQ_UNLINK.invokeExact(errno, arena.allocateFrom(name).address()), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqGetattr(int mqd, long attributes) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) MQ_GETATTR.invokeExact(errno, mqd, attributes), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) MQ_TIMEDSEND.invokeExact(errno, mqd, bytes, length, priority, deadline), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) MQ_TIMEDRECEIVE.invokeExact(errno, mqd, buffer, length, priority, deadline), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int gettid() {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return (int) result((long) SYSCALL_0.invokeExact(errno, (long) StructLayouts.CURRENT.sysGettid()), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int tgkill(int pid, int tid, int signal) {
        MemorySegment errno = CapturedErrno.ofThread();
        long number = StructLayouts.CURRENT.sysTgkill();
        try {
            return (int) result(
                    (long) SYSCALL_3.invokeExact(errno, number, (long) pid, (long) tid, (long) signal), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int sigaction(int signal, long action, long previous) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) SIGACTION.invokeExact(errno, signal, action, previous), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int pthreadSigmask(int how, long signals) {
        try {
            return -(int) PTHREAD_SIGMASK.invokeExact(how, signals, 0L);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** A native call itself throws nothing: this is the JVM's own trouble, such as a stack at its end. */
    private static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
