package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** A registration is over with its event, and somebody waits for that moment. */
class StolenSlotTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void whoHasTheSlotIsNamedAndNoMessageIsLostMeanwhile() {
        PosixMessageQueue queue = queues.create(10, 16);
        PosixMqNotifier notifier = PosixMqNotifier.create(queue);
        for (int round = 0; round < Trial.rounds(5, 500); round++) {
            AtomicInteger received = new AtomicInteger();
            AtomicReference<Throwable> error = new AtomicReference<>();
            notifier.receive().subscribe(message -> received.incrementAndGet(), error::set);
            int sent = 0;
            try (RunningProgram thief = CProgram.of("mq_slot_thief").start(queue.name())) {
                thief.awaitLine("trying");
                long begun = System.nanoTime();
                // One message at a time into the empty queue is one chance for the thief.
                while (error.get() == null) {
                    assertThat(thief.isAlive()).as(thief.output()).isTrue();
                    assertThat(Duration.ofNanos(System.nanoTime() - begun))
                            .as("no theft behind %d messages", sent)
                            .isLessThan(Bounds.SOON);
                    int all = ++sent;
                    assertThat(queue.trySend(PosixMessage.ofText("m" + all))).isTrue();
                    Bounds.awaitSpinning("message or the theft", () -> received.get() == all || error.get() != null);
                }
                assertThat(error.get())
                        .isInstanceOf(ErrnoException.class)
                        .hasMessageContaining("Another process holds it, with the id " + thief.pid())
                        .returns(Errno.EBUSY, thrown -> ((ErrnoException) thrown).errno());
            }
            int all = sent;
            Disposable again = notifier.receive().subscribe(message -> received.incrementAndGet());
            Bounds.await("what was sent at the theft").until(() -> received.get() == all);
            again.dispose();
        }
    }
}
