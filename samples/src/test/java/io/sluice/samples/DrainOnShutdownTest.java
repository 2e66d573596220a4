package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.CProcess;
import io.sluice.testing.ForkedJvm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainOnShutdownTest {
    private static final int MESSAGES = 8;

    @ParameterizedTest
    @ValueSource(classes = {DrainOnShutdown.class, io.sluice.samples.kotlin.DrainOnShutdown.class})
    void whatIsInTheQueueIsWorkedOnBeforeTheJvmEnds(Class<?> sample) {
        try (CProcess process = new ForkedJvm().start(sample)) {
            CProcess.Exit exit = process.awaitExit(Bounds.SOON);

            assertThat(exit.status()).as(exit.output()).isZero();
            List<String> lines = exit.output().lines().toList();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("done with "))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, MESSAGES)
                            .mapToObj(i -> "done with message " + i)
                            .toList());
            assertThat(lines.indexOf("shutting down")).isBetween(3, MESSAGES - 1);
            assertThat(lines).endsWith("the queue is empty after 8 messages");
        }
    }
}
