package io.sluice.libc;

/** Calls on signals, and on the threads that get them. Results and pointers are as {@link Libc} says. */
public interface SignalCalls {
    /**
     * The kernel's identifier of the calling thread.
     *
     * @return the thread id
     * @see "gettid(2)"
     */
    int gettid();

    /**
     * Sends a signal to one thread of a process.
     * Makes no object behind its first call, so that a full heap does not keep it from being made.
     *
     * @param pid the process
     * @param tid the thread
     * @param signal the signal
     * @return 0, or a negated error: {@code EINVAL} may stand for any other one
     * @see "tgkill(2)"
     */
    int tgkill(int pid, int tid, int signal);

    /**
     * Sends a signal to a process.
     *
     * @param pid the process
     * @param signal the signal, or 0 to only ask whether it could be sent
     * @return 0, or the negated error
     * @see "kill(2)"
     */
    int kill(int pid, int signal);

    /**
     * Sends a signal with a value to a process.
     *
     * @param pid the process
     * @param signal the signal
     * @param value a {@code union sigval}: on both ABIs, {@code sival_int} is in its lower half
     * @return 0, or the negated error
     * @see "sigqueue(3)"
     */
    int sigqueue(int pid, int signal, long value);

    /**
     * Queues a signal to a process, with information that the caller has made.
     *
     * @param pid the process; any code may be sent to the calling process, and only negative ones to another
     * @param signal the signal
     * @param info address of a {@code siginfo_t}
     * @return 0, or the negated error
     * @see "rt_sigqueueinfo(2)"
     */
    int rtSigqueueinfo(int pid, int signal, long info);

    /**
     * Queues a signal to one thread of a process, with information that the caller has made.
     *
     * @param pid the process; any code may be sent to the calling process, and only negative ones to another
     * @param tid the thread
     * @param signal the signal
     * @param info address of a {@code siginfo_t}
     * @return 0, or the negated error
     * @see "rt_tgsigqueueinfo(2)"
     */
    int rtTgsigqueueinfo(int pid, int tid, int signal, long info);

    /**
     * Makes a descriptor from which pending signals are read.
     *
     * @param fd -1 for a new descriptor, or one whose signals are replaced
     * @param signals address of a {@code sigset_t}
     * @param flags {@code SFD_*}
     * @return a descriptor, or the negated error
     * @see "signalfd(2)"
     */
    int signalfd(int fd, long signals, int flags);

    /**
     * The user who runs this process.
     *
     * @return the real user id
     * @see "getuid(2)"
     */
    int getuid();

    /**
     * What a signal means, in English, from the C library's table. Safe on any thread.
     *
     * @param signal the signal
     * @return address of a string that stays, or 0 if the table does not have the signal or the C library no such function
     * @see "sigdescr_np(3)"
     */
    long sigdescrNp(int signal);

    /**
     * What a signal means, in the language of the process. Not safe on two threads at once with an old C library.
     *
     * @param signal the signal
     * @return address of a string that stays until the next call
     * @see "strsignal(3)"
     */
    long strsignal(int signal);

    /**
     * Reads or sets what a signal does.
     * Makes no object behind its first call, so that a full heap does not keep it from being made.
     *
     * @param signal the signal
     * @param action address of a {@code struct sigaction}, or 0 to only read
     * @param previous address of a {@code struct sigaction} to fill, or 0
     * @return 0, or a negated error: {@code EINVAL} may stand for any other one
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
}
