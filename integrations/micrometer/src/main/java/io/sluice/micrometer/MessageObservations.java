package io.sluice.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.sluice.reactor.MeteredObject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Observes sends and the handling of messages: a span for each, where the registry has a handler that traces. Immutable: each
 * method that sets something gives new observations.
 *
 * <pre>{@code
 * MessageObservations observations =
 *         MessageObservations.create(ObservationRegistry.create()).envelope(true);
 * MeteredObject orders = MeteredObject.of(queue);
 * Mono<Void> sent = observations.send(orders, payload, bytes -> sender.send(PosixMessage.of(bytes)));
 * Flux<String> handled = receiver.receive()
 *         .concatMap(message -> observations.handle(orders, message.payload(), bytes -> Mono.just(new String(bytes))), 0);
 * }</pre>
 *
 * <p>The parent is the observation in the Reactor context under {@value #CONTEXT_KEY}, else the one of the
 * subscribing thread. While a message is sent or handled, its own observation is under that key.
 *
 * <p>With {@link #envelope(boolean)} a message carries the context of its trace in a header ({@link TraceEnvelope}), and so the
 * span of its handling has that of its send as its parent, in whatever process. May be used from any thread.
 */
public final class MessageObservations {
    /**
     * The key of observations in the Reactor context. Micrometer's {@code ObservationThreadLocalAccessor.KEY} is the same; its
     * class cannot be loaded without the library for context propagation.
     */
    public static final String CONTEXT_KEY = "micrometer.observation";

    private static final MessageSendConvention SENDING = new MessageSendConvention() {};
    private static final MessageHandlingConvention HANDLING = new MessageHandlingConvention() {};

    private final ObservationRegistry registry;
    private final boolean envelope;
    private final @Nullable MessageSendConvention sending;
    private final @Nullable MessageHandlingConvention handling;

    private MessageObservations(
            ObservationRegistry registry,
            boolean envelope,
            @Nullable MessageSendConvention sending,
            @Nullable MessageHandlingConvention handling) {
        this.registry = registry;
        this.envelope = envelope;
        this.sending = sending;
        this.handling = handling;
    }

    /**
     * Observations without an envelope, with the default conventions.
     *
     * @param registry what observes
     * @return the observations
     */
    public static MessageObservations create(ObservationRegistry registry) {
        return new MessageObservations(Objects.requireNonNull(registry, "registry"), false, null, null);
    }

    /**
     * Whether messages carry the context of their trace. Programs that receive such messages must know of the header, so turn it
     * on at the receivers first.
     *
     * @param on true to add the header to what is sent, and to look for it in what is handled; false where this is not called
     * @return new observations
     */
    public MessageObservations envelope(boolean on) {
        return new MessageObservations(registry, on, sending, handling);
    }

    /**
     * Names the observations of sends.
     *
     * @param convention the names and key values
     * @return new observations
     */
    public MessageObservations sendConvention(MessageSendConvention convention) {
        return new MessageObservations(registry, envelope, Objects.requireNonNull(convention, "convention"), handling);
    }

    /**
     * Names the observations of the handling of messages.
     *
     * @param convention the names and key values
     * @return new observations
     */
    public MessageObservations handlingConvention(MessageHandlingConvention convention) {
        return new MessageObservations(registry, envelope, sending, Objects.requireNonNull(convention, "convention"));
    }

    /**
     * Observes a send, from the subscription to its outcome. With an envelope the message is longer by its header, some 70 bytes
     * for {@code traceparent}, and must still fit.
     *
     * @param <R> the type of the result
     * @param object what is sent to
     * @param payload the message
     * @param send sends the bytes that it is given
     * @return the result of {@code send}; each subscription observes and sends once more
     */
    public <R> Mono<R> send(MeteredObject object, byte[] payload, Function<byte[], Mono<R>> send) {
        return observed(
                () -> new MessageSendContext(object, payload.length),
                sending,
                SENDING,
                context -> send.apply(envelope ? wrapped(context, payload) : payload));
    }

    private static byte[] wrapped(MessageSendContext context, byte[] payload) {
        Map<String, String> fields = context.getCarrier();
        return fields == null ? payload : TraceEnvelope.wrap(fields, payload);
    }

    /**
     * Observes the handling of a message, from the subscription to its end.
     *
     * @param <R> the type of the result
     * @param object what the message was received from
     * @param message what was received
     * @param handler handles the payload, which is the message without its header
     * @return the result of {@code handler}; each subscription observes and handles once more
     */
    public <R> Mono<R> handle(MeteredObject object, byte[] message, Function<byte[], Mono<R>> handler) {
        return Mono.defer(() -> {
            Map<String, String> fields = Map.of();
            byte[] payload = message;
            if (envelope) {
                TraceEnvelope read = TraceEnvelope.read(message);
                fields = read.fields();
                payload = read.payload();
            }
            Map<String, String> carried = fields;
            byte[] handled = payload;
            return observed(
                    () -> new MessageHandlingContext(object, handled.length, carried),
                    handling,
                    HANDLING,
                    context -> handler.apply(handled));
        });
    }

    private <C extends Observation.Context, R> Mono<R> observed(
            Supplier<C> contexts,
            @Nullable ObservationConvention<C> custom,
            ObservationConvention<C> standard,
            Function<C, Mono<R>> work) {
        return Mono.deferContextual(around -> {
            C context = contexts.get();
            Observation observation = Observation.createNotStarted(custom, standard, () -> context, registry);
            Observation parent = parent(around);
            if (parent != null) {
                observation.parentObservation(parent);
            }
            observation.start();
            AtomicBoolean stopped = new AtomicBoolean();
            return Mono.defer(() -> work.apply(context))
                    .doOnError(observation::error)
                    .doOnTerminate(() -> stop(observation, stopped)) // before the subscriber learns of the end
                    .doOnCancel(() -> stop(observation, stopped))
                    .contextWrite(inner -> inner.put(CONTEXT_KEY, observation));
        });
    }

    /** Stops it once: a cancel may come behind the end. */
    private static void stop(Observation observation, AtomicBoolean stopped) {
        if (stopped.compareAndSet(false, true)) {
            observation.stop();
        }
    }

    private @Nullable Observation parent(ContextView around) {
        Observation given = around.getOrDefault(CONTEXT_KEY, null);
        return given != null ? given : registry.getCurrentObservation();
    }

    @Override
    public String toString() {
        return "MessageObservations(" + (envelope ? "with envelope)" : "without envelope)");
    }
}
