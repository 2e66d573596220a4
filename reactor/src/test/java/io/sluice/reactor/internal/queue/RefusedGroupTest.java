package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** The sends of a stream that never come into their queue. */
class RefusedGroupTest {
    /** Keeps what has failed. */
    private static final class Failures implements SendOutcomes<String, Integer> {
        final List<Throwable> causes = new CopyOnWriteArrayList<>();

        @Override
        public void result(OutboundMessage<String, Integer> message, @Nullable Throwable exception) {
            causes.add(exception);
        }

        @Override
        public void discard(OutboundMessage<String, Integer> message) {
            throw new AssertionError("nobody has cancelled " + message);
        }

        @Override
        public CoreSubscriber<?> subscriber() {
            return Operators.emptySubscriber();
        }
    }

    @Test
    void aSendThatTheLoopRefusesHasItsOutcomeAndDoesNotCount() {
        EventLoop loop = EventLoop.create("refusing");
        OperationGroup<String> group = new OperationGroup<>(new OperationQueue<>(new PermitTarget(0), loop));
        loop.close();
        Failures failures = new Failures();
        group.submit(OutboundMessage.create("refused", 1), Limit.NONE, failures);
        assertThat(failures.causes).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(group.isIdle()).as("as many outcomes as sends that came in").isTrue();
    }
}
