package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing grows with the number of messages. In a JVM of its own, where nobody else's memory is in the count. */
@LongTest
class TenMillionMessagesTest {
    private static final Duration BOUND = Duration.ofMinutes(10);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void descriptorsThreadsAndMemoryAreTheSameBehindTheFirstMillionAndTheTenth() {
        PosixMessageQueue queue = queues.create(10, 8);
        try (RunningProgram jvm = new ForkedJvm().start(TenMillionMessages.class, queue.name())) {
            RunningProgram.Exit exit = jvm.awaitExit(BOUND);
            assertThat(exit.status()).as(exit.output()).isZero();
            int[][] held = exit.output()
                    .lines()
                    .filter(line -> line.startsWith("held "))
                    .map(line -> Arrays.stream(line.substring(5).split(" "))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toArray(int[][]::new);
            assertThat(held).as(exit.output()).hasNumberOfRows(2);
            assertGrowth("descriptors", held, 0, 0);
            assertGrowth("threads", held, 1, 1); // the JVM may start one of its own
            assertGrowth("resident KiB", held, 2, 16 * 1024);
            assertGrowth("direct buffers KiB", held, 3, 0);
            assertGrowth("heap KiB", held, 4, 1024);
            System.out.println(exit.output());
        }
    }

    private static void assertGrowth(String what, int[][] held, int column, int most) {
        assertThat(held[1][column] - held[0][column])
                .as("growth of %s from %d to %d", what, held[0][column], held[1][column])
                .isLessThanOrEqualTo(most);
    }
}
