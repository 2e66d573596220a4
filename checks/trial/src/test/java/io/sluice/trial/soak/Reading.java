package io.sluice.trial.soak;

import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * One subscription of a lane. An error of its stream fails the run, whenever it comes; so does a stream that stands still
 * when it should have come further.
 */
final class Reading {
    private final StreamKind kind;
    private final BooleanSupplier queueEmpty;
    private final long start = System.nanoTime();
    private final long nanosToGoal;
    private final Disposable subscription;

    /** Written by the stream's thread. */
    private volatile boolean received;

    private volatile boolean ended;

    /**
     * Subscribes.
     *
     * @param toGoal how long the stream may take to its goal by what it was asked for
     */
    Reading(StreamKind kind, Totals totals, Flux<?> elements, Duration toGoal, BooleanSupplier queueEmpty) {
        this.kind = kind;
        this.queueEmpty = queueEmpty;
        nanosToGoal = toGoal.toNanos();
        totals.subscribed(kind);
        subscription = elements.subscribe(
                element -> {
                    totals.received(kind);
                    received = true;
                },
                error -> totals.failed(kind + " has failed", error),
                () -> ended = true);
    }

    /** Cancels. With patience, it sees first that the stream has come to its goal, where the time for that is over. */
    void stop(boolean patient) {
        if (patient && System.nanoTime() - start >= nanosToGoal) {
            Bounds.await(kind + " to have " + kind.goal()).until(this::isAtItsGoal);
        }
        subscription.dispose();
    }

    private boolean isAtItsGoal() {
        return switch (kind.goal()) {
            case QUEUE_EMPTY -> queueEmpty.getAsBoolean();
            case ENDED -> ended;
            case ENDED_OR_QUEUE_EMPTY -> ended || queueEmpty.getAsBoolean();
            case RECEIVED -> received;
            case NONE -> true;
        };
    }
}
