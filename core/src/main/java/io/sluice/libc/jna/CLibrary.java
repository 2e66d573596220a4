package io.sluice.libc.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The C library, and what its functions have in common. */
final class CLibrary {
    /**
     * With an entry that JNA ignores, so that no other user of JNA shares our handle of the library, and no other class
     * loader with this class in it, which closes it.
     */
    private static final Map<String, Object> OPTIONS = Map.of(
            Library.OPTION_STRING_ENCODING,
            "UTF-8",
            "io.sluice",
            System.identityHashCode(CLibrary.class) + "-" + System.nanoTime());

    /** Null where it is closed. JNA would open another one each time: it does not find the C library among those it has. */
    private static @Nullable NativeLibrary libc;

    /** The part of an older C library that is open; null where there is none. */
    private static @Nullable NativeLibrary part;

    /** JNA keeps the number of fixed arguments in bits 7 and up of the call flags (Function.USE_VARARGS). */
    private static final int USE_VARARGS_SHIFT = 7;

    private CLibrary() {}

    /** The C library where it has the function, or else the given part of it. */
    static synchronized NativeLibrary having(String function, String nameOfPart) {
        try {
            opened().getFunction(function);
            return opened();
        } catch (UnsatisfiedLinkError older) {
            NativeLibrary opened = NativeLibrary.getInstance(nameOfPart, OPTIONS);
            part = opened;
            return opened;
        }
    }

    /** The C library, opened again where it was closed. */
    static synchronized NativeLibrary opened() {
        NativeLibrary opened = libc;
        if (opened == null) {
            opened = NativeLibrary.getInstance("c", OPTIONS);
            libc = opened;
        }
        return opened;
    }

    /**
     * Closes the handles of the C library, whose owner in JNA has a thread. The functions go on to work: the C library
     * itself stays as long as the process.
     */
    static synchronized void release() {
        if (libc != null) {
            libc.close();
            libc = null;
        }
        if (part != null) {
            part.close();
            part = null;
        }
    }

    /** The address of a function of the C library, or 0 if there is none of this name. */
    static long symbol(String name) {
        try {
            return Pointer.nativeValue(opened().getFunction(name));
        } catch (UnsatisfiedLinkError none) {
            return 0;
        }
    }

    /** A function of the C library that takes a string: those are not mapped directly. */
    static Function function(String name) {
        return opened().getFunction(name);
    }

    /** The same with an argument list that is open behind the fixed ones. */
    static Function variadic(String name, int fixedArguments) {
        return variadic(opened(), name, fixedArguments);
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
