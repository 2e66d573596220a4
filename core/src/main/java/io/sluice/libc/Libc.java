package io.sluice.libc;

import io.sluice.errno.UnsupportedPlatformException;
import io.sluice.memory.NativeMemory;

/**
 * The functions of the C library and the kernel that this project calls, under their C names and in families. Whoever
 * calls takes the families that he needs once and keeps them.
 *
 * <p>Every call returns its result, which is 0 or more, or the negated error number; none throws for an error. Pointers
 * are addresses as {@code long}, 0 being NULL: the caller keeps the memory reachable until the call has returned (see
 * {@link NativeMemory}). All of it may be called from any thread.
 */
public interface Libc {
    /**
     * The binding in use: the one that the system property {@code io.sluice.libc} names, or the available one of the
     * highest priority.
     *
     * @return the binding, the same for the life of the JVM
     * @throws UnsupportedPlatformException if this platform is not supported or no binding can be used
     */
    static Libc get() {
        return LibcSelection.current().libc();
    }

    /**
     * The calls on files.
     *
     * @return the same at each call
     */
    FileCalls files();

    /**
     * The calls on sockets.
     *
     * @return the same at each call
     */
    SocketCalls sockets();

    /**
     * The calls on epoll instances and event counters.
     *
     * @return the same at each call
     */
    EpollCalls epoll();

    /**
     * The calls on clocks and timers.
     *
     * @return the same at each call
     */
    ClockCalls clocks();

    /**
     * The calls that watch files for changes.
     *
     * @return the same at each call
     */
    InotifyCalls inotify();

    /**
     * The calls on POSIX message queues.
     *
     * @return the same at each call
     */
    PosixQueueCalls posixQueues();

    /**
     * The calls on System V message queues.
     *
     * @return the same at each call
     */
    SysvMessageCalls sysvMessages();

    /**
     * The calls on System V semaphore sets.
     *
     * @return the same at each call
     */
    SysvSemaphoreCalls sysvSemaphores();

    /**
     * The calls on System V shared memory.
     *
     * @return the same at each call
     */
    SysvMemoryCalls sysvMemory();

    /**
     * The calls on signals and threads.
     *
     * @return the same at each call
     */
    SignalCalls signals();

    /**
     * The calls on processes.
     *
     * @return the same at each call
     */
    ProcessCalls processes();

    /**
     * The calls that wait for a word of memory, and wake up who waits.
     *
     * @return the same at each call
     */
    FutexCalls futexes();

    /**
     * The calls that read the limits of this process.
     *
     * @return the same at each call
     */
    LimitCalls limits();

    /**
     * The calls on memory outside the heap.
     *
     * @return the same at each call
     */
    MemoryCalls memory();

    /**
     * The calls that lock files.
     *
     * @return the same at each call
     */
    LockCalls locks();

    /**
     * The calls that mount file systems.
     *
     * @return the same at each call
     */
    MountCalls mounts();

    /**
     * Releases what keeps the class loader of the binding, as soon as no call is under way. Calls behind it work, and the
     * binding holds all of it again.
     */
    default void release() {}
}
