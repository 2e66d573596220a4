package io.sluice.reactor.codec;

import io.sluice.errno.DecodeException;
import io.sluice.reactor.MessageSender;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;

/**
 * What a stream does with a message that was received and cannot be decoded: it fails, skips it, or hands it to somebody else.
 *
 * <pre>{@code
 * WhenUndecodable<PosixMessage> dead = WhenUndecodable.deadLetterTo(sender);
 * receiver.receive(MessageCodec.text(), dead).subscribe(System.out::println);
 * System.out.println(dead.count() + " messages were no text");
 * }</pre>
 *
 * <p>Such a message is no element: the stream takes another one for the same demand. One object may serve any number of streams,
 * and counts for all of them.
 *
 * @param <M> the type of the messages
 */
public final class WhenUndecodable<M> {
    private final LongAdder count = new LongAdder();
    private final boolean waiting;
    private final Function<? super Undecodable<M>, ? extends @Nullable Publisher<?>> action;

    private WhenUndecodable(
            boolean waiting, Function<? super Undecodable<M>, ? extends @Nullable Publisher<?>> action) {
        this.waiting = waiting;
        this.action = action;
    }

    /**
     * The stream fails with {@link DecodeException}, which has the bytes. A new subscription goes on with the next message.
     *
     * @param <M> the type of the messages
     * @return what to do
     */
    public static <M> WhenUndecodable<M> fail() {
        return new WhenUndecodable<>(false, undecodable -> {
            throw undecodable.cause();
        });
    }

    /**
     * The message is skipped, and {@link #count()} counts it.
     *
     * @param <M> the type of the messages
     * @return what to do
     */
    public static <M> WhenUndecodable<M> skip() {
        return skip(undecodable -> {});
    }

    /**
     * The message is skipped, {@link #count()} counts it, and a callback learns of it.
     *
     * @param callback is called on the thread of the stream, which it must not block. If it throws an exception, the stream fails
     *     with that, and the {@link DecodeException} is suppressed in it
     * @param <M> the type of the messages
     * @return what to do
     */
    public static <M> WhenUndecodable<M> skip(Consumer<? super Undecodable<M>> callback) {
        Objects.requireNonNull(callback, "callback");
        return new WhenUndecodable<>(false, undecodable -> {
            try {
                callback.accept(undecodable);
            } catch (Throwable thrown) { // from Kotlin also a checked exception
                if (thrown != undecodable.cause()) { // the callback may decide to fail with just that
                    thrown.addSuppressed(undecodable.cause());
                }
                throw thrown;
            }
            return null;
        });
    }

    /**
     * The message is sent to another queue of the same kind, with its priority or type. Everything else is as for {@link
     * #deadLetter}: if that queue is full, the stream waits for room.
     *
     * @param sender sends to the other queue
     * @param <M> the type of the messages
     * @return what to do
     */
    public static <M> WhenUndecodable<M> deadLetterTo(MessageSender<? super M> sender) {
        Objects.requireNonNull(sender, "sender");
        return deadLetter(undecodable -> sender.send(undecodable.message()));
    }

    /**
     * The message is handed to a function. The stream takes the next message when the publisher of the function has completed.
     * Such a stream takes one message at a time, so that none is out of the queue meanwhile.
     *
     * <p>If the publisher fails, the stream fails with {@link DeadLetterException}, which has the bytes. The same holds if the
     * function throws an exception or returns null, and for a {@link io.sluice.reactor.SendResult} that was not sent. A cancel
     * cancels the publisher, and gives the message to Reactor's discard hook. A stop and the end of the stream wait for the
     * publisher.
     *
     * @param destination what keeps the message, such as a send or a write to a file. It is called on the thread of the stream,
     *     which it must not block; what has to block belongs on a scheduler
     * @param <M> the type of the messages
     * @return what to do
     */
    public static <M> WhenUndecodable<M> deadLetter(
            Function<? super Undecodable<M>, ? extends Publisher<?>> destination) {
        Objects.requireNonNull(destination, "destination");
        return new WhenUndecodable<>(true, undecodable -> deliver(destination, undecodable));
    }

    private static <M> Publisher<?> deliver(
            Function<? super Undecodable<M>, ? extends Publisher<?>> destination, Undecodable<M> undecodable) {
        try {
            return Objects.requireNonNull(destination.apply(undecodable), "the function has returned null.");
        } catch (Throwable thrown) { // from Kotlin also a checked exception
            Exceptions.throwIfJvmFatal(thrown);
            throw new DeadLetterException(undecodable, thrown);
        }
    }

    /**
     * How many messages could not be decoded, in all streams that have this object.
     *
     * @return 0 or more
     */
    public long count() {
        return count.sum();
    }

    /**
     * Whether a stream takes one message at a time, because it may have to wait for a dead letter.
     *
     * @return true for dead letters
     */
    public boolean isWaiting() {
        return waiting;
    }

    /**
     * Counts a message, and begins to do with it what this says. Streams call this.
     *
     * @param undecodable the message
     * @return what the stream waits for before it takes the next message; null if it goes on at once
     * @throws DecodeException if the stream is to fail
     * @throws DeadLetterException if there is no publisher to wait for
     */
    public @Nullable Publisher<?> handle(Undecodable<M> undecodable) {
        count.increment();
        return action.apply(undecodable);
    }
}
