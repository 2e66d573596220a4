package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;

/**
 * The sends of one stream. Their outcomes come in the order in which they were submitted, and all of them are abandoned at
 * once.
 *
 * @param <M> the type of the messages
 */
public interface SendGroup<M> {
    /** Where the outcomes are signalled. */
    EventLoop loop();

    /** How many messages a stream takes ahead if its options do not say it. */
    int batch();

    /** Whether an error is the end for all sends, and not for one alone. */
    boolean isFinal(Throwable error);

    /** Brings a send in. From any thread. */
    <T> void submit(OutboundMessage<M, T> message, Limit limit, SendOutcomes<M, T> outcomes);

    /**
     * The sends that come in from now on are not attempted before {@link #release()}, so that one call can bring several into
     * the kernel. On the event loop's thread.
     *
     * @return false if that would gain nothing; then there is nothing to release
     */
    default boolean hold() {
        return false;
    }

    /** Attempts the sends that were held. */
    default void release() {}

    /** Whether each send that came in has had its outcome. On the event loop's thread. */
    boolean isIdle();

    /** Whether {@link #abandon()} was called. From any thread. */
    boolean isAbandoned();

    /** Ends all sends: when this returns, nothing more is sent. From any thread. */
    void abandon();
}
