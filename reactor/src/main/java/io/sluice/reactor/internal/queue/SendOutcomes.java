package io.sluice.reactor.internal.queue;

import io.sluice.reactor.OutboundMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * What receives the outcomes of the sends of one stream.
 *
 * @param <M> the type of the messages
 * @param <T> the type of the correlation metadata
 */
public interface SendOutcomes<M, T> {
    /** A message was sent, or failed. On the event loop's thread, in the order of the messages. */
    void result(OutboundMessage<M, T> message, @Nullable Throwable exception);

    /** A message was not sent, because its stream has ended. On any thread. */
    void discard(OutboundMessage<M, T> message);

    /** The subscriber to the results. */
    CoreSubscriber<?> subscriber();
}
