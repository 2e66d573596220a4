package io.sluice.testing;

import java.util.stream.Stream;

/** What code of users throws, of all kinds. */
public final class Thrown {
    private Thrown() {}

    /** Of each kind that a decoder may throw and that says nothing about the memory. */
    public static Stream<Throwable> byDecoders() {
        return Stream.of(
                new IllegalStateException("expected"),
                new NoClassDefFoundError("expected"),
                new StackOverflowError("expected"),
                new AssertionError("expected"),
                new Exception("expected, which the compiler of another language lets through"));
    }

    /**
     * Throws it where the compiler knows of no such exception.
     *
     * @param thrown anything
     * @param <X> inferred by the compiler as unchecked
     * @return nothing; so that the call can stand in a throw statement
     * @throws X always
     */
    @SuppressWarnings("unchecked")
    public static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
