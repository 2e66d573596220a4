package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A stream without demand holds no thread, so the one that closes its queue would be at hand to complete it. */
class IdleStreamCloseTest {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @Test
    void anIdleStreamCompletesOnTheEventLoopAndNotUnderTheLockOfTheClosingThread() throws InterruptedException {
        SysvMessageQueue queue = queues.create();
        AtomicReference<Thread> completing = new AtomicReference<>();
        SysvMqReceiver.create(queue).receive(TypeSelector.any()).subscribe(new BaseSubscriber<SysvMessage>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // It asks for nothing.
            }

            @Override
            protected void hookOnComplete() {
                completing.set(Thread.currentThread());
            }
        });
        Object lock = new Object();
        Thread closing = new Thread(() -> {
            synchronized (lock) {
                queue.close();
            }
        });
        closing.start();
        closing.join();
        Bounds.await("the end of the stream").until(() -> completing.get() != null);
        assertThat(completing.get()).matches(EventLoop::isEventLoopThread, "is an event loop's thread");
    }
}
