package io.sluice.reactor.internal.codec;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.DecodeException;
import io.sluice.reactor.codec.Undecodable;
import io.sluice.reactor.codec.WhenUndecodable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/**
 * Decodes the messages of one receiver.
 *
 * @param <M> the type of the messages
 * @param call the call that takes them, for errors
 * @param source where they come from, for errors
 * @param payload the bytes of a message
 * @param description what a message is beside its bytes, such as {@code of priority 5}, for errors; empty if there is nothing
 */
public record Decoding<M>(
        String call, String source, Function<? super M, byte[]> payload, Function<? super M, String> description) {

    /** Decodes messages as they come. */
    public <T> Flux<T> decode(Flux<M> messages, MessageCodec<T> codec, WhenUndecodable<M> whenUndecodable) {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(whenUndecodable, "whenUndecodable");
        return handle(messages, message -> decode(message, codec), whenUndecodable);
    }

    /** Handles what is in a stream of objects that {@link #decode(Object, MessageCodec)} and its like have given. */
    @SuppressWarnings("unchecked") // what is no Undecodable has come out of a codec of T
    public static <M, E, T> Flux<T> handle(
            Flux<E> elements, Function<? super E, Object> decode, WhenUndecodable<M> whenUndecodable) {
        Objects.requireNonNull(whenUndecodable, "whenUndecodable");
        if (whenUndecodable.isWaiting()) {
            return new DeadLetterFlux<>(elements, decode, whenUndecodable);
        }
        return elements.handle((element, sink) -> {
            Object decoded = decode.apply(element);
            if (!(decoded instanceof Undecodable)) {
                sink.next((T) decoded);
                return;
            }
            try {
                whenUndecodable.handle((Undecodable<M>) decoded);
            } catch (RuntimeException failed) {
                sink.error(failed);
            }
        });
    }

    /** Decodes one message. Returns the object of the codec, or {@link Undecodable}. */
    public Object decode(M message, MessageCodec<?> codec) {
        byte[] bytes = payload.apply(message);
        return decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), codec, ignored -> message);
    }

    /**
     * Decodes the bytes of one message where they are.
     *
     * @param copy makes the message of its bytes. It is called only if they cannot be decoded
     */
    public Object decode(ByteBuffer bytes, MessageCodec<?> codec, Function<byte[], ? extends M> copy) {
        int start = bytes.position();
        int end = bytes.limit();
        try {
            Object decoded = codec.decode(bytes);
            return decoded != null ? decoded : undecodable(bytes, start, end, copy, "has returned null", null);
        } catch (Throwable thrown) {
            Exceptions.throwIfJvmFatal(thrown);
            return undecodable(bytes, start, end, copy, "says: " + thrown, thrown);
        }
    }

    private Undecodable<M> undecodable(
            ByteBuffer bytes,
            int start,
            int end,
            Function<byte[], ? extends M> copy,
            String what,
            @Nullable Throwable cause) {
        byte[] array = new byte[end - start];
        bytes.limit(end).position(start).get(array);
        M message = copy.apply(array);
        String kind = description.apply(message);
        return new Undecodable<>(
                message,
                new DecodeException(
                        call,
                        source,
                        "It is a message" + (kind.isEmpty() ? "" : " " + kind) + " with " + array.length
                                + " bytes, which was taken, and its codec " + what + ".",
                        array,
                        cause));
    }
}
