package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitingThreads;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.OpenResources;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocking calls beside C processes that are blocked on the same queue. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCallsTest {
    private static final int RIVALS = 4;
    /** A rival that gets no processor holds up all behind it for a while, so this holds for most of the calls. */
    private static final Duration IN_TIME = Duration.ofSeconds(1);

    private static final int CALLS = 31;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void aSendBesideBlockedSendersIsDoneEachTimeAndMostlyInTime() {
        PosixMessageQueue queue = queues.create(10, 16);
        for (int i = 0; i < RIVALS; i++) {
            RunningProgram rival = queues.closing(CProgram.of("mq_rivals").start(queue.name(), "send", 1));
            rival.awaitLine("ready");
        }
        Bounds.await("a full queue").until(() -> queue.attributes().currentMessages() == 10);
        RunningProgram drain = queues.closing(CProgram.of("mq_drain").start(queue.name(), 1000));
        drain.awaitLine("ready");
        drain.awaitLine("taken 100");
        assertMostlyInTime(() -> {
            RecordedWait<PosixMessage> outcome = new RecordedWait<>();
            queue.blockingSend(PosixMessage.ofText("x"), null, outcome);
            assertThat(outcome.await().wasDone()).isTrue();
        });
    }

    private static void assertMostlyInTime(Runnable call) {
        List<Duration> lasted = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            call.run();
            lasted.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        Collections.sort(lasted);
        assertThat(lasted.get(CALLS / 2)).as("the median of %s", lasted).isLessThan(IN_TIME);
    }

    @Test
    @Conforms({"mq_send 6-1", "mq_timedsend 6-1"})
    void thoseWhoWaitAreServedInTheOrderTheyCame() {
        PosixMessageQueue queue = queues.create(1, 16);
        assertThat(queue.trySend(PosixMessage.ofText("0"))).isTrue();
        List<RecordedWait<PosixMessage>> outcomes = new ArrayList<>();
        for (int i = 1; i <= RIVALS; i++) {
            RecordedWait<PosixMessage> outcome = new RecordedWait<>();
            queue.blockingSend(PosixMessage.ofText("" + i), Instant.now().plusSeconds(60), outcome);
            int waiting = i;
            Bounds.await("the wait").until(() -> BlockedThreads.count() == waiting);
            outcomes.add(outcome);
        }
        for (int i = 0; i <= RIVALS; i++) {
            assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("" + i));
            if (i < RIVALS) {
                assertThat(outcomes.get(i).await().wasDone()).isTrue();
            }
        }
    }

    @Test
    void aReceiveBesideBlockedReceiversIsDoneEachTimeAndMostlyInTime() throws Exception {
        PosixMessageQueue queue = queues.create(10, 16);
        RunningProgram rivals = queues.closing(CProgram.of("mq_rivals").start(queue.name(), "receive", RIVALS));
        rivals.awaitLine("ready");
        rivals.awaitAsleep();
        AtomicBoolean done = new AtomicBoolean();
        Thread feeder = new Thread(() -> {
            while (!done.get()) {
                queue.trySend(PosixMessage.ofText("x"));
                LockSupport.parkNanos(1_000_000);
            }
        });
        feeder.start();
        try {
            assertMostlyInTime(() -> {
                RecordedWait<PosixMessage> outcome = new RecordedWait<>();
                queue.blockingReceive(outcome);
                assertThat(outcome.await().message()).isNotNull();
            });
        } finally {
            done.set(true);
            feeder.join();
        }
    }

    @Test
    void severalWaitersAreServedInTheOrderTheyCame() {
        PosixMessageQueue queue = queues.create(1, 16);
        assertThat(queue.trySend(PosixMessage.ofText("0"))).isTrue();
        List<RecordedWait<PosixMessage>> outcomes = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            RecordedWait<PosixMessage> outcome = new RecordedWait<>();
            outcomes.add(outcome);
            queue.blockingSend(PosixMessage.ofText(String.valueOf(i)), null, outcome);
            int blocked = i;
            Bounds.await("the waiter in the kernel").until(() -> BlockedThreads.count() == blocked);
        }
        for (int i = 0; i <= 5; i++) {
            assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText(String.valueOf(i)));
        }
        outcomes.forEach(outcome -> assertThat(outcome.await().wasDone()).isTrue());
    }

    @Test
    void theUseOfOneQueueNeedsOneMoreDescriptorHoweverManyWait() {
        PosixMessageQueue queue = queues.create(1, 16);
        assertThat(queue.trySend(PosixMessage.ofText("0"))).isTrue();
        for (int i = 0; i < 20; i++) {
            queue.blockingSend(PosixMessage.ofText("x"), null, new RecordedWait<>());
        }
        String kind = "message queue " + queue.name();
        assertThat(OpenResources.now().descriptors()).containsEntry(kind, 2);
        queue.close();
        Bounds.await("all descriptors closed")
                .until(() -> !OpenResources.now().descriptors().containsKey(kind));
    }

    @Test
    void severalMessagesAreReceivedOnOneThread() {
        PosixMessageQueue queue = queues.create(1, 16);
        RecordedWait<PosixMessage> receive = new RecordedWait<>(3);
        KernelWait wait = queue.blockingReceive(receive);
        assertThat(receive.begun()).isSameAs(wait);
        for (int i = 0; i < 3; i++) {
            PosixMessage message = PosixMessage.ofText("m" + i);
            Bounds.await("room").until(() -> queue.trySend(message));
        }
        assertThat(receive.await().messages()).extracting(PosixMessage::text).containsExactly("m0", "m1", "m2");
    }

    @Test
    void aWaitThatIsInterruptedWhileItBeginsHasNoEffect() {
        PosixMessageQueue queue = queues.create(2, 16);
        queue.trySend(PosixMessage.ofText("0"));
        RecordedWait<PosixMessage> receive = new RecordedWait<>() {
            @Override
            public void began(KernelWait wait) {
                wait.interrupt();
            }
        };
        queue.blockingReceive(receive);
        assertThat(receive.await().messages()).isEmpty();
        assertThat(receive.cause()).isNull();
        RecordedWait<PosixMessage> send = new RecordedWait<>() {
            @Override
            public void began(KernelWait wait) {
                wait.interrupt();
            }
        };
        queue.blockingSend(PosixMessage.ofText("1"), null, send);
        assertThat(send.await().wasDone()).isFalse();
        assertThat(send.cause()).isNull();
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    void aRefusedWaitKeepsNoDescriptorOpen() {
        String name = queues.create(1, 16).name();
        try (WaitingThreads one = WaitingThreads.create("sluice-waiter-of-test", 1)) {
            PosixMessageQueue queue =
                    PosixMessageQueue.builder(name).waitingThreads(one).open();
            RecordedWait<PosixMessage> receive = new RecordedWait<>();
            queue.blockingReceive(receive);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> queue.blockingReceive(new RecordedWait<>()));
            queue.close();
            receive.await();
            Bounds.await("the close behind the outcome")
                    .untilAsserted(() ->
                            assertThat(OpenResources.now().descriptors()).containsEntry("message queue " + name, 1));
        }
    }
}
