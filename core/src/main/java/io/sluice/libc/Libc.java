package io.sluice.libc;

import io.sluice.errno.UnsupportedPlatformException;
import io.sluice.memory.NativeMemory;
import java.nio.ByteBuffer;

/**
 * The functions of the C library and the kernel that this project calls, under their C names.
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
     * The calls that watch files for changes.
     *
     * @return the same at each call
     */
    InotifyCalls inotify();

    /**
     * The address of a direct buffer's first byte (its index 0, not its position).
     *
     * @param direct a direct buffer
     * @return the address
     */
    long address(ByteBuffer direct);

    /**
     * The address of a function of the C library.
     *
     * @param function its name
     * @return the address, or 0 if there is none of this name
     */
    long symbol(String function);

    /**
     * Opens a file that exists.
     *
     * @param path the path
     * @param flags {@code O_*}
     * @return a descriptor, or the negated error
     * @see "open(2)"
     */
    int open(String path, int flags);

    /**
     * Closes a descriptor.
     *
     * @param fd the descriptor
     * @return 0, or the negated error
     * @see "close(2)"
     */
    int close(int fd);

    /**
     * Reads from a descriptor.
     *
     * @param fd the descriptor
     * @param bytes address of the buffer
     * @param count how many bytes to read at the most
     * @return how many were read, or the negated error
     * @see "read(2)"
     */
    long read(int fd, long bytes, long count);

    /**
     * Reads from a place in a file, without moving its position.
     *
     * @param fd the descriptor
     * @param bytes address of the buffer
     * @param count how many bytes to read at the most
     * @param offset where to begin, in bytes
     * @return how many were read, or the negated error
     * @see "pread(2)"
     */
    long pread(int fd, long bytes, long count, long offset);

    /**
     * Writes to a descriptor.
     *
     * @param fd the descriptor
     * @param bytes address of the bytes
     * @param count how many
     * @return how many were written, or the negated error
     * @see "write(2)"
     */
    long write(int fd, long bytes, long count);

    /**
     * Sets the permission bits of an open file, whatever the umask.
     *
     * @param fd the descriptor
     * @param mode the bits
     * @return 0, or the negated error
     * @see "fchmod(2)"
     */
    int fchmod(int fd, int mode);

    /**
     * Reads a resource limit.
     *
     * @param resource {@code RLIMIT_*}
     * @param limit address of a {@code struct rlimit} to fill
     * @return 0, or the negated error
     * @see "getrlimit(2)"
     */
    int getrlimit(int resource, long limit);

    /**
     * Makes an epoll instance.
     *
     * @param flags {@code EPOLL_CLOEXEC} or 0
     * @return a descriptor, or the negated error
     * @see "epoll_create1(2)"
     */
    int epollCreate1(int flags);

    /**
     * Adds, changes or removes an entry of an epoll instance.
     *
     * @param epfd the epoll instance
     * @param operation {@code EPOLL_CTL_*}
     * @param fd the descriptor to watch
     * @param event address of a {@code struct epoll_event}, or 0 to remove
     * @return 0, or the negated error
     * @see "epoll_ctl(2)"
     */
    int epollCtl(int epfd, int operation, int fd, long event);

    /**
     * Waits for events.
     *
     * @param epfd the epoll instance
     * @param events address of an array of {@code struct epoll_event} to fill
     * @param maxEvents the length of the array
     * @param timeoutMillis milliseconds to wait, 0 not at all, -1 without end
     * @return how many events, or the negated error
     * @see "epoll_wait(2)"
     */
    int epollWait(int epfd, long events, int maxEvents, int timeoutMillis);

    /**
     * Makes an event counter.
     *
     * @param initial its first value
     * @param flags {@code EFD_*}
     * @return a descriptor, or the negated error
     * @see "eventfd(2)"
     */
    int eventfd(int initial, int flags);

    /**
     * Makes a timer that is read as a descriptor.
     *
     * @param clock {@code CLOCK_*}
     * @param flags {@code TFD_*}
     * @return a descriptor, or the negated error
     * @see "timerfd_create(2)"
     */
    int timerfdCreate(int clock, int flags);

    /**
     * Arms or disarms a timer.
     *
     * @param fd the timer
     * @param flags {@code TFD_TIMER_*}
     * @param setting address of a {@code struct itimerspec}
     * @param previous address of a {@code struct itimerspec} to fill, or 0
     * @return 0, or the negated error
     * @see "timerfd_settime(2)"
     */
    int timerfdSettime(int fd, int flags, long setting, long previous);

    /**
     * Reads when a timer expires next.
     *
     * @param fd the timer
     * @param setting address of a {@code struct itimerspec} to fill
     * @return 0, or the negated error
     * @see "timerfd_gettime(2)"
     */
    int timerfdGettime(int fd, long setting);

    /**
     * Reads a clock.
     *
     * @param clock {@code CLOCK_*}
     * @param time address of a {@code struct timespec} to fill
     * @return 0, or the negated error
     * @see "clock_gettime(2)"
     */
    int clockGettime(int clock, long time);

    /**
     * Makes a socket.
     *
     * @param domain {@code AF_*}
     * @param type {@code SOCK_*}
     * @param protocol a number of the domain
     * @return a descriptor, or the negated error
     * @see "socket(2)"
     */
    int socket(int domain, int type, int protocol);

    /**
     * Opens or creates a POSIX message queue.
     *
     * @param name the name with its slash
     * @param flags {@code O_*}
     * @param mode permission bits for a new queue
     * @param attributes address of a {@code struct mq_attr}, or 0 for the system's defaults
     * @return a descriptor, or the negated error
     * @see "mq_open(3)"
     */
    int mqOpen(String name, int flags, int mode, long attributes);

    /**
     * Removes the name of a POSIX message queue.
     *
     * @param name the name with its slash
     * @return 0, or the negated error
     * @see "mq_unlink(3)"
     */
    int mqUnlink(String name);

    /**
     * Reads the attributes of a POSIX message queue.
     *
     * @param mqd the queue
     * @param attributes address of a {@code struct mq_attr} to fill
     * @return 0, or the negated error
     * @see "mq_getattr(3)"
     */
    int mqGetattr(int mqd, long attributes);

    /**
     * Sends to a POSIX message queue; on a blocking descriptor it waits for room. A binding calls the kernel itself: the C
     * library's function is a point of cancellation, which costs two atomic operations for each message in a process of
     * many threads, and no thread of a JVM is ever cancelled in that way.
     *
     * @param mqd the queue
     * @param bytes address of the message
     * @param length its length in bytes
     * @param priority 0 to 32,767
     * @param deadline address of a {@code struct timespec} on CLOCK_REALTIME, or 0 for none
     * @return 0, or the negated error
     * @see "mq_timedsend(3)"
     */
    int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline);

    /**
     * Receives from a POSIX message queue; on a blocking descriptor it waits for a message. A binding calls the kernel
     * itself, as for {@link #mqTimedsend}.
     *
     * @param mqd the queue
     * @param buffer address of the buffer
     * @param length its length in bytes, at least the queue's {@code mq_msgsize}
     * @param priority address of an {@code unsigned int} to fill, or 0
     * @param deadline address of a {@code struct timespec} on CLOCK_REALTIME, or 0 for none
     * @return the message's length, or the negated error
     * @see "mq_timedreceive(3)"
     */
    long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline);

    /**
     * Registers for the notification of a POSIX message queue, or deregisters. This is the kernel's call and not the C
     * library's function of this name, which would start a thread of its own.
     *
     * @param mqd the queue
     * @param event address of a {@code struct sigevent}, or 0 to deregister
     * @return 0, or the negated error
     * @see "mq_notify(3)"
     */
    int mqNotify(int mqd, long event);

    /**
     * The kernel's identifier of the calling thread.
     *
     * @return the thread id
     * @see "gettid(2)"
     */
    int gettid();

    /**
     * Sends a signal to one thread of a process.
     *
     * @param pid the process
     * @param tid the thread
     * @param signal the signal
     * @return 0, or the negated error
     * @see "tgkill(2)"
     */
    int tgkill(int pid, int tid, int signal);

    /**
     * Reads or sets what a signal does.
     *
     * @param signal the signal
     * @param action address of a {@code struct sigaction}, or 0 to only read
     * @param previous address of a {@code struct sigaction} to fill, or 0
     * @return 0, or the negated error
     * @see "sigaction(2)"
     */
    int sigaction(int signal, long action, long previous);

    /**
     * Changes which signals the calling thread holds back.
     *
     * @param how {@code SIG_UNBLOCK} and its like
     * @param signals address of a {@code sigset_t}
     * @return 0, or the negated error
     * @see "pthread_sigmask(3)"
     */
    int pthreadSigmask(int how, long signals);

    /**
     * Finds or creates a System V message queue.
     *
     * @param key the key, or {@code IPC_PRIVATE}
     * @param flags {@code IPC_CREAT}, {@code IPC_EXCL} and permission bits
     * @return the queue's identifier, or the negated error
     * @see "msgget(2)"
     */
    int msgget(int key, int flags);

    /**
     * Sends to a System V message queue; without {@code IPC_NOWAIT} it waits for room.
     *
     * @param id the queue
     * @param message address of the message: its type as a {@code long}, then its bytes
     * @param length how many bytes there are behind the type
     * @param flags {@code IPC_NOWAIT} or 0
     * @return 0, or the negated error
     * @see "msgsnd(2)"
     */
    int msgsnd(int id, long message, long length, int flags);

    /**
     * Receives from a System V message queue; without {@code IPC_NOWAIT} it waits for a message.
     *
     * @param id the queue
     * @param message address of the buffer: for the type as a {@code long}, then for the bytes
     * @param length how many bytes there is room for behind the type
     * @param type which message to take
     * @param flags {@code IPC_NOWAIT}, {@code MSG_NOERROR}, {@code MSG_EXCEPT}, {@code MSG_COPY}
     * @return the message's length without the type, or the negated error
     * @see "msgrcv(2)"
     */
    long msgrcv(int id, long message, long length, long type, int flags);

    /**
     * Asks or changes a System V message queue, or all of them.
     *
     * @param id the queue, or what else the command asks for
     * @param command {@code IPC_STAT} and its like
     * @param buffer address of the command's struct, or 0
     * @return 0 or what the command gives, or the negated error
     * @see "msgctl(2)"
     */
    int msgctl(int id, int command, long buffer);
}
