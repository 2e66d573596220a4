package io.sluice.libc.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The C library, and what its functions have in common. */
final class CLibrary {
    /** With an entry that JNA ignores, so that no other user of JNA shares our handle of the library. */
    private static final Map<String, Object> OPTIONS =
            Map.of(Library.OPTION_STRING_ENCODING, "UTF-8", "io.sluice", true);

    static final NativeLibrary LIBC = NativeLibrary.getInstance("c", OPTIONS);

    /** JNA keeps the number of fixed arguments in bits 7 and up of the call flags (Function.USE_VARARGS). */
    private static final int USE_VARARGS_SHIFT = 7;

    private CLibrary() {}

    /** The C library where it has the function, or else the given part of it. */
    static NativeLibrary having(String function, String part) {
        try {
            LIBC.getFunction(function);
            return LIBC;
        } catch (UnsatisfiedLinkError older) {
            return NativeLibrary.getInstance(part, OPTIONS);
        }
    }

    /** The C library, also behind {@link #release()}. */
    static NativeLibrary opened() {
        return NativeLibrary.getInstance("c", OPTIONS);
    }

    /**
     * Closes the handle of the C library, whose owner in JNA has a thread. The functions that are mapped go on to work:
     * the C library itself stays as long as the process.
     */
    static void release() {
        opened().close();
        LIBC.close();
    }

    /** A function of the C library that takes a string: those are not mapped directly. */
    static Function function(String name) {
        return LIBC.getFunction(name);
    }

    /** The same with an argument list that is open behind the fixed ones. */
    static Function variadic(String name, int fixedArguments) {
        return variadic(LIBC, name, fixedArguments);
    }

    /** An argument must arrive on every ABI, so a variadic function is called as one. */
    static Function variadic(NativeLibrary library, String name, int fixedArguments) {
        return library.getFunction(name, Function.C_CONVENTION | (fixedArguments << USE_VARARGS_SHIFT));
    }

    /**
     * What the seam answers for a call's result: the result itself, or the negated errno. JNA keeps errno for each
     * thread.
     */
    static int result(int value) {
        return value >= 0 ? value : -Native.getLastError();
    }

    /** The same for a 64-bit result. */
    static long result(long value) {
        return value >= 0 ? value : -Native.getLastError();
    }
}
