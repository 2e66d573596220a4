package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqNotifier;
import io.sluice.reactor.PosixMqReceiver;
import io.sluice.reactor.PosixMqReceiverOptions;
import io.sluice.reactor.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProcess;
import io.sluice.testing.CProgram;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Messages of every size and priority from somebody who knows no protocol, and somebody who takes those of others. */
class GarbageTest {
    private static final int LONGEST = 512;
    private static final int SYSV_LONGEST = 512;
    private static final int RIVALS = 3;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final long seed = Trial.random("garbage").nextLong() >>> 1;
    private final int count = Trial.rounds(5_000, 2_000_000);
    private final Duration bound = Bounds.SOON.multipliedBy(Trial.rounds(1, 30));

    @Test
    void everySizeAndPriorityOfPosixMessagesIsReceived() {
        PosixMessageQueue queue = queues.create(10, LONGEST);
        try (CProcess sender = CProgram.of("garbage").start("mq", queue.name(), count, seed)) {
            LongStream.Builder seen = LongStream.builder();
            PosixMqReceiver.create(queue)
                    .receive()
                    .take(count)
                    .doOnNext(message -> seen.add((long) message.priority() << Integer.SIZE | message.size()))
                    .blockLast(bound);
            assertThat(sender.awaitExit(Bounds.SOON).output()).isEqualTo("sent\n");
            assertThat(seen.build().distinct().boxed())
                    .contains(0L, (long) LONGEST, (long) MqMessage.MAX_PRIORITY << Integer.SIZE)
                    .contains((long) MqMessage.MAX_PRIORITY << Integer.SIZE | LONGEST);
        }
    }

    @Test
    void everySizeAndTypeOfSystemVMessagesIsReceived() {
        SysvMessageQueue queue = sysvQueues.create();
        try (CProcess sender = CProgram.of("garbage").start("msg", queue.id(), count, seed)) {
            List<SysvMessage> ends = SysvMqReceiver.create(queue)
                    .receive(TypeSelector.any())
                    .take(count)
                    .filter(message -> message.type() == 1 || message.type() == Long.MAX_VALUE)
                    .filter(message -> message.size() == 0 || message.size() == SYSV_LONGEST)
                    .distinct(message -> message.type() + message.size())
                    .collectList()
                    .block(bound);
            assertThat(sender.awaitExit(Bounds.SOON).output()).isEqualTo("sent\n");
            assertThat(ends).hasSize(4);
        }
    }

    /** What they take is gone; what is received here is whole, and a stream that was left with nothing goes on. */
    @Test
    void streamsGoOnWhenRivalsWhoTookMessagesAreGone() {
        PosixMessageQueue queue = queues.create(10, LONGEST);
        PosixMqReceiver byReadiness = PosixMqReceiver.create(queue);
        PosixMqReceiver inTurn =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true));
        for (Flux<MqMessage> messages : List.of(
                byReadiness.receive(),
                inTurn.receive(),
                PosixMqNotifier.create(queue).receive())) {
            AtomicInteger received = new AtomicInteger();
            AtomicInteger last = new AtomicInteger();
            Disposable stream = messages.subscribe(message -> {
                received.incrementAndGet();
                if (message.text().equals("the last one")) {
                    last.incrementAndGet();
                }
            });
            try (CProcess rivals = CProgram.of("mq_rivals").start(queue.name(), "receive", RIVALS)) {
                rivals.awaitLine("ready");
                try (CProcess sender = CProgram.of("garbage").start("mq", queue.name(), count, seed)) {
                    assertThat(sender.awaitExit(bound).output()).isEqualTo("sent\n");
                }
            }
            assertThat(received.get()).isLessThanOrEqualTo(count);
            Bounds.await("room").until(() -> queue.trySend(MqMessage.ofText("the last one")));
            Bounds.await("the last message").until(() -> last.get() == 1);
            stream.dispose();
        }
    }
}
