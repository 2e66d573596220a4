package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Somebody unlinks the queue and creates another one of its name, again and again. */
class RecreatedQueueTest {
    private static final int STRANGERS_SIZE = 8;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOpenQueueStaysTheOneThatWasOpened(boolean fair) {
        int count = Trial.rounds(5_000, 1_000_000);
        PosixMessageQueue queue =
                queues.closing(PosixMessageQueue.builder(queues.create(4, 16).name())
                        .whenUnlinked(WhenUnlinked.GO_ON)
                        .open());
        PosixMqReceiver receiver =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(fair));
        PosixMqSender sender = PosixMqSender.create(queue);
        try (RunningProgram neighbour = CProgram.of("mq_recreate").start(queue.name())) {
            neighbour.awaitLine("ready");
            Flux<Integer> received = receiver.receive()
                    .take(count)
                    .map(message -> Integer.valueOf(message.text()))
                    .mergeWith(Flux.range(0, count)
                            .concatMap(number -> sender.send(PosixMessage.ofText("" + number))
                                    .<Integer>then(Mono.empty())));
            List<Integer> numbers = received.collectList().block(Bounds.SOON.multipliedBy(Trial.rounds(1, 30)));
            assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
            assertThat(neighbour.isAlive()).as(neighbour.output()).isTrue();
        }
    }

    @Test
    void openingOrCreatingSucceedsEachTimeAndOpeningFindsItOrDoesNot() {
        String name = queues.name();
        try (RunningProgram neighbour = CProgram.of("mq_recreate").start(name)) {
            neighbour.awaitLine("ready");
            int created = 0;
            int missing = 0;
            int rounds = Trial.rounds(5_000, 2_000_000);
            for (int i = 0; i < rounds; i++) {
                try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                        .maxMessages(2)
                        .maxMessageSize(16)
                        .acceptShape()
                        .openOrCreate()) {
                    created += queue.wasCreated() ? 1 : 0;
                    assertThat(queue.maxMessageSize()).isIn(16, queue.wasCreated() ? 16 : STRANGERS_SIZE);
                }
                missing += isMissing(name) ? 1 : 0;
            }
            assertThat(neighbour.isAlive()).as(neighbour.output()).isTrue();
            System.out.println("of " + rounds + " queues, created " + created + "; missing " + missing + " times");
        }
    }

    private static boolean isMissing(String name) {
        try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ)) {
            return !queue.isOpen();
        } catch (ErrnoException e) {
            assertThat(e.errno()).isEqualTo(Errno.ENOENT);
            return true;
        }
    }
}
