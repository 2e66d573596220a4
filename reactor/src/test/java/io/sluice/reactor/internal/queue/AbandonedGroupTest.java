package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** The sends of a stream that has ended. */
class AbandonedGroupTest {
    private final EventLoop loop = EventLoop.create("abandoned");

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    /** Keeps what is discarded. */
    private static final class Discards implements SendOutcomes<String, Integer> {
        final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void result(OutboundMessage<String, Integer> message, @Nullable Throwable exception) {
            throw new AssertionError("a result of " + message, exception);
        }

        @Override
        public void discard(OutboundMessage<String, Integer> message) {
            messages.add(message.message());
        }

        @Override
        public CoreSubscriber<?> subscriber() {
            return Operators.emptySubscriber();
        }
    }

    @Test
    void aMessageThatComesTooLateIsDiscardedAlsoBehindOneThatWaits() {
        PermitTarget target = new PermitTarget(0);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> waits = Probe.of(new OperationMono<>(queue, "waits", Limit.NONE), 1);
        Bounds.await("the first one waits").until(() -> target.blocked.get() > 0);
        OperationGroup<String> group = new OperationGroup<>(queue);
        group.abandon();
        Discards discards = new Discards();
        group.submit(OutboundMessage.create("late", 1), Limit.NONE, discards);
        Bounds.await("the late one is discarded").until(() -> discards.messages.equals(List.of("late")));
        waits.cancel();
    }
}
