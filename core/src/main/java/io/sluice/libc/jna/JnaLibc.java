package io.sluice.libc.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.sluice.libc.FileCalls;
import io.sluice.libc.InotifyCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.StructLayouts;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The seam on JNA. The error number is read right behind the failed call: JNA keeps it for each thread, and no
 * exception is made for a failure that is part of normal work.
 */
final class JnaLibc implements Libc {
    private static final NativeLibrary LIBC =
            NativeLibrary.getInstance("c", Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    /** {@code int open(const char *, int, ...)}. */
    private static final Function OPEN = variadic(LIBC, "open", 2);
    /** {@code mqd_t mq_open(const char *, int, ...)}. */
    private static final Function MQ_OPEN = variadic(MqFunctions.LIBRARY, "mq_open", 2);

    private static final Function MQ_UNLINK = MqFunctions.LIBRARY.getFunction("mq_unlink");

    /** The mode must arrive on every ABI, so a variadic function is called as one. */
    private static Function variadic(NativeLibrary library, String name, int fixedArguments) {
        // JNA keeps the number of fixed arguments in bits 7 and up of the call flags (Function.USE_VARARGS).
        return library.getFunction(name, Function.C_CONVENTION | (fixedArguments << USE_VARARGS_SHIFT));
    }

    private static final int USE_VARARGS_SHIFT = 7;

    private static int result(int value) {
        return value >= 0 ? value : -Native.getLastError();
    }

    private static long result(long value) {
        return value >= 0 ? value : -Native.getLastError();
    }

    private final FileCalls files = new JnaFileCalls();
    private final InotifyCalls inotify = new JnaInotifyCalls();

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
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    @Override
    public long symbol(String function) {
        try {
            return Pointer.nativeValue(LIBC.getFunction(function));
        } catch (UnsatisfiedLinkError none) {
            return 0;
        }
    }

    @Override
    public int open(String path, int flags) {
        return result(OPEN.invokeInt(new Object[] {path, flags}));
    }

    @Override
    public int close(int fd) {
        return result(LibcFunctions.close(fd));
    }

    @Override
    public long read(int fd, long bytes, long count) {
        return result(LibcFunctions.read(fd, bytes, count));
    }

    @Override
    public long pread(int fd, long bytes, long count, long offset) {
        return result(LibcFunctions.pread(fd, bytes, count, offset));
    }

    @Override
    public long write(int fd, long bytes, long count) {
        return result(LibcFunctions.write(fd, bytes, count));
    }

    @Override
    public int fchmod(int fd, int mode) {
        return result(LibcFunctions.fchmod(fd, mode));
    }

    @Override
    public int getrlimit(int resource, long limit) {
        return result(LibcFunctions.getrlimit(resource, limit));
    }

    @Override
    public int epollCreate1(int flags) {
        return result(LibcFunctions.epoll_create1(flags));
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        return result(LibcFunctions.epoll_ctl(epfd, operation, fd, event));
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        return result(LibcFunctions.epoll_wait(epfd, events, maxEvents, timeoutMillis));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return result(LibcFunctions.eventfd(initial, flags));
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        return result(LibcFunctions.timerfd_create(clock, flags));
    }

    @Override
    public int timerfdSettime(int fd, int flags, long setting, long previous) {
        return result(LibcFunctions.timerfd_settime(fd, flags, setting, previous));
    }

    @Override
    public int timerfdGettime(int fd, long setting) {
        return result(LibcFunctions.timerfd_gettime(fd, setting));
    }

    @Override
    public int clockGettime(int clock, long time) {
        return result(LibcFunctions.clock_gettime(clock, time));
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return result(LibcFunctions.socket(domain, type, protocol));
    }

    @Override
    public int mqOpen(String name, int flags, int mode, long attributes) {
        return result(MQ_OPEN.invokeInt(new Object[] {name, flags, mode, new Pointer(attributes)}));
    }

    @Override
    public int mqUnlink(String name) {
        return result(MQ_UNLINK.invokeInt(new Object[] {name}));
    }

    @Override
    public int mqGetattr(int mqd, long attributes) {
        return result(MqFunctions.mq_getattr(mqd, attributes));
    }

    @Override
    public int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline) {
        return (int) syscall(StructLayouts.CURRENT.sysMqTimedsend(), mqd, bytes, length, priority, deadline);
    }

    @Override
    public long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline) {
        return syscall(StructLayouts.CURRENT.sysMqTimedreceive(), mqd, buffer, length, priority, deadline);
    }

    @Override
    public int mqNotify(int mqd, long event) {
        return (int) syscall(StructLayouts.CURRENT.sysMqNotify(), mqd, event, 0, 0, 0);
    }

    @Override
    public int gettid() {
        return (int) syscall(StructLayouts.CURRENT.sysGettid(), 0, 0, 0, 0, 0);
    }

    @Override
    public int tgkill(int pid, int tid, int signal) {
        return (int) syscall(StructLayouts.CURRENT.sysTgkill(), pid, tid, signal, 0, 0);
    }

    /** The kernel takes as many of the arguments as the call has. */
    private static long syscall(long number, long first, long second, long third, long fourth, long fifth) {
        return result(LibcFunctions.syscall(number, first, second, third, fourth, fifth));
    }

    @Override
    public int sigaction(int signal, long action, long previous) {
        return result(LibcFunctions.sigaction(signal, action, previous));
    }

    @Override
    public int pthreadSigmask(int how, long signals) {
        return -LibcFunctions.pthread_sigmask(how, signals, 0);
    }

    @Override
    public int msgget(int key, int flags) {
        return result(LibcFunctions.msgget(key, flags));
    }

    @Override
    public int msgsnd(int id, long message, long length, int flags) {
        return result(LibcFunctions.msgsnd(id, message, length, flags));
    }

    @Override
    public long msgrcv(int id, long message, long length, long type, int flags) {
        return result(LibcFunctions.msgrcv(id, message, length, type, flags));
    }

    @Override
    public int msgctl(int id, int command, long buffer) {
        return result(LibcFunctions.msgctl(id, command, buffer));
    }
}
