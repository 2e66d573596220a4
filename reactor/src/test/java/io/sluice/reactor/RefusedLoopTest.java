package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.epoll.EventLoop;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.CoreSubscriber;

/** A stream that cannot have its event loop ends with an error, and leaves nothing behind. */
class RefusedLoopTest {
    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    /** Reactor tells most of what is thrown at whoever subscribes, but not this. */
    @Test
    void wantOfAThreadForTheLoopIsToldToTheSubscriber() {
        SourceFlux<Integer> refused = new SourceFlux<>() {
            @Override
            SourceSubscription<Integer> open(CoreSubscriber<? super Integer> actual) {
                throw new OutOfMemoryError("thrown by the test");
            }
        };
        Probe<Integer> probe = Probe.unsubscribed(1);
        assertThatCode(() -> refused.subscribe(probe)).doesNotThrowAnyException();
        assertThat(probe.error()).isInstanceOf(OutOfMemoryError.class);
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aSystemVReceiveWhoseTimerIsRefusedEndsAndIsNoLongerTheQueues() {
        SysvMessageQueue queue = sysvQueues.create();
        EventLoop closed = EventLoop.create();
        closed.close();
        Probe<SysvMessage> probe = Probe.unsubscribed(1);
        SysvReceiveSubscription subscription =
                new SysvReceiveSubscription(probe, queue, TypeSelector.any(), TimeUnit.MINUTES.toNanos(1), closed);
        probe.onSubscribe(subscription);
        subscription.start();
        assertThat(probe.error()).isInstanceOf(RejectedExecutionException.class);
        queue.close();
        assertThat(probe.ends()).isEqualTo(1);
    }
}
