package io.sluice.reactor.internal.source;

/** What a subscriber gets that asks for no elements, or for less than none. */
public final class BadRequest {
    private BadRequest() {}

    /** The error for such a request. */
    public static IllegalArgumentException of(long n) {
        return new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
    }
}
