package io.sluice.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The thread of a route, which lives as long as the route runs. Kafka's clients are blocking. */
final class RouteThread {
    /** What a route does until it is stopped. */
    interface Work {
        void run() throws IOException;
    }

    /** Longer than a route needs for its last words to Kafka, in both directions. */
    static final Duration CLOSING = Duration.ofSeconds(30);

    private final String name;
    private final Work work;
    private final Runnable stop;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    RouteThread(String name, Work work, Runnable stop) {
        this.name = name;
        this.work = work;
        this.stop = stop;
    }

    /** Kafka says in the cause what is wrong with the settings. */
    private static String withCause(KafkaException e) {
        return e.getCause() == null
                ? String.valueOf(e.getMessage())
                : e.getMessage() + ": " + e.getCause().getMessage();
    }

    Mono<Void> run() {
        return Mono.create(sink -> {
            if (!begun.compareAndSet(false, true)) {
                sink.error(new IllegalStateException(name + " has been run before, or was closed"));
                return;
            }
            Thread created = new Thread(
                    () -> {
                        Throwable failure = work();
                        // Before the signal: whoever closes the route behind it would wait for himself.
                        ended.countDown();
                        if (failure == null) {
                            sink.success();
                        } else {
                            sink.error(failure);
                        }
                    },
                    name);
            thread = created;
            sink.onCancel(stop::run);
            try {
                created.start();
            } catch (Throwable noThread) {
                ended.countDown();
                throw noThread;
            }
        });
    }

    private @Nullable Throwable work() {
        try {
            work.run();
            return null;
        } catch (IOException e) {
            return new UncheckedIOException(e.getMessage(), e);
        } catch (KafkaException e) {
            return new RouteException(name + ": " + withCause(e), e);
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    /** Stops it, and waits until it uses nothing any more. */
    void close(Duration atMost) {
        stop.run();
        if (begun.compareAndSet(false, true) || Thread.currentThread().equals(thread)) {
            return; // it never ran, and will not; or it is the route itself that closes
        }
        try {
            if (ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(name + " was stopped and has not ended yet: do not close what it uses");
    }

    @Override
    public String toString() {
        return name;
    }
}
