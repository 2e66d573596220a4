package io.sluice.kafka;

import io.sluice.reactor.Stoppable;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A route from a topic of Kafka to a queue. The offset of a record is committed when its message is in the queue.
 *
 * <pre>{@code
 * KafkaToQueue route = KafkaToQueue.create(
 *         "orders", LocalQueue.of(queue), "warehouse", Map.of("bootstrap.servers", "localhost:9092"));
 * route.run().subscribe();
 * }</pre>
 *
 * <p>While the queue is full, the consumer is paused and stays a member of its group. A record may come twice: if the bridge is killed
 * before it has committed. The headers {@link BridgeHeaders#PRIORITY} and {@link BridgeHeaders#TYPE} say with which priority or type a
 * message is sent; without one it is the lowest.
 */
public final class KafkaToQueue implements Stoppable, AutoCloseable {
    private final InboundRoute route;
    private final RouteThread thread;

    private KafkaToQueue(InboundRoute route, String name) {
        this.route = route;
        thread = new RouteThread(name, route::run, route::stop);
    }

    /**
     * Makes a route that ends at a record which cannot be sent.
     *
     * @param topic where records are read
     * @param queue where their messages go
     * @param group the consumer group. Bridges of one group share the topic
     * @param client settings of Kafka's consumer, with {@code bootstrap.servers}
     * @return the route
     * @throws IllegalArgumentException if a setting is missing, or the promise rests on it
     */
    public static KafkaToQueue create(String topic, LocalQueue queue, String group, Map<String, String> client) {
        return create(topic, queue, group, client, null, notice -> {});
    }

    /**
     * Makes a route.
     *
     * @param topic where records are read
     * @param queue where their messages go
     * @param group the consumer group. Bridges of one group share the topic
     * @param client settings of Kafka's clients, with {@code bootstrap.servers}
     * @param deadLetters the topic for records that cannot be sent, because they are too large or have no valid priority or type; null
     *     if such a record ends the route
     * @param notices gets a line for each such record, and one if its topic cannot be had now
     * @return the route
     * @throws IllegalArgumentException if a setting is missing, or the promise rests on it
     */
    public static KafkaToQueue create(
            String topic,
            LocalQueue queue,
            String group,
            Map<String, String> client,
            @Nullable String deadLetters,
            Consumer<String> notices) {
        InboundRoute route = new InboundRoute(topic, queue, group, new ClientSettings(client), deadLetters, notices);
        return new KafkaToQueue(route, "kafka:" + topic + " to " + queue.source());
    }

    /**
     * Runs the route on a thread of its own. May be subscribed once. A cancel stops the route, and does not wait for its end.
     *
     * @return completes behind a {@link #stop()}. It fails with {@link RouteException} if a record cannot be sent and there is no topic
     *     for it, or Kafka refuses, with {@link io.sluice.errno.QueueRemovedException} if the queue was removed or unlinked, and with
     *     {@link io.sluice.errno.ErrnoException} if the queue cannot be written
     */
    public Mono<Void> run() {
        return thread.run();
    }

    /** Sends nothing more, commits what is sent, and completes {@link #run()}. */
    @Override
    public void stop() {
        route.stop();
    }

    /**
     * Stops the route and waits up to 30 seconds for its end, so that the queue can be closed behind it. A route that has not run
     * will not run any more. A second close does the same. Called by a signal of {@link #run()}, it does not wait. Not for an event
     * loop's thread.
     *
     * @throws IllegalStateException if the route has not ended within that time, or this thread was interrupted. The queue is still
     *     used then
     */
    @Override
    public void close() {
        thread.close(RouteThread.CLOSING);
    }

    @Override
    public String toString() {
        return "KafkaToQueue(" + thread + ")";
    }
}
