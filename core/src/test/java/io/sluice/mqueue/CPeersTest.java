package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.SeededMessages;
import io.sluice.testing.TestQueues;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every byte between this library and C programs at the other end. */
class CPeersTest {
    private static final int COUNT = 2000;
    private static final int SIZE = 200;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void everyByteOfACSenderArrives() {
        long seed = newSeed();
        SeededMessages expected = new SeededMessages(seed, SIZE);
        PosixMessageQueue queue = queues.create(5, SIZE);
        BitSet seen = new BitSet();
        try (RunningProgram sender = CProgram.of("mq_send").start(queue.name(), COUNT, SIZE, seed)) {
            Bounds.await("all messages").until(() -> {
                for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
                    int number = SeededMessages.numberOf(message);
                    assertThat(message)
                            .as("message %d of seed %d", number, seed)
                            .isEqualTo(expected.message(number));
                    assertThat(seen.get(number)).as("came before").isFalse();
                    seen.set(number);
                }
                return seen.cardinality() == COUNT;
            });
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    void everyByteReachesACReceiver() {
        long seed = newSeed();
        SeededMessages messages = new SeededMessages(seed, SIZE);
        PosixMessageQueue queue = queues.create(5, SIZE);
        try (RunningProgram receiver = CProgram.of("mq_receive").start(queue.name(), COUNT, SIZE, seed)) {
            for (int i = 0; i < COUNT; i++) {
                PosixMessage message = messages.message(i);
                Bounds.await("room").until(() -> queue.trySend(message) || !receiver.isAlive());
            }
            RunningProgram.Exit exit = receiver.awaitExit(Bounds.SOON);
            assertThat(exit.status()).as("seed %d: %s", seed, exit.output()).isZero();
            assertThat(exit.output()).endsWith("received " + COUNT + "\n");
        }
    }

    @Test
    void aCSenderIsHeldBackByAFullQueue() {
        PosixMessageQueue queue = queues.create(3, SIZE);
        try (RunningProgram sender = CProgram.of("mq_send").start(queue.name(), 4, SIZE, newSeed())) {
            sender.awaitLine("sent 3");
            sender.awaitAsleep();
            assertThat(queue.attributes().currentMessages()).isEqualTo(3);
            assertThat(queue.tryReceive()).isNotNull();
            sender.awaitLine("sent 4");
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    private static long newSeed() {
        long seed = System.nanoTime() & Integer.MAX_VALUE;
        System.out.println("seed " + seed);
        return seed;
    }
}
