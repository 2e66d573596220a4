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
     * The address of a function of the C library.
     *
     * @param function its name
     * @return the address, or 0 if there is none of this name
     */
    long symbol(String function);
}
