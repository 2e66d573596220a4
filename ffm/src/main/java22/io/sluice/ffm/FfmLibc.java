package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.FileCalls;
import io.sluice.libc.InotifyCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.StructLayouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The seam on {@code java.lang.foreign}: one handle and one method for each call. To link a function takes milliseconds,
 * so the handles are in groups, linked when the first of the group is called.
 *
 * <p>No handle is a critical one: that would hold up the garbage collector for as long as the call takes, and most of
 * these may wait, be it only for a lock in the kernel.
 */
final class FfmLibc implements Libc {
    /** Loaded at once, since to open a class file is impossible when the process has run out of descriptors. */
    @SuppressWarnings("unused") // to name a class here loads it
    private static final List<Class<?>> LOADED = List.of(
            CapturedErrno.class,
            Files.class,
            Events.class,
            Clocks.class,
            Queues.class,
            SystemV.class,
            Signals.class,
            SystemCalls.class,
            FfmFileCalls.Rare.class,
            FfmInotifyCalls.Handles.class);

    private final FileCalls files = new FfmFileCalls();
    private final InotifyCalls inotify = new FfmInotifyCalls();

    /**
     * Links nothing yet.
     *
     * @throws IllegalCallerException if this module has no native access
     * @throws UnsupportedOperationException if this JVM has no linker
     */
    FfmLibc() {
        CLibrary.tryLinking();
    }

    @Override
    public FileCalls files() {
        return files;
    }

    @Override
    public InotifyCalls inotify() {
        return inotify;
    }

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
            return result(
                    (int) Files.OPEN.invokeExact(errno, arena.allocateFrom(path).address(), flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int close(int fd) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Files.CLOSE.invokeExact(errno, fd), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long read(int fd, long bytes, long count) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Files.READ.invokeExact(errno, fd, bytes, count), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long pread(int fd, long bytes, long count, long offset) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Files.PREAD.invokeExact(errno, fd, bytes, count, offset), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long write(int fd, long bytes, long count) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Files.WRITE.invokeExact(errno, fd, bytes, count), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int fchmod(int fd, int mode) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Files.FCHMOD.invokeExact(errno, fd, mode), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int getrlimit(int resource, long limit) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Files.GETRLIMIT.invokeExact(errno, resource, limit), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollCreate1(int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Events.EPOLL_CREATE1.invokeExact(errno, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Events.EPOLL_CTL.invokeExact(errno, epfd, operation, fd, event), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Events.EPOLL_WAIT.invokeExact(errno, epfd, events, maxEvents, timeoutMillis), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int eventfd(int initial, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Events.EVENTFD.invokeExact(errno, initial, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Clocks.TIMERFD_CREATE.invokeExact(errno, clock, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int timerfdSettime(int fd, int flags, long setting, long previous) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Clocks.TIMERFD_SETTIME.invokeExact(errno, fd, flags, setting, previous), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int timerfdGettime(int fd, long setting) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Clocks.TIMERFD_GETTIME.invokeExact(errno, fd, setting), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int clockGettime(int clock, long time) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Clocks.CLOCK_GETTIME.invokeExact(errno, clock, time), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Files.SOCKET.invokeExact(errno, domain, type, protocol), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqOpen(String name, int flags, int mode, long attributes) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(name).address();
            return result((int) Queues.MQ_OPEN.invokeExact(errno, address, flags, mode, attributes), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqUnlink(String name) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            return result(
                    (int) Queues.MQ_UNLINK.invokeExact(
                            errno, arena.allocateFrom(name).address()),
                    errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqGetattr(int mqd, long attributes) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Queues.MQ_GETATTR.invokeExact(errno, mqd, attributes), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline) {
        return (int) SystemCalls.call(StructLayouts.CURRENT.sysMqTimedsend(), mqd, bytes, length, priority, deadline);
    }

    @Override
    public long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline) {
        return SystemCalls.call(StructLayouts.CURRENT.sysMqTimedreceive(), mqd, buffer, length, priority, deadline);
    }

    @Override
    public int mqNotify(int mqd, long event) {
        return (int) SystemCalls.call(StructLayouts.CURRENT.sysMqNotify(), mqd, event, 0, 0, 0);
    }

    @Override
    public int gettid() {
        return (int) SystemCalls.call(StructLayouts.CURRENT.sysGettid(), 0, 0, 0, 0, 0);
    }

    @Override
    public int tgkill(int pid, int tid, int signal) {
        return (int) SystemCalls.call(StructLayouts.CURRENT.sysTgkill(), pid, tid, signal, 0, 0);
    }

    @Override
    public int sigaction(int signal, long action, long previous) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Signals.SIGACTION.invokeExact(errno, signal, action, previous), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int pthreadSigmask(int how, long signals) {
        try {
            return -(int) Signals.PTHREAD_SIGMASK.invokeExact(how, signals, 0L);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int msgget(int key, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) SystemV.MSGGET.invokeExact(errno, key, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int msgsnd(int id, long message, long length, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) SystemV.MSGSND.invokeExact(errno, id, message, length, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long msgrcv(int id, long message, long length, long type, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) SystemV.MSGRCV.invokeExact(errno, id, message, length, type, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int msgctl(int id, int command, long buffer) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) SystemV.MSGCTL.invokeExact(errno, id, command, buffer), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Descriptors of every kind. */
    private static final class Files {
        static final MethodHandle OPEN = variadic("open", 2, INT, POINTER, INT);
        static final MethodHandle CLOSE = function("close", INT, INT);
        static final MethodHandle READ = function("read", LONG, INT, POINTER, LONG);
        static final MethodHandle PREAD = function("pread", LONG, INT, POINTER, LONG, LONG);
        static final MethodHandle WRITE = function("write", LONG, INT, POINTER, LONG);
        static final MethodHandle FCHMOD = function("fchmod", INT, INT, INT);
        static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);
        static final MethodHandle GETRLIMIT = function("getrlimit", INT, INT, POINTER);
    }

    /** What an event loop is made of. */
    private static final class Events {
        static final MethodHandle EPOLL_CREATE1 = function("epoll_create1", INT, INT);
        static final MethodHandle EPOLL_CTL = function("epoll_ctl", INT, INT, INT, INT, POINTER);
        static final MethodHandle EPOLL_WAIT = function("epoll_wait", INT, INT, POINTER, INT, INT);
        static final MethodHandle EVENTFD = function("eventfd", INT, INT, INT);
    }

    private static final class Clocks {
        static final MethodHandle TIMERFD_CREATE = function("timerfd_create", INT, INT, INT);
        static final MethodHandle TIMERFD_SETTIME = function("timerfd_settime", INT, INT, INT, POINTER, POINTER);
        static final MethodHandle TIMERFD_GETTIME = function("timerfd_gettime", INT, INT, POINTER);
        static final MethodHandle CLOCK_GETTIME = function("clock_gettime", INT, INT, POINTER);
    }

    /** POSIX message queues. */
    private static final class Queues {
        static final MethodHandle MQ_OPEN = variadic("mq_open", 2, INT, POINTER, INT, INT, POINTER);
        static final MethodHandle MQ_UNLINK = function("mq_unlink", INT, POINTER);
        static final MethodHandle MQ_GETATTR = function("mq_getattr", INT, INT, POINTER);
    }

    /** System V message queues. */
    private static final class SystemV {
        static final MethodHandle MSGGET = function("msgget", INT, INT, INT);
        static final MethodHandle MSGSND = function("msgsnd", INT, INT, POINTER, LONG, INT);
        static final MethodHandle MSGRCV = function("msgrcv", LONG, INT, POINTER, LONG, LONG, INT);
        static final MethodHandle MSGCTL = function("msgctl", INT, INT, INT, POINTER);
    }

    private static final class Signals {
        static final MethodHandle SIGACTION = function("sigaction", INT, INT, POINTER, POINTER);
        /** Answers the error number itself. */
        static final MethodHandle PTHREAD_SIGMASK = functionWithoutErrno("pthread_sigmask", INT, INT, POINTER, POINTER);
    }
}
