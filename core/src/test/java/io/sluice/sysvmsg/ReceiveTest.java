package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.libc.SysvMessageConstants;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.SysvTestQueues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiveTest {
    private static final List<SysvMessage> MIXED = Stream.of(3, 1, 2, 3, 1, 4, 2)
            .map(type -> SysvMessage.ofText(type, "of type " + type))
            .toList();

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private SysvMessageQueue with(List<SysvMessage> messages) {
        SysvMessageQueue queue = queues.create();
        messages.forEach(message -> assertThat(queue.trySend(message)).isTrue());
        return queue;
    }

    private static List<SysvMessage> drain(SysvMessageQueue queue, TypeSelector selector) {
        List<SysvMessage> messages = new ArrayList<>();
        for (SysvMessage next = queue.tryReceive(selector); next != null; next = queue.tryReceive(selector)) {
            messages.add(next);
        }
        return messages;
    }

    @Test
    @Conforms("msgrcv 01")
    void aReceiveCountsInTheStatus() {
        SysvMessageQueue queue = with(MIXED);
        assertThat(queue.tryReceive(TypeSelector.any())).isEqualTo(MIXED.get(0));
        SysvMqStatus status = queue.status();
        assertThat(status.messages()).isEqualTo(MIXED.size() - 1);
        assertThat(status.lastReceiver())
                .isEqualTo((int) ProcessHandle.current().pid());
        assertThat(status.lastReceiveTime()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
    }

    @Test
    @Conforms({"msgrcv 01", "msgrcv 07", "msgrcv 08"})
    void eachSelectorTakesWhatItMeansInItsOrder() {
        assertThat(drain(with(MIXED), TypeSelector.any())).isEqualTo(MIXED);
        for (TypeSelector selector : List.of(TypeSelector.only(3), TypeSelector.except(3))) {
            assertThat(drain(with(MIXED), selector))
                    .as("%s", selector)
                    .isEqualTo(MIXED.stream()
                            .filter(message -> selector.matches(message.type()))
                            .toList());
        }
        assertThat(drain(with(MIXED), TypeSelector.upTo(3)))
                .isEqualTo(MIXED.stream()
                        .filter(message -> message.type() <= 3)
                        .sorted(Comparator.comparingLong(SysvMessage::type))
                        .toList());
        assertThat(drain(with(MIXED), TypeSelector.upTo(Long.MAX_VALUE))).hasSize(MIXED.size());
    }

    @Test
    @Conforms("msgrcv 02")
    void whereNoMessageIsMeantNoneIsTaken() {
        SysvMessageQueue queue = with(MIXED);
        assertThat(queue.tryReceive(TypeSelector.only(5))).isNull();
        assertThat(queues.create().tryReceive(TypeSelector.any())).isNull();
        assertThat(queues.create().tryReceive(TypeSelector.except(1))).isNull();
        assertThat(queue.status().messages()).isEqualTo(MIXED.size());
    }

    @Test
    @Conforms("msgrcv 07")
    void onlyWhoAsksForItGetsACutMessage() {
        SysvMessageQueue queue = queues.create();
        SysvMessage message = SysvMessage.ofText(2, "0123456789");
        for (int i = 0; i < 4; i++) {
            assertThat(queue.trySend(message)).isTrue();
        }
        assertThat(queue.tryReceiveTruncated(TypeSelector.any(), 4)).isEqualTo(SysvMessage.ofText(2, "0123"));
        assertThat(queue.tryReceiveTruncated(TypeSelector.only(2), 0)).isEqualTo(SysvMessage.ofText(2, ""));
        assertThat(queue.tryReceiveTruncated(TypeSelector.any(), Integer.MAX_VALUE))
                .isEqualTo(message);
        assertThat(queue.tryReceive(TypeSelector.any())).isEqualTo(message);
        assertThat(queue.tryReceiveTruncated(TypeSelector.any(), 4)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> queue.tryReceiveTruncated(TypeSelector.any(), -1));
    }

    @Test
    @Conforms({"msgrcv 03", "msgrcv 07"})
    void browsingTakesNothing() {
        SysvMessageQueue queue = with(MIXED);
        SysvMqStatus before = queue.status();
        assertThat(queue.browse()).isEqualTo(MIXED);
        assertThat(queue.browse(6)).isEqualTo(MIXED.get(6));
        assertThat(queue.browse(7)).isNull();
        assertThat(queues.create().browse()).isEmpty();
        assertThat(queue.status()).isEqualTo(before);
        assertThatIllegalArgumentException().isThrownBy(() -> queue.browse(-1));
    }

    @Test
    @Conforms("msgrcv 03")
    void browsingOnAKernelWithoutItSaysSoAndTakesNothing() {
        SysvMessageQueue queue = with(MIXED);
        SysvMessageCalls real = Libc.get().sysvMessages();
        SysvMessageCalls withoutCopy = (SysvMessageCalls) Proxy.newProxyInstance(
                SysvMessageCalls.class.getClassLoader(),
                new Class<?>[] {SysvMessageCalls.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("msgrcv")
                            && ((Integer) arguments[4] & SysvMessageConstants.MSG_COPY) != 0) {
                        return (long) -Errno.ENOSYS.number();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        try (SysvMessageQueue old = new SysvMessageQueue(withoutCopy, queue.id(), null, SysvAccess.READ, false, null)) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(old::browse)
                    .returns(Errno.ENOSYS, ErrnoException::errno)
                    .withMessageContaining("CONFIG_CHECKPOINT_RESTORE");
        }
        assertThat(queue.status().messages()).isEqualTo(MIXED.size());
    }

    @Test
    void aWaitTakesAsManyAsItIsAskedForOnOneThread() {
        SysvMessageQueue queue = queues.create();
        RecordedWait<SysvMessage> outcome = new RecordedWait<>(MIXED.size() - 1);
        queue.blockingReceive(TypeSelector.any(), outcome);
        BlockedThreads.await(1);
        MIXED.forEach(message -> assertThat(queue.trySend(message)).isTrue());
        assertThat(outcome.await().messages()).isEqualTo(MIXED.subList(0, MIXED.size() - 1));
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void severalSelectorsWaitAtOnce() {
        SysvMessageQueue queue = queues.create();
        List<RecordedWait<SysvMessage>> outcomes = new ArrayList<>();
        for (int type = 1; type <= 4; type++) {
            RecordedWait<SysvMessage> outcome = new RecordedWait<>();
            queue.blockingReceive(TypeSelector.only(type), outcome);
            outcomes.add(outcome);
        }
        BlockedThreads.await(4);
        for (int type = 4; type >= 1; type--) {
            assertThat(queue.trySend(SysvMessage.ofText(type, "x"))).isTrue();
        }
        for (int type = 1; type <= 4; type++) {
            assertThat(outcomes.get(type - 1).await().messages()).containsExactly(SysvMessage.ofText(type, "x"));
        }
    }

    @Test
    @Conforms("msgrcv 06")
    void aRemovedQueueEndsTheWait() {
        SysvMessageQueue queue = queues.create();
        RecordedWait<SysvMessage> outcome = new RecordedWait<>();
        queue.blockingReceive(TypeSelector.any(), outcome);
        BlockedThreads.await(1);
        queue.remove();
        assertThat(outcome.await().cause())
                .isInstanceOf(QueueRemovedException.class)
                .returns(Errno.EIDRM, ErrnoException::errno);
    }

    @Test
    @Conforms("msgrcv 05")
    void anInterruptedWaitTakesNothing() {
        SysvMessageQueue queue = queues.create();
        RecordedWait<SysvMessage> outcome = new RecordedWait<>();
        queue.blockingReceive(TypeSelector.any(), outcome);
        BlockedThreads.await(1);
        outcome.begun().interruptAndAwait();
        assertThat(queue.trySend(MIXED.get(0))).isTrue();
        assertThat(outcome.await().cause()).isNull();
        assertThat(outcome.messages()).isEmpty();
        assertThat(queue.status().messages()).isEqualTo(1);
    }

    @Test
    void closingTheHandleEndsTheWaits() {
        SysvMessageQueue queue = queues.create();
        SysvMessageQueue handle = queues.again(queue, SysvAccess.READ);
        RecordedWait<SysvMessage> first = new RecordedWait<>();
        RecordedWait<SysvMessage> second = new RecordedWait<>();
        handle.blockingReceive(TypeSelector.any(), first);
        handle.blockingReceive(TypeSelector.only(2), second);
        BlockedThreads.await(2);
        handle.close();
        assertThat(queue.trySend(MIXED.get(0))).isTrue();
        assertThat(first.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(second.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(queue.status().messages()).isEqualTo(1);
    }
}
