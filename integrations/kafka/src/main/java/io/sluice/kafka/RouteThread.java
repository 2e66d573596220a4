package io.sluice.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;

/** The thread of a route, which lives as long as the route runs. Kafka's clients are blocking. */
final class RouteThread {
    /** What a route does until it is stopped. */
    interface Work {
        void run() throws IOException;
    }

    private final AtomicBoolean begun = new AtomicBoolean();

    /** Kafka says in the cause what is wrong with the settings. */
    private static String withCause(KafkaException e) {
        return e.getCause() == null
                ? String.valueOf(e.getMessage())
                : e.getMessage() + ": " + e.getCause().getMessage();
    }

    Mono<Void> run(String name, Work work, Runnable stop) {
        return Mono.create(sink -> {
            if (!begun.compareAndSet(false, true)) {
                sink.error(new IllegalStateException(name + " has been run before"));
                return;
            }
            Thread thread = new Thread(
                    () -> {
                        try {
                            work.run();
                            sink.success();
                        } catch (IOException e) {
                            sink.error(new UncheckedIOException(e.getMessage(), e));
                        } catch (KafkaException e) {
                            sink.error(new RouteException(name + ": " + withCause(e), e));
                        } catch (RuntimeException | Error e) {
                            sink.error(e);
                        }
                    },
                    name);
            sink.onCancel(stop::run);
            thread.start();
        });
    }
}
