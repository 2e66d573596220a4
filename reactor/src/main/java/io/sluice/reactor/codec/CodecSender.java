package io.sluice.reactor.codec;

import io.sluice.codec.MessageCodec;
import io.sluice.reactor.MessageSender;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Encodes objects, and sends them as another sender sends its messages. The sender of each kind makes one.
 *
 * <pre>{@code
 * MessageSender<String> orders = sender.encoding(MessageCodec.text(), order -> order.endsWith("!") ? 9 : 0);
 * orders.send("12 bolts!").subscribe();
 * }</pre>
 *
 * <p>Each send encodes when it is subscribed to. What the codec throws is the error of the send, and nothing is sent.
 *
 * @param <T> the type of the objects
 */
public final class CodecSender<T> implements MessageSender<T> {
    /** Knows the type of the messages, of which users see nothing. */
    private final Encoding<?, T> encoding;

    private CodecSender(Encoding<?, T> encoding) {
        this.encoding = encoding;
    }

    /**
     * Makes a sender.
     *
     * @param sender sends the messages
     * @param codec makes the bytes
     * @param message makes the message of an object and its bytes, such as one with a priority
     * @param <M> the type of the messages
     * @param <T> the type of the objects
     * @return the sender. There is nothing to close
     */
    public static <M, T> CodecSender<T> create(
            MessageSender<M> sender, MessageCodec<T> codec, BiFunction<? super T, byte[], ? extends M> message) {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(message, "message");
        return new CodecSender<>(new Encoding<>(sender, codec, message));
    }

    @Override
    public Mono<Void> send(T value) {
        return encoding.send(value);
    }

    @Override
    public Mono<Void> send(T value, Duration timeout) {
        return encoding.send(value, timeout);
    }

    /**
     * Encodes and sends the objects of a publisher in its order, and gives a result for each in that order.
     *
     * @param values what to send
     * @param <C> the type of the correlation metadata
     * @return the results. What the codec throws counts as an error of the publisher: it comes after the results of the objects
     *     before, and nothing behind is sent
     */
    @Override
    public <C> Flux<SendResult<C>> send(Publisher<? extends OutboundMessage<T, C>> values) {
        return encoding.send(values);
    }

    @Override
    public String toString() {
        return "CodecSender(" + encoding.sender + ")";
    }

    private record Encoding<M, T>(
            MessageSender<M> sender, MessageCodec<T> codec, BiFunction<? super T, byte[], ? extends M> message) {

        Mono<Void> send(T value) {
            Objects.requireNonNull(value, "value");
            return Mono.defer(() -> sender.send(encode(value)));
        }

        Mono<Void> send(T value, Duration timeout) {
            Objects.requireNonNull(value, "value");
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("a timeout must not be negative, but was " + timeout);
            }
            return Mono.defer(() -> sender.send(encode(value), timeout));
        }

        <C> Flux<SendResult<C>> send(Publisher<? extends OutboundMessage<T, C>> values) {
            Objects.requireNonNull(values, "values");
            return sender.send(Flux.from(values)
                    .map(outbound ->
                            OutboundMessage.create(encode(outbound.message()), outbound.correlationMetadata())));
        }

        private M encode(T value) {
            return message.apply(value, codec.encode(value));
        }
    }
}
