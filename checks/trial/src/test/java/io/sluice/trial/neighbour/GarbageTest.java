package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
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
    private static final int RIVALS = 3;
    /** Of the lowest priority, and none of the garbage. */
    private static final PosixMessage LAST = PosixMessage.ofText("the last one");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final long seed = Trial.random("garbage").nextLong() >>> 1;
    private final int count = Trial.rounds(5_000, 2_000_000);
    private final Duration bound = Bounds.SOON.multipliedBy(Trial.rounds(1, 30));

    @Test
    void posixMessagesOfEverySizeAndPriorityAreReceivedAsTheyWere() {
        PosixMessageQueue queue = queues.create(10, Garbage.LONGEST);
        try (RunningProgram sender = CProgram.of("garbage").start("mq", queue.name(), count, seed)) {
            LongStream.Builder received = LongStream.builder();
            Long messages = PosixMqReceiver.create(queue)
                    .receive()
                    .take(count)
                    .doOnNext(message -> received.add(Garbage.fingerprint(message)))
                    .count()
                    .block(bound);
            assertThat(messages).isEqualTo(count);
            assertThat(sender.awaitExit(Bounds.SOON).output()).isEqualTo("sent\n");
            Garbage.assertWhole(received.build(), seed, count);
        }
    }

    @Test
    void systemVMessagesOfEverySizeAndTypeAreReceivedAsTheyWere() {
        SysvMessageQueue queue = sysvQueues.create();
        Garbage garbage = new Garbage(seed);
        try (RunningProgram sender = CProgram.of("garbage").start("msg", queue.id(), count, seed)) {
            Long messages = SysvMqReceiver.create(queue)
                    .receive(TypeSelector.any())
                    .take(count)
                    .doOnNext(message -> assertThat(message).isEqualTo(garbage.nextSysv()))
                    .count()
                    .block(bound);
            assertThat(messages).isEqualTo(count);
            assertThat(sender.awaitExit(Bounds.SOON).output()).isEqualTo("sent\n");
        }
    }

    /** What they take is gone; what is received here is whole, and a stream that was left with nothing goes on. */
    @Test
    void streamsGoOnWhenRivalsWhoTookMessagesAreGone() {
        PosixMessageQueue queue = queues.create(10, Garbage.LONGEST);
        PosixMqReceiver byReadiness = PosixMqReceiver.create(queue);
        PosixMqReceiver blocking =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true));
        for (Flux<PosixMessage> messages : List.of(
                byReadiness.receive(),
                blocking.receive(),
                PosixMqNotifier.create(queue).receive())) {
            LongStream.Builder received = LongStream.builder();
            AtomicInteger last = new AtomicInteger();
            Disposable stream = messages.subscribe(message -> {
                if (message.equals(LAST)) {
                    last.incrementAndGet();
                } else {
                    received.add(Garbage.fingerprint(message));
                }
            });
            try (RunningProgram rivals = CProgram.of("mq_rivals").start(queue.name(), "receive", RIVALS)) {
                rivals.awaitLine("ready");
                try (RunningProgram sender = CProgram.of("garbage").start("mq", queue.name(), count, seed)) {
                    assertThat(sender.awaitExit(bound).output()).isEqualTo("sent\n");
                }
                assertThat(rivals.isAlive()).as(rivals.output()).isTrue();
            }
            Bounds.await("room").until(() -> queue.trySend(LAST));
            Bounds.await("the last message").until(() -> last.get() == 1);
            stream.dispose();
            Garbage.assertWhole(received.build(), seed, count);
        }
    }
}
