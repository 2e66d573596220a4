package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.reactor.Probe;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ProcessorShare;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.Waiters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** Beside others who are blocked on the same queue, and beside nobody. */
class SysvRivalsTest {
    private static final int RIVALS = 4;
    private static final int RIVAL_TYPE = 9;

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @Test
    void aTimedSendGoesThroughBesideBlockedCSenders() {
        SysvMessageQueue queue = queues.create(64);
        try (RunningProgram rivals = CProgram.of("sysv_rivals").start(queue.id(), "send", RIVALS, RIVAL_TYPE)) {
            rivals.awaitLine("ready");
            Bounds.await("a full queue").until(() -> queue.status().bytes() == 64);
            SysvMqSender sender = SysvMqSender.create(queue);
            for (int i = 0; i < 10; i++) {
                Probe<Void> send = Probe.of(sender.send(SysvMessage.ofText(1, "o"), Bounds.SOON), 1);
                // One message in two milliseconds: rivals that are served hand to hand would never leave room.
                while (!send.hasEnded()) {
                    queue.tryReceive(TypeSelector.any());
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
                }
                assertThat(send.error()).isNull();
            }
            queue.remove();
        }
    }

    @Test
    void aReceiverGetsItsShareBesideBlockedCReceivers() {
        SysvMessageQueue queue = queues.create();
        int messages = 200;
        try (RunningProgram rivals = CProgram.of("sysv_rivals").start(queue.id(), "receive", RIVALS, RIVAL_TYPE)) {
            rivals.awaitLine("ready");
            rivals.awaitAsleep();
            Probe<SysvMessage> ours =
                    Probe.of(SysvMqReceiver.create(queue).receive(TypeSelector.only(RIVAL_TYPE)), Long.MAX_VALUE);
            for (int i = 0; i < messages; i++) {
                // All are blocked before each message: a thread without a processor would miss its turn.
                rivals.awaitAsleep();
                BlockedThreads.await(1);
                assertThat(queue.trySend(SysvMessage.ofText(RIVAL_TYPE, "m"))).isTrue();
            }
            Bounds.awaitSpinning("an empty queue", () -> queue.status().messages() == 0);
            int share = ours.receivedCount();
            System.out.printf("%d of %d messages beside %d rivals%n", share, messages, RIVALS);
            assertThat(share).as("a fifth would be fair").isGreaterThan(messages / 20);
            ours.cancel();
            queue.remove();
        }
    }

    @Test
    void fiftyIdleSubscriptionsCostNoCpuTime() {
        List<Disposable> subscriptions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            subscriptions.add(SysvMqReceiver.create(queues.createPrivate())
                    .receive(TypeSelector.any())
                    .subscribe());
        }
        Waiters.awaitBusy(50);
        ProcessorShare.assertBelow(0.005, SysvRivalsTest::cpuNanosOfTheLibrary);
        subscriptions.forEach(Disposable::dispose);
    }

    private static long cpuNanosOfTheLibrary() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sluice-"))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
                .sum();
    }
}
