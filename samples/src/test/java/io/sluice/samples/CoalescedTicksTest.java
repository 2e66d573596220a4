package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoalescedTicksTest {
    @ParameterizedTest
    @ValueSource(classes = {CoalescedTicks.class})
    void theIntervalOverflowsAndTheTimerCounts(Class<?> sample) {
        List<String> lines = SampleOutput.linesOf(sample);
        List<String> interval =
                lines.stream().filter(line -> line.startsWith("Flux.interval")).toList();
        List<String> timer =
                lines.stream().filter(line -> line.startsWith("Timers.every")).toList();

        assertThat(interval.get(interval.size() - 1)).contains("lack of requests");
        assertThat(timer).hasSize(5);
        assertThat(timer.subList(1, 5))
                .allSatisfy(line ->
                        assertThat(Long.parseLong(line.replaceAll("\\D", ""))).isGreaterThanOrEqualTo(10));
    }
}
