package io.sluice.kafka;

import io.sluice.reactor.Stoppable;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * A route from a queue to a topic of Kafka. A message is in the kernel, or in the journal, or acknowledged by all of Kafka's replicas
 * that are in sync.
 *
 * <pre>{@code
 * QueueToKafka route = QueueToKafka.create(
 *         LocalQueue.of(queue), "orders", journal, Map.of("bootstrap.servers", "localhost:9092"));
 * route.run().subscribe();
 * }</pre>
 *
 * <p>If the journal is full, or Kafka does not answer, nothing more is taken. The queue fills, and its senders wait. A message may
 * come twice, with the same {@link BridgeHeaders#ID}. At the moment of a kill, one message may be lost: the one that the kernel had
 * handed over and that was not in the journal yet.
 */
public final class QueueToKafka implements Stoppable, AutoCloseable {
    private final OutboundRoute route;
    private final RouteThread thread;

    private QueueToKafka(OutboundRoute route, String name) {
        this.route = route;
        thread = new RouteThread(name, route::run, route::stop);
    }

    /**
     * Makes a route that keeps the order of each priority or type.
     *
     * @param queue where messages are taken
     * @param topic where they go
     * @param journal where they are in between. No other route may use it
     * @param client settings of Kafka's producer, with {@code bootstrap.servers}
     * @return the route
     * @throws IllegalArgumentException if a setting is missing, or the promise rests on it
     */
    public static QueueToKafka create(LocalQueue queue, String topic, Journal journal, Map<String, String> client) {
        return create(queue, topic, journal, client, KeptOrder.NUMBER, notice -> {});
    }

    /**
     * Makes a route.
     *
     * @param queue where messages are taken
     * @param topic where they go
     * @param journal where they are in between. No other route may use it
     * @param client settings of Kafka's producer, with {@code bootstrap.servers}
     * @param order which messages keep their order
     * @param notices gets a line when Kafka is away, when it is back, and for each line of a FIFO that is too long. Called on
     *     threads of the route
     * @return the route
     * @throws IllegalArgumentException if a setting is missing, or the promise rests on it
     */
    public static QueueToKafka create(
            LocalQueue queue,
            String topic,
            Journal journal,
            Map<String, String> client,
            KeptOrder order,
            Consumer<String> notices) {
        Objects.requireNonNull(order, "order");
        OutboundRoute route = new OutboundRoute(queue, topic, order, journal, new ClientSettings(client), notices);
        return new QueueToKafka(route, queue.source() + " to kafka:" + topic);
    }

    /**
     * Runs the route on a thread of its own. May be subscribed once. A cancel stops the route, and does not wait for its end.
     *
     * @return completes behind a {@link #stop()}, or when the queue's handle is closed and the journal is empty. It fails with {@link
     *     RouteException} if Kafka refuses a setting or a message, or the journal cannot be written, with {@link java.io.UncheckedIOException} if
     *     the journal cannot be read, and with {@link io.sluice.errno.ErrnoException} if the queue cannot be read
     */
    public Mono<Void> run() {
        return thread.run();
    }

    /**
     * Takes nothing more, waits up to 5 seconds for acknowledgements, and completes {@link #run()}. What gets none stays in the
     * journal.
     */
    @Override
    public void stop() {
        route.stop();
    }

    /**
     * Stops the route and waits up to 30 seconds for its end, so that the queue and the journal can be closed behind it. A route that has not run
     * will not run any more. A second close does the same. Called by a signal of {@link #run()}, it does not wait. Not for an event
     * loop's thread.
     *
     * @throws IllegalStateException if the route has not ended within that time, or this thread was interrupted. Both are still
     *     used then
     */
    @Override
    public void close() {
        thread.close(RouteThread.CLOSING);
    }

    @Override
    public String toString() {
        return "QueueToKafka(" + thread + ")";
    }
}
