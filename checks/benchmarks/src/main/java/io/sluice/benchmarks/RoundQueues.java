package io.sluice.benchmarks;

import java.util.List;

/** The queues of one round: empty at its beginning, and removed behind it or when this JVM ends. */
interface RoundQueues extends AutoCloseable {
    /** Opens them for a contestant. */
    @FunctionalInterface
    interface Kind {
        RoundQueues create(Contestant contestant);
    }

    /** What a worker opens them by. */
    List<String> names();

    /** Behind the round: what is left was not received, so the count was wrong. */
    void requireEmpty(String contestant);

    @Override
    void close();
}
