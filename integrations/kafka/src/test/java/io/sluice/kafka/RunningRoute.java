package io.sluice.kafka;

import io.sluice.reactor.Stoppable;
import io.sluice.testing.Bounds;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** A route that runs in the JVM of a test. */
final class RunningRoute implements AutoCloseable {
    private final Stoppable route;
    private final CompletableFuture<Void> ended;
    private boolean joined;

    private RunningRoute(Stoppable route, Mono<Void> run) {
        this.route = route;
        ended = run.toFuture();
    }

    static RunningRoute of(QueueToKafka route) {
        return new RunningRoute(route, route.run());
    }

    static RunningRoute of(KafkaToQueue route) {
        return new RunningRoute(route, route.run());
    }

    /** Waits for its end. Throws its error. */
    void join() {
        Bounds.await("end of the route").until(ended::isDone);
        joined = true;
        ended.join();
    }

    /** Stops it, and waits for its end. Throws its error where nobody has seen it: what waits for its messages does not say why none came. */
    @Override
    public void close() {
        route.stop();
        if (!joined) {
            join();
        }
    }
}
