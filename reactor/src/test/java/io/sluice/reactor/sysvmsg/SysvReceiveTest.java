package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.reactor.Probe;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.Waiters;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class SysvReceiveTest {
    private static final TypeSelector ANY = TypeSelector.any();

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static SysvMessage text(long type, int number) {
        return SysvMessage.ofText(type, Integer.toString(number));
    }

    private static List<SysvMessage> send(SysvMessageQueue queue, int count) {
        List<SysvMessage> sent =
                IntStream.range(0, count).mapToObj(i -> text(i % 3 + 1, i)).toList();
        sent.forEach(message -> assertThat(queue.trySend(message)).isTrue());
        return sent;
    }

    private static Flux<SysvMessage> receive(SysvMessageQueue queue, TypeSelector selector) {
        return SysvMqReceiver.create(queue).receive(selector);
    }

    @Test
    void onlyDemandTakesMessages() {
        SysvMessageQueue queue = queues.create();
        List<SysvMessage> sent = send(queue, 10);
        Probe<SysvMessage> probe = Probe.of(receive(queue, ANY), 0);
        probe.request(2);
        probe.awaitReceived(2);
        probe.request(1);
        probe.awaitReceived(3);
        Waiters.awaitBusy(0);
        assertThat(probe.received()).isEqualTo(sent.subList(0, 3));
        assertThat(queue.status().messages()).isEqualTo(7);
        assertThat(probe.hasEnded()).isFalse();
        probe.cancel();
    }

    @Test
    void aMessageThatComesLaterWakesTheStream() {
        SysvMessageQueue queue = queues.create();
        Probe<SysvMessage> probe = Probe.of(receive(queue, ANY), Long.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            assertThat(queue.trySend(text(1, i))).isTrue();
            probe.awaitReceived(i + 1);
        }
        probe.cancel();
    }

    @Test
    void demandThatComesOneByOneFromWithinIsServedOnOneThread() {
        SysvMessageQueue queue = queues.create();
        List<SysvMessage> sent = send(queue, 100);
        List<String> threads = new CopyOnWriteArrayList<>();
        Probe<SysvMessage> probe = Probe.of(receive(queue, ANY), 1, (self, message) -> {
            threads.add(Thread.currentThread().getName());
            self.request(1);
        });
        probe.awaitReceived(100);
        assertThat(probe.received()).isEqualTo(sent);
        assertThat(threads.stream().distinct()).hasSize(1).first().asString().startsWith("sluice-waiter-");
        probe.cancel();
    }

    @Test
    void severalSelectorsOfOneQueueWaitAtTheSameTime() {
        SysvMessageQueue queue = queues.create();
        Probe<SysvMessage> first = Probe.of(receive(queue, TypeSelector.only(1)), Long.MAX_VALUE);
        Probe<SysvMessage> second = Probe.of(receive(queue, TypeSelector.only(2)), Long.MAX_VALUE);
        Probe<SysvMessage> others =
                Probe.of(receive(queue, TypeSelector.except(1)).filter(message -> message.type() != 2), Long.MAX_VALUE);
        for (int i = 0; i < 50; i++) {
            assertThat(queue.trySend(text(1, i))).isTrue();
        }
        first.awaitReceived(50);
        second.cancel();
        for (int i = 0; i < 50; i++) {
            assertThat(queue.trySend(text(3, i))).isTrue();
        }
        others.awaitReceived(50);
        assertThat(first.received()).hasSize(50).allMatch(message -> message.type() == 1);
        assertThat(others.received()).hasSize(50).allMatch(message -> message.type() == 3);
        first.cancel();
        others.cancel();
    }

    @Test
    void aSelectorByPriorityGivesTheLowestTypeFirst() {
        SysvMessageQueue queue = queues.create();
        List<SysvMessage> sent = send(queue, 9);
        Probe<SysvMessage> probe = Probe.of(receive(queue, TypeSelector.upTo(2)), 6);
        probe.awaitReceived(6);
        assertThat(probe.received())
                .isEqualTo(sent.stream()
                        .filter(message -> message.type() <= 2)
                        .sorted(Comparator.comparingLong(SysvMessage::type))
                        .toList());
        assertThat(queue.status().messages()).isEqualTo(3);
        probe.cancel();
    }

    @Test
    void aCancelFreesTheThreadBeforeItReturns() {
        SysvMessageQueue queue = queues.create();
        Probe<SysvMessage> probe = Probe.of(receive(queue, ANY), 1);
        Waiters.awaitBusy(1);
        probe.cancel();
        assertThat(queue.trySend(text(1, 1))).isTrue();
        assertThat(queue.status().messages()).isEqualTo(1);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.hasEnded()).isFalse();
    }

    @Test
    void aCancelFromWithinTakesNothingMore() {
        SysvMessageQueue queue = queues.create();
        send(queue, 5);
        Probe<SysvMessage> probe = Probe.of(receive(queue, ANY), Long.MAX_VALUE, (self, message) -> self.cancel());
        probe.awaitReceived(1);
        Waiters.awaitBusy(0);
        assertThat(probe.received()).hasSize(1);
        assertThat(queue.status().messages()).isEqualTo(4);
    }

    @Test
    void closingTheHandleCompletesStreamsWithAndWithoutDemand() {
        SysvMessageQueue queue = queues.create();
        Probe<SysvMessage> waiting = Probe.of(receive(queue, ANY), 1);
        Probe<SysvMessage> idle = Probe.of(receive(queue, ANY), 0);
        Waiters.awaitBusy(1);
        queue.close();
        assertThat(waiting.awaitEnd()).isNull();
        assertThat(idle.awaitEnd()).isNull();
        assertThat(waiting.ends()).isEqualTo(1);
    }

    @Test
    void aQueueClosedBeforeIsAnError() {
        SysvMessageQueue queue = queues.create();
        queue.close();
        assertThat(Probe.of(receive(queue, ANY), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(SysvMqReceiver.create(queue).receiveUntilEmpty(ANY), 1)
                        .awaitEnd())
                .isInstanceOf(ClosedHandleException.class);
    }

    @Test
    void aRemovedQueueEndsTheStreamWithAnErrorOfItsOwn() {
        SysvMessageQueue queue = queues.create();
        Probe<SysvMessage> waiting = Probe.of(receive(queue, ANY), 1);
        Probe<SysvMessage> idle = Probe.of(receive(queue, ANY), 0);
        BlockedThreads.await(1); // behind the removal the call would fail with EINVAL
        queue.remove();
        assertThat(waiting.awaitEnd())
                .isInstanceOf(QueueRemovedException.class)
                .extracting(error -> ((ErrnoException) error).errno())
                .isEqualTo(Errno.EIDRM);
        assertThat(idle.hasEnded()).isFalse();
        idle.request(1);
        assertThat(idle.awaitEnd())
                .isInstanceOf(QueueRemovedException.class)
                .hasMessageContaining(queue.name())
                .extracting(error -> ((ErrnoException) error).errno())
                .isEqualTo(Errno.EINVAL);
    }

    @Test
    void aQueueOpenedForSendingCannotBeReceivedFrom() {
        SysvMessageQueue queue = queues.again(queues.create(), SysvAccess.WRITE);
        assertThat(Probe.of(receive(queue, ANY), 1).awaitEnd())
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("SysvAccess.READ");
    }

    @Test
    void aBadRequestEndsTheStreamAlsoWhileItWaits() {
        SysvMessageQueue queue = queues.create();
        Probe<SysvMessage> waiting = Probe.of(receive(queue, ANY), 1);
        Waiters.awaitBusy(1);
        waiting.request(0);
        assertThat(waiting.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        Waiters.awaitBusy(0);
        assertThat(queue.trySend(text(1, 1))).isTrue();
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void aSubscriberThatThrowsCountsAsCancelled() {
        SysvMessageQueue queue = queues.create();
        send(queue, 3);
        receive(queue, ANY).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(SysvMessage message) {
                throw new IllegalStateException("thrown by the test");
            }
        });
        Bounds.await("one message to be taken").until(() -> queue.status().messages() == 2);
        Waiters.awaitBusy(0);
        assertThat(queue.status().messages()).isEqualTo(2);
    }

    @Test
    void aDrainTakesWhatIsMeantAndCompletes() {
        SysvMessageQueue queue = queues.create();
        List<SysvMessage> sent = send(queue, 9);
        assertThat(SysvMqReceiver.create(queue)
                        .receiveUntilEmpty(TypeSelector.only(2))
                        .collectList()
                        .block(Bounds.SOON))
                .isEqualTo(sent.stream().filter(message -> message.type() == 2).toList());
        assertThat(queue.status().messages()).isEqualTo(6);
        assertThat(SysvMqReceiver.create(queue)
                        .receiveUntilEmpty(ANY)
                        .collectList()
                        .block(Bounds.SOON))
                .hasSize(6);
    }

    @Test
    void aDrainWithoutDemandTakesNothing() {
        SysvMessageQueue queue = queues.create();
        send(queue, 3);
        Probe<SysvMessage> probe = Probe.of(SysvMqReceiver.create(queue).receiveUntilEmpty(ANY), 2);
        assertThat(probe.received()).hasSize(2);
        assertThat(queue.status().messages()).isEqualTo(1);
        probe.request(1);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).hasSize(3);
    }

    @Test
    void nullIsNoSelectorAndNoQueue() {
        SysvMqReceiver receiver = SysvMqReceiver.create(queues.create());
        assertThatNullPointerException().isThrownBy(() -> receiver.receive(null));
        assertThatNullPointerException().isThrownBy(() -> receiver.receiveUntilEmpty(null));
        assertThatNullPointerException().isThrownBy(() -> SysvMqReceiver.create(null));
    }
}
