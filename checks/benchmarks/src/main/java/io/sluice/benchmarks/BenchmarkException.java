package io.sluice.benchmarks;

/** A round that is no result: a worker failed, or the count or the bytes of its messages were wrong. */
final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchmarkException(String message) {
        super(message);
    }
}
