package io.sluice.reactor.mqueue;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageDecoder;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.internal.codec.Decoding;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Receives from whatever POSIX message queue has a name: it waits until there is one, and when that is unlinked it takes
 * what is left in it and goes on with the queue that takes its place. So it outlives restarts of a process that makes its
 * queue anew.
 *
 * <pre>{@code
 * NamedPosixMqReceiver orders = NamedPosixMqReceiver.create("/orders");
 * Disposable printing = orders.receive().subscribe(order -> System.out.println(order.text()));
 * orders.stop();
 * }</pre>
 *
 * <p>While there is no queue, this waits as {@link PosixMqNames} does. Each stream opens a handle of its own for receiving and
 * closes it at its end. Signals come on the event loop's thread, which must not be blocked; an error of opening may come on
 * the thread that subscribes. May be used from any thread.
 *
 * @see "mq_open(3)"
 */
public final class NamedPosixMqReceiver implements Stoppable {
    private final String name;
    private final PosixMqReceiverOptions options;
    private final Set<PosixMqReceiver> receivers = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> stopSignal = Sinks.empty();
    private volatile boolean stopped;

    private NamedPosixMqReceiver(String name, PosixMqReceiverOptions options) {
        this.name = name;
        this.options = options;
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @return the receiver
     * @throws IllegalArgumentException if the name is not one
     */
    public static NamedPosixMqReceiver create(String name) {
        return create(name, PosixMqReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @param options how to receive
     * @return the receiver
     * @throws IllegalArgumentException if the name is not one
     */
    public static NamedPosixMqReceiver create(String name, PosixMqReceiverOptions options) {
        PosixMessageQueue.builder(name); // checks the name
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new NamedPosixMqReceiver(name, options);
    }

    /**
     * Receives without end, from one queue of the name after the other. Demand, cancel and discards are as for {@link
     * PosixMqReceiver#receive()}.
     *
     * @return the messages. It completes when this is stopped. It fails with {@link ErrnoException} if this user may not
     *     open a queue of the name ({@code EACCES}) or descriptors are used up ({@code EMFILE}, {@code ENFILE}), and as
     *     {@link PosixMqReceiver#receive()} does, but not because a queue was unlinked
     */
    public Flux<PosixMessage> receive() {
        return receiving(PosixMqReceiver::receive);
    }

    /**
     * Receives without end, from one queue of the name after the other, and makes an object of each message without a copy of its
     * bytes. Everything else is as for {@link #receive()} and {@link PosixMqReceiver#receive(PosixMessageDecoder)}.
     *
     * @param decoder makes an object of each message
     * @param <T> the type of the objects
     * @return the objects
     */
    public <T> Flux<T> receive(PosixMessageDecoder<? extends T> decoder) {
        Objects.requireNonNull(decoder, "decoder");
        return receiving(receiver -> receiver.<T>receive(decoder));
    }

    private <T> Flux<T> receiving(Function<PosixMqReceiver, Flux<T>> messages) {
        return Flux.using(this::open, queue -> receive(queue, messages), PosixMessageQueue::close)
                .retryWhen(Retry.from(failures -> failures.concatMap(failure -> next(failure.failure()), 0)))
                // A stop while there is no queue.
                .onErrorResume(StoppedException.class, stop -> Flux.empty());
    }

    /**
     * Receives without end, and decodes each message. The stream fails at a message that cannot be decoded. Everything else is as
     * for {@link #receive()}.
     *
     * <pre>{@code
     * NamedPosixMqReceiver.create("/orders").receive(MessageCodec.text()).subscribe(System.out::println);
     * }</pre>
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param <T> the type of the objects
     * @return the objects. It fails with {@link io.sluice.errno.DecodeException} if a message cannot be decoded ({@code EBADMSG}):
     *     the error has the bytes, and a new subscription goes on with the next message; and as {@link #receive()}
     */
    public <T> Flux<T> receive(MessageCodec<T> codec) {
        return receive(codec, WhenUndecodable.fail());
    }

    /**
     * Receives without end, and decodes each message. A message that cannot be decoded is no element: another one is taken for
     * the same demand. Everything else is as for {@link #receive()}.
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects. It fails as {@link #receive()}, and as {@link WhenUndecodable} says
     */
    public <T> Flux<T> receive(MessageCodec<T> codec, WhenUndecodable<PosixMessage> whenUndecodable) {
        return new Decoding<>("mq_receive", name, PosixMessage::payload, message -> "of priority " + message.priority())
                .decode(receive(), codec, whenUndecodable);
    }

    private PosixMessageQueue open() {
        if (stopped) {
            throw new StoppedException();
        }
        return PosixMessageQueue.open(name, PosixAccess.READ);
    }

    private <T> Flux<T> receive(PosixMessageQueue queue, Function<PosixMqReceiver, Flux<T>> messages) {
        PosixMqReceiver receiver = PosixMqReceiver.create(queue, options);
        receivers.add(receiver);
        if (stopped) { // behind the add: of two threads, one sees the other
            receiver.stop();
        }
        return messages.apply(receiver).doFinally(end -> receivers.remove(receiver));
    }

    /** Emits when to open the name again. */
    private Mono<Long> next(Throwable failure) {
        if (failure instanceof QueueRemovedException) {
            return Mono.just(0L);
        }
        return isMissing(failure)
                ? Mono.firstWithSignal(PosixMqNames.appearance(name, options::eventLoop), stopSignal.asMono())
                        .thenReturn(0L)
                : Mono.error(failure);
    }

    static boolean isMissing(Throwable failure) {
        return failure instanceof ErrnoException missing && missing.errno() == Errno.ENOENT;
    }

    /**
     * Stops this receiver for good: it takes no further message, delivers what it has taken, and then its streams complete.
     * While there is no queue of the name, they complete at once, as do streams that begin later. From any thread, {@code
     * onNext} included; a second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopped = true;
        receivers.forEach(PosixMqReceiver::stop);
        stopSignal.tryEmitEmpty();
    }

    @Override
    public String toString() {
        return "NamedPosixMqReceiver(" + name + ")";
    }

    /** Ends a stream that has no queue. Nobody sees it. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopped", null, false, false);
        }
    }
}
