package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.mqueue.PosixMqNotificationSlot;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import java.util.Objects;
import reactor.core.publisher.Flux;

/**
 * Notifies when a message comes into an empty POSIX message queue. {@link #notifications()} takes no message, {@link #receive()}
 * takes what is in the queue.
 *
 * <pre>{@code
 * PosixMqNotifier.create(queue)
 *         .notifications()
 *         .subscribe(arrived -> System.out.println("the queue is no longer empty"));
 * }</pre>
 *
 * <p>The kernel notifies only if no receiver is blocked on the queue. A notifier thus leaves messages to blocked receivers,
 * and is notified of those for which there was none. A queue has one notification slot for all processes. A subscription
 * holds it from its start to its end, so a second subscription at the same time fails.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes the queue, which completes
 * the streams; no stream closes it. May be used from any thread.
 *
 * @see "mq_notify(3)"
 */
public final class PosixMqNotifier implements Stoppable {
    private final PosixMessageQueue queue;
    private final PosixMqNotifierOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private PosixMqNotifier(PosixMessageQueue queue, PosixMqNotifierOptions options) {
        this.queue = queue;
        this.options = options;
    }

    /**
     * Makes a notifier with the default options.
     *
     * @param queue an open queue, whatever it was opened for
     * @return the notifier
     */
    public static PosixMqNotifier create(PosixMessageQueue queue) {
        return create(queue, PosixMqNotifierOptions.create());
    }

    /**
     * Makes a notifier.
     *
     * @param queue an open queue, whatever it was opened for
     * @param options how to notify
     * @return the notifier
     */
    public static PosixMqNotifier create(PosixMessageQueue queue, PosixMqNotifierOptions options) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new PosixMqNotifier(queue, options);
    }

    /**
     * Notifies each time a message comes into the empty queue, and once at the start if messages are there already.
     *
     * <p>On each element, receive until the queue is empty. The notifier registers again before it emits the element, so a
     * message that comes after the queue was emptied is notified of. If messages stay in the queue, there is no further
     * notification. Arrivals without demand become one element. Closing another descriptor of the queue in this process ends
     * the registration; the notifier then registers again and misses nothing. If another process takes the slot first, the
     * stream fails with {@code EBUSY}.
     *
     * <p>When a cancel returns, the slot is free.
     *
     * @return {@link PosixMqNotification#MESSAGE_ARRIVED} each time. It completes when the queue's handle is closed. It fails
     *     with {@link ErrnoException} if the slot is held by another process, or by another subscription ({@code EBUSY}),
     *     with {@link ClosedHandleException} if the handle was closed before the subscription ({@code EBADF}), with {@link
     *     QueueRemovedException} if the queue is unlinked ({@code EIDRM}), unless its {@link
     *     PosixMessageQueue#whenUnlinked()} is {@code GO_ON}, and with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed
     */
    public Flux<PosixMqNotification> notifications() {
        Metering<PosixMqNotification> metering =
                Metering.withoutBytes(options::metrics, () -> MeteredObject.of("posix-mq-notification", queue.name()));
        return new SourceFlux<>(stopSwitch, metering, actual -> {
            EventLoop loop = options.eventLoop(); // first, for it may be refused as well
            PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue);
            return new LoopSource<>(
                    actual, loop, slot, UntilUnlinked.of(new Notifications(slot), queue, "mq_notify"), null);
        });
    }

    /**
     * Receives without end: waits for a notification, takes messages on demand until the queue is empty, and waits again.
     * Does not compete with a receiver that is blocked in {@code mq_receive(3)}, which gets each message first.
     *
     * @return the messages. It ends as {@link #notifications()} does, behind the messages that are left in the queue, and fails with {@link ErrnoException} if the queue
     *     was opened for sending only ({@code EBADF})
     */
    public Flux<PosixMessage> receive() {
        return notifications()
                .concatMap(arrived -> left(), 0)
                .onErrorResume(QueueRemovedException.class, removed -> left().concatWith(Flux.error(removed)));
    }

    private Flux<PosixMessage> left() {
        return new SourceFlux<>(
                stopSwitch,
                new Metering<>(options::metrics, () -> MeteredObject.of(queue), PosixMessage::size),
                actual -> new LoopSource<>(
                        actual, options.eventLoop(), queue, new LeftMessages<>(queue, Intake.copied(queue)), null));
    }

    /**
     * Stops this notifier for good: it takes no further message, frees the slot, delivers what it has taken, and completes its
     * streams.
     * When this method returns, nothing more is taken; a completion may still be under way. Streams that begin later
     * complete at once. The queue stays open and keeps its messages. May be called from any thread and from {@code onNext}.
     * A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "PosixMqNotifier(" + queue + ")";
    }
}
