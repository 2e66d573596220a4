package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.mqueue.PosixMqNotificationSlot;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import java.util.Objects;
import reactor.core.publisher.Flux;

/**
 * Notifies of messages that come into an empty POSIX message queue, without taking any.
 *
 * <p>The kernel notifies only where nobody is blocked in a receive on the queue: whoever waits in this way leaves every
 * message to the blocked readers and gets those that none of them was there for. A queue has one notification slot, for
 * one process; a subscription holds it from its start to its end, and two at once are one too many.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The queue stays its owner's: closing it completes
 * the streams, and no stream closes it. May be used from any thread.
 *
 * @see "mq_notify(3)"
 */
public final class PosixMqNotifier {
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
     * Notifies each time a message comes into the empty queue, and at first where messages are there already.
     *
     * <p>Each element means: look into the queue, to its end. It is emitted when the slot is held again, so that whatever
     * comes behind the look is notified of. Who leaves messages in the queue is not notified of further ones. What comes
     * while there is no demand is one element later. Where this process loses the registration by closing another
     * descriptor of the queue, it is taken again and nothing is missed; unless another process was faster, which is the
     * error below.
     *
     * <p>When a cancel returns, the slot is free.
     *
     * @return {@link PosixMqNotification#MESSAGE_ARRIVED} each time. It completes when the queue's handle is closed. It fails
     *     with {@link ErrnoException} if the slot is held by another process, or by another subscription ({@code EBUSY}),
     *     with {@link ClosedHandleException} if the handle was closed before the subscription ({@code EBADF}), and with
     *     {@link java.util.concurrent.RejectedExecutionException} if its event loop is closed
     */
    public Flux<PosixMqNotification> notifications() {
        return new SourceFlux<>(stopSwitch, actual -> {
            EventLoop loop = options.eventLoop(); // first, for it may be refused as well
            PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue);
            return new LoopSource<>(actual, loop, slot, new Notifications(slot), null);
        });
    }

    /**
     * Receives without end: waits to be notified, takes what is in the queue as far as there is demand, and waits again.
     * Never competes with a reader that is blocked in {@code mq_receive(3)}, to which the kernel gives each message first.
     *
     * @return the messages. It ends as {@link #notifications()} does, and fails with {@link ErrnoException} if the queue
     *     was opened for sending only ({@code EBADF})
     */
    public Flux<PosixMessage> receive() {
        return notifications().concatMap(arrived -> left(), 0);
    }

    private Flux<PosixMessage> left() {
        return new SourceFlux<>(
                stopSwitch,
                actual -> new LoopSource<>(actual, options.eventLoop(), queue, new LeftMessages(queue), null));
    }

    /**
     * Stops this receiver for good: it takes no further message and gives the slot back, delivers what it has taken, and then its streams complete.
     * When this returns, nothing is taken any more; a completion may still be under way. Streams that begin later complete
     * at once. The queue stays open, and what is in it stays there. From any thread, {@code onNext} included; a second stop
     * does nothing.
     */
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "PosixMqNotifier(" + queue + ")";
    }
}
