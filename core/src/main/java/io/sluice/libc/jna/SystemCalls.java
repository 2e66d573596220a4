package io.sluice.libc.jna;

import com.sun.jna.Native;

/** Calls of the kernel by their number. */
final class SystemCalls {
    static {
        Native.register(SystemCalls.class, CLibrary.LIBC);
    }

    private SystemCalls() {}

    /** Does nothing, but maps the function. */
    static void map() {}

    /** The kernel takes as many of the arguments as the call has. */
    static long call(long number, long first, long second, long third, long fourth, long fifth) {
        return CLibrary.result(syscall(number, first, second, third, fourth, fifth));
    }

    /**
     * Variadic in C, and yet mapped like the others: it passes on registers, and on both ABIs an integer is in the same
     * one, whether it is an open argument or not.
     */
    private static native long syscall(long number, long first, long second, long third, long fourth, long fifth);
}
