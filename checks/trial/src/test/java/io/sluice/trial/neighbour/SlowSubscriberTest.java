package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.CapturedLog;
import io.sluice.testing.TestQueues;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class SlowSubscriberTest {
    private static final int MANY = 1000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final CountDownLatch free = new CountDownLatch(1);

    @Test
    void itDelaysItsOwnLoopAloneAndTheWatchdogSaysWhichOneItIs() {
        PosixMessageQueue slow = queues.create(2, 16);
        PosixMessageQueue besideIt = queues.create(2, 16);
        PosixMessageQueue elsewhere = queues.create(10, 16);
        try (CapturedLog log = new CapturedLog(EventLoop.class.getName());
                EventLoop heldUp = EventLoop.create("held up by a subscriber");
                EventLoop other = EventLoop.create("another loop")) {
            Sluggish sluggish = new Sluggish();
            receive(slow, heldUp).subscribe(sluggish);
            AtomicInteger neighbours = new AtomicInteger();
            Disposable neighbour = receive(besideIt, heldUp).subscribe(message -> neighbours.incrementAndGet());
            assertThat(slow.trySend(PosixMessage.ofText("work"))).isTrue();
            Bounds.await("the warning").until(() -> !log.about(slow.name()).isEmpty());

            assertThat(besideIt.trySend(PosixMessage.ofText("waits"))).isTrue();
            goesOn(elsewhere, other);
            assertThat(neighbours).as("on the loop that is held up").hasValue(0);

            LogRecord warning = log.about(slow.name()).get(0);
            assertThat(warning.getMessage()).contains("held up by a subscriber", Sluggish.class.getName());
            assertThat(warning.getThrown().getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(Sluggish.class.getName()));
            assertThat(log.about("another loop")).isEmpty();
            free.countDown();
            Bounds.await("the neighbour's message").until(() -> neighbours.get() == 1);
            neighbour.dispose();
            sluggish.cancel();
        } finally {
            free.countDown();
        }
    }

    private static Flux<PosixMessage> receive(PosixMessageQueue queue, EventLoop loop) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().eventLoop(loop))
                .receive();
    }

    private static void goesOn(PosixMessageQueue queue, EventLoop loop) {
        PosixMqSender sender =
                PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop));
        AtomicInteger received = new AtomicInteger();
        Disposable receiver = receive(queue, loop).subscribe(message -> received.incrementAndGet());
        for (int i = 0; i < MANY; i++) {
            sender.send(PosixMessage.ofText("goes on")).block(Bounds.SOON);
        }
        Bounds.await("all messages").until(() -> received.get() == MANY);
        receiver.dispose();
    }

    private final class Sluggish extends BaseSubscriber<PosixMessage> {
        @Override
        protected void hookOnNext(PosixMessage message) {
            try {
                assertThat(free.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
