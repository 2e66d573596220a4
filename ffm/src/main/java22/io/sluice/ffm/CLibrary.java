package io.sluice.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * Makes method handles of the C library's functions.
 *
 * <p>A pointer is bound as the 64-bit integer that it is: both ABIs, System V's for x86-64 and AAPCS64, pass either in
 * the same registers, and no segment object is needed for an address that is at hand as a number.
 */
@SuppressWarnings("restricted") // to call native code is what this module is for
final class CLibrary {
    /** {@code int}, {@code unsigned int}, {@code mode_t} and descriptors. */
    static final MemoryLayout INT = ValueLayout.JAVA_INT;
    /** {@code long}, {@code size_t} and {@code ssize_t}. */
    static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
    /** Any pointer. */
    static final MemoryLayout POINTER = ValueLayout.JAVA_LONG;

    private CLibrary() {}

    /**
     * Does nothing, but needs what every link needs. To link a function would take tens of milliseconds.
     *
     * @throws IllegalCallerException if this module has no native access
     * @throws UnsupportedOperationException if this JVM has no linker
     */
    static void tryLinking() {
        MemorySegment.NULL.reinterpret(0);
        Linker.nativeLinker();
    }

    /** A function that sets errno; its first argument is the segment to capture that in. */
    static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return link(name, List.of(CapturedErrno.OPTION), result, parameters);
    }

    /** The same with an argument list that is open from the given index on. */
    static MethodHandle variadic(String name, int fixed, MemoryLayout result, MemoryLayout... parameters) {
        return link(name, List.of(CapturedErrno.OPTION, Linker.Option.firstVariadicArg(fixed)), result, parameters);
    }

    /**
     * A function that leaves errno alone, or of whose failure the number is not needed. A call behind the first one makes no object.
     * To capture errno, the JVM makes one in code that is not optimized, and a full heap then keeps the call from being made.
     */
    static MethodHandle functionWithoutErrno(String name, MemoryLayout result, MemoryLayout... parameters) {
        return link(name, List.of(), result, parameters);
    }

    private static MethodHandle link(
            String name, List<Linker.Option> options, MemoryLayout result, MemoryLayout... parameters) {
        MemorySegment address =
                find(name).orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name));
        return Linker.nativeLinker()
                .downcallHandle(
                        address, FunctionDescriptor.of(result, parameters), options.toArray(Linker.Option[]::new));
    }

    static Optional<MemorySegment> find(String name) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .or(() -> Realtime.LOOKUP.flatMap(library -> library.find(name)));
    }

    /** A native call itself throws nothing: this is the JVM's own trouble, such as a stack at its end. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    /** The {@code mq_*} functions are in libc since glibc 2.34 and in librt before. */
    private static final class Realtime {
        static final Optional<SymbolLookup> LOOKUP = open();

        private static Optional<SymbolLookup> open() {
            try {
                return Optional.of(SymbolLookup.libraryLookup("librt.so.1", Arena.global()));
            } catch (IllegalArgumentException missing) {
                return Optional.empty();
            }
        }
    }
}
