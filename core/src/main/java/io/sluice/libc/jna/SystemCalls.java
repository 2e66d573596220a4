package io.sluice.libc.jna;

/** Calls of the kernel by their number. */
final class SystemCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    private SystemCalls() {}

    /** The kernel takes as many of the arguments as the call has. */
    static long call(long number, long first, long second, long third, long fourth, long fifth) {
        return CLibrary.result(DIRECT.calls().syscall(number, first, second, third, fourth, fifth));
    }

    /** What is mapped directly. */
    static final class Direct {
        private Direct() {}

        /**
         * Variadic in C, and yet mapped like the others: it passes on registers, and on both ABIs an integer is in the same
         * one, whether it is an open argument or not.
         */
        native long syscall(long number, long first, long second, long third, long fourth, long fifth);
    }
}
