package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls of the kernel by their number. Linked at the first of them. */
final class SystemCalls {
    /** {@code long syscall(long, ...)}. */
    private static final MethodHandle SYSCALL = variadic("syscall", 1, LONG, LONG, LONG, LONG, LONG, LONG, LONG);
    /** Both ABIs pass integers that are variadic as they pass others. */
    private static final MethodHandle SYSCALL_WITHOUT_ERRNO =
            functionWithoutErrno("syscall", LONG, LONG, LONG, LONG, LONG);

    private SystemCalls() {}

    /** The result, or -1 without the number of an error, and so without an object. */
    static long callWithoutErrno(long number, long first, long second, long third) {
        try {
            return (long) SYSCALL_WITHOUT_ERRNO.invokeExact(number, first, second, third);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** The kernel takes as many of the arguments as the call has. */
    static long call(long number, long first, long second, long third, long fourth, long fifth) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) SYSCALL.invokeExact(errno, number, first, second, third, fourth, fifth), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }
}
