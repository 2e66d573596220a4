package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.mqueue.SendStreamTest;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Queues;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Fuseable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * Operators of Reactor may take from a source as from a queue of their own (fusion), for which a source has to be one. They
 * empty such a queue on a cancel; where it is the kernel's, that takes what nobody asked for.
 */
class FusionTest {
    private static final TypeSelector ANY = TypeSelector.any();
    private static final Duration SHORT = Duration.ofMillis(1);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final PosixMessageQueue queue = queues.create(10, 16);
    private final SysvMessageQueue sysvQueue = sysvQueues.create();

    @Test
    void whatIsLeftWhenAnOperatorThatFusesIsCancelledStaysInTheQueue() {
        Queues.preload(queue, 5);
        assertTheRestStays(PosixMqReceiver.create(queue).receive());
        assertThat(Queues.drain(queue)).containsExactly("m1", "m2", "m3", "m4");
        Queues.preload(queue, 5);
        assertTheRestStays(PosixMqReceiver.create(queue).receiveUntilEmpty());
        assertThat(Queues.drain(queue)).containsExactly("m1", "m2", "m3", "m4");
        for (int i = 0; i < 5; i++) {
            assertThat(sysvQueue.trySend(SysvMessage.ofText(1, "m" + i))).isTrue();
        }
        assertTheRestStays(SysvMqReceiver.create(sysvQueue).receiveUntilEmpty(ANY));
        assertThat(sysvQueue.status().messages()).isEqualTo(4);
        assertTheRestStays(SysvMqReceiver.create(sysvQueue).receive(ANY));
        Waiters.awaitBusy(0);
        assertThat(sysvQueue.status().messages()).isEqualTo(3);
    }

    private static void assertTheRestStays(Flux<?> messages) {
        List<Object> discarded = new CopyOnWriteArrayList<>();
        Probe<Object> probe = Probe.of(
                messages.<Object>flatMapIterable(List::of, 1).take(1).doOnDiscard(Object.class, discarded::add), 1);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
        assertThat(discarded).isEmpty();
    }

    @Test
    void noStreamOffersToBeTakenFromAsAQueue() {
        try (TimerFd timer = TimerFd.create(TimerClock.MONOTONIC)) {
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);
            PosixMqSender sender = PosixMqSender.create(queue);
            SysvMqReceiver sysvReceiver = SysvMqReceiver.create(sysvQueue);
            SysvMqSender sysvSender = SysvMqSender.create(sysvQueue);
            PosixMqNotifier notifier = PosixMqNotifier.create(queue);
            Stream.of(
                            receiver.receive(),
                            receiver.receiveUntilEmpty(),
                            receiver.receiveWithin(SHORT),
                            sysvReceiver.receive(ANY),
                            sysvReceiver.receiveUntilEmpty(ANY),
                            sysvReceiver.receiveWithin(ANY, SHORT),
                            sender.send(SendStreamTest.numbered(1)),
                            sysvSender.send(Flux.just(OutboundMessage.create(SysvMessage.ofText(1, "m"), 1))),
                            notifier.notifications(),
                            notifier.receive(),
                            TimerReceiver.create(timer).receive(),
                            TimerReceiver.create(timer).expirations(),
                            Timers.create().every(SHORT),
                            Timers.create().after(SHORT))
                    .forEach(FusionTest::assertNoQueue);
        }
    }

    private static void assertNoQueue(Publisher<?> publisher) {
        CompletableFuture<Subscription> given = new CompletableFuture<>();
        publisher.subscribe(new BaseSubscriber<Object>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                given.complete(subscription);
                cancel();
            }
        });
        assertThat(given.join()).as(publisher.toString()).isNotInstanceOf(Fuseable.QueueSubscription.class);
    }
}
