package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;

class DrainOnShutdownTest {
    private static final int MESSAGES = 8;

    @ParameterizedTest
    @Twins({DrainOnShutdown.class, io.sluice.samples.kotlin.DrainOnShutdown.class})
    void whatIsInTheQueueIsWorkedOnBeforeTheJvmEnds(Class<?> sample) {
        boolean someWereLeft = hasSomeLeftAtTheShutdown(sample);
        for (int i = 0;
                i < 5 && !someWereLeft;
                i++) { // on a busy machine the work may be done before the shutdown begins
            someWereLeft = hasSomeLeftAtTheShutdown(sample);
        }
        assertThat(someWereLeft).isTrue();
    }

    private static boolean hasSomeLeftAtTheShutdown(Class<?> sample) {
        try (RunningProgram process = new ForkedJvm().start(sample)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);

            assertThat(exit.status()).as(exit.output()).isZero();
            List<String> lines = exit.output().lines().toList();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("done with "))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, MESSAGES)
                            .mapToObj(i -> "done with message " + i)
                            .toList());
            assertThat(lines).endsWith("the queue is empty after 8 messages");
            int done = lines.indexOf("shutting down");
            assertThat(done).isBetween(3, MESSAGES);
            return done < MESSAGES;
        }
    }
}
