package io.sluice.libc;

/** Calls that read the limits of this process. Results and pointers are as {@link Libc} says. */
public interface LimitCalls {
    /**
     * Reads a resource limit.
     *
     * @param resource {@code RLIMIT_*}
     * @param limit address of a {@code struct rlimit} to fill
     * @return 0, or the negated error
     * @see "getrlimit(2)"
     */
    int getrlimit(int resource, long limit);
}
