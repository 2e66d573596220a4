package io.sluice.libc;

/**
 * The number of the call that no C library wraps, and the size of what the C library builds on it.
 *
 * @param sysFutex number of {@code futex}
 */
public record FutexLayouts(int sysFutex) {
    /** The layouts of the machine this JVM runs on. */
    public static final FutexLayouts CURRENT = of(Abi.current());

    /** Size of a {@code sem_t}, the one thing of the C library that waits on such a word in shared memory. */
    public static final int SEM_SIZE = 32;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static FutexLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new FutexLayouts(202);
            case AARCH64 -> new FutexLayouts(98);
        };
    }
}
