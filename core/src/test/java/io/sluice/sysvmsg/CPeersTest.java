package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.SeededMessages;
import io.sluice.testing.SysvTestQueues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every byte between this library and C programs at the other end, with every selector. */
class CPeersTest {
    private static final int COUNT = 2000;
    private static final int SIZE = 200;
    private static final int TYPES = 7;

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private final long seed = System.nanoTime() & Integer.MAX_VALUE;
    private final SeededMessages seeded = new SeededMessages(seed, SIZE);

    static Stream<TypeSelector> selectors() {
        return Stream.of(TypeSelector.any(), TypeSelector.only(3), TypeSelector.upTo(4), TypeSelector.except(2));
    }

    private SysvMessage message(int number) {
        return SysvTestQueues.message(seeded, number, TYPES);
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void everyByteOfACSenderArrivesThroughEachSelector(TypeSelector selector) {
        System.out.println("seed " + seed);
        SysvMessageQueue queue = queues.create();
        Map<Integer, Integer> came = new HashMap<>();
        try (RunningProgram sender = CProgram.of("sysv_send").start(queue.id(), COUNT, SIZE, seed, TYPES)) {
            Bounds.await("all messages").until(() -> {
                take(queue, selector, came);
                take(queue, TypeSelector.any(), came); // what the selector leaves would block the sender
                return came.size() == COUNT;
            });
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
        assertThat(came.values()).containsOnly(1);
    }

    private void take(SysvMessageQueue queue, TypeSelector selector, Map<Integer, Integer> came) {
        SysvMessage message = queue.tryReceive(selector);
        while (message != null) {
            assertThat(selector.matches(message.type())).isTrue();
            int number = ByteBuffer.wrap(message.payload())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            assertThat(message).as("message %d of seed %d", number, seed).isEqualTo(message(number));
            came.merge(number, 1, Integer::sum);
            message = queue.tryReceive(selector);
        }
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void everyByteReachesACReceiverThroughEachSelector(TypeSelector selector) {
        System.out.println("seed " + seed);
        SysvMessageQueue queue = queues.create();
        int[] meant = IntStream.range(0, COUNT)
                .filter(i -> selector.matches(message(i).type()))
                .toArray();
        String flags = selector.flags() == 0 ? "none" : "except";
        Object[] arguments = {queue.id(), selector.argument(), flags, meant.length, SIZE, seed, TYPES, COUNT};
        try (RunningProgram receiver = CProgram.of("sysv_receive").start(arguments)) {
            for (int i = 0; i < COUNT; i++) {
                SysvMessage message = message(i);
                Bounds.await("room").until(() -> queue.trySend(message) || !receiver.isAlive());
                if (!selector.matches(message.type())) {
                    // What the peer does not take would fill the queue.
                    assertThat(queue.tryReceive(TypeSelector.only(message.type())))
                            .isEqualTo(message);
                }
            }
            RunningProgram.Exit exit = receiver.awaitExit(Bounds.SOON);
            assertThat(exit.status()).as("seed %d: %s", seed, exit.output()).isZero();
            assertThat(exit.output()).endsWith("sum " + IntStream.of(meant).sum() + "\n");
        }
    }

    @Test
    void aCSenderIsHeldBackByAFullQueue() {
        SysvMessageQueue queue = queues.create();
        int first = message(0).size() + message(1).size();
        queue.set(queue.status().settings().withMaxBytes(first));
        try (RunningProgram sender = CProgram.of("sysv_send").start(queue.id(), 2, SIZE, seed, TYPES)) {
            sender.awaitLine("sent 2");
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
        try (RunningProgram sender = CProgram.of("sysv_send").start(queue.id(), 1, SIZE, seed, TYPES)) {
            sender.awaitAsleep();
            assertThat(queue.status().messages()).isEqualTo(2);
            assertThat(queue.tryReceive(TypeSelector.any())).isEqualTo(message(0));
            sender.awaitLine("sent 1");
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }
}
