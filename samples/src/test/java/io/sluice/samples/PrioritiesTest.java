package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

class PrioritiesTest {
    @ParameterizedTest
    @Twins({Priorities.class, io.sluice.samples.kotlin.Priorities.class})
    void theHighestPriorityComesFirstAndTheOldestAmongEquals(Class<?> sample) {
        List<String> lines = SampleOutput.linesOf(sample);

        assertThat(lines)
                .containsExactly(
                        "sent       5  first of the fives",
                        "sent      10  the ten",
                        "sent       5  second of the fives",
                        "sent       3  the three",
                        "sent       7  the seven",
                        "received  10  the ten",
                        "received   7  the seven",
                        "received   5  first of the fives",
                        "received   5  second of the fives",
                        "received   3  the three");
    }
}
