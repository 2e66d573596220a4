package io.sluice.libc;

/**
 * Calls on words of memory that processes share. The kernel checks each address: one that is not mapped is an error and no
 * crash. Results and pointers are as {@link Libc} says.
 */
public interface FutexCalls {
    /**
     * Waits on a word of 32 bits, if it has a certain value still, until somebody wakes this thread up.
     *
     * @param word its address, a multiple of four
     * @param expected the value
     * @param timeout address of a {@code struct timespec} with a span of the monotonic clock, or 0 to wait without end
     * @return 0 if it was woken up, also where nothing has changed, or the negated error: {@code EAGAIN} where the word has
     *     another value, {@code ETIMEDOUT}, {@code EINTR}
     * @see "futex(2)"
     * @see "FUTEX_WAIT(2const)"
     */
    int futexWait(long word, int expected, long timeout);

    /**
     * Wakes up threads that wait on a word of 32 bits, in all processes. Makes no object where it succeeds, behind the first call.
     *
     * @param word its address, a multiple of four
     * @param count how many at the most
     * @return how many were woken up, or the negated error
     * @see "futex(2)"
     * @see "FUTEX_WAKE(2const)"
     */
    int futexWake(long word, int count);
}
