package io.sluice.kafka;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Takes messages into the journal, one at a time: the next one is asked for when there is room for it. So no more than one is
 * neither in the kernel nor in the journal.
 */
final class Taker extends BaseSubscriber<QueueMessage> {
    private final Journal journal;
    private final int maxPayload;
    private final Wakeup wakeup;

    private volatile boolean allowed;
    /** True while nothing is asked for. Then the route's thread may ask, otherwise the thread of the signals. */
    private volatile boolean resting;

    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    Taker(Journal journal, int maxPayload, Wakeup wakeup) {
        this.journal = journal;
        this.maxPayload = maxPayload;
        this.wakeup = wakeup;
    }

    /** Goes on. Called by the route's thread. */
    void allow() throws IOException {
        allowed = true;
        if (resting && journal.prepare(maxPayload)) {
            resting = false;
            request(1);
        }
    }

    /** Takes no more than the one message that is asked for already. */
    void forbid() {
        allowed = false;
    }

    /** Whether the queue is closed, was removed, or failed. */
    boolean hasEnded() {
        return ended;
    }

    /** Why; null if there is no error. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The failure that has the message in hand; null if there is none. */
    @Nullable
    RouteException unsaved() {
        return failure instanceof RouteException route && route.unsaved() != null ? route : null;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        resting = true;
        wakeup.wake();
    }

    @Override
    protected void hookOnNext(QueueMessage message) {
        try {
            journal.append(message.number(), message.payload());
        } catch (IOException | RuntimeException | Error e) { // an error, too: nobody else would end the route
            end(new RouteException(
                    "the journal cannot be written: " + e.getMessage() + ". A message of " + message.payload().length
                            + " bytes, with the number " + message.number()
                            + ", was taken before and is nowhere else: unsaved() has it",
                    e,
                    message.payload()));
            return;
        }
        wakeup.wake();
        try {
            if (allowed && journal.prepare(maxPayload)) {
                request(1);
            } else {
                resting = true;
            }
        } catch (IOException | RuntimeException | Error e) {
            end(new RouteException(
                    "the journal cannot be written: " + e.getMessage() + ". What was taken before is in it", e));
        }
    }

    @Override
    protected void hookOnError(Throwable error) {
        end(error);
    }

    @Override
    protected void hookOnComplete() {
        end(null);
    }

    private void end(@Nullable Throwable error) {
        if (!ended) {
            failure = error;
            ended = true;
            wakeup.wake();
        }
    }
}
