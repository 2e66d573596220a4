package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream that cannot have its event loop ends with an error, and leaves nothing behind. */
class RefusedLoopTest {
    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    /** Reactor signals most of what a publisher throws to the subscriber, but not this. */
    @Test
    void wantOfAThreadForTheLoopIsAnErrorOfTheStream() {
        SourceFlux<Integer> refused = new SourceFlux<>(new StopSwitch(), actual -> {
            throw new OutOfMemoryError("thrown by the test");
        });
        Probe<Integer> probe = Probe.unsubscribed(1);
        assertThatCode(() -> refused.subscribe(probe)).doesNotThrowAnyException();
        assertThat(probe.error()).isInstanceOf(OutOfMemoryError.class);
        assertThat(probe.ends()).isEqualTo(1);
    }

    @Test
    void aSystemVReceiveWhoseTimeoutIsRefusedEndsAndTheQueueForgetsIt() {
        SysvMessageQueue queue = sysvQueues.create();
        EventLoop closed = EventLoop.create();
        closed.close();
        Probe<SysvMessage> probe = Probe.unsubscribed(1);
        SysvMqReceiver.create(queue, SysvMqReceiverOptions.create().eventLoop(closed))
                .receiveWithin(TypeSelector.any(), Duration.ofMinutes(1))
                .subscribe(probe);
        assertThat(probe.error()).isInstanceOf(RejectedExecutionException.class);
        queue.close();
        assertThat(probe.ends()).isEqualTo(1);
    }
}
