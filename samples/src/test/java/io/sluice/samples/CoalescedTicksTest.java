package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescedTicksTest {
    @Test
    void theIntervalOverflowsAndTheTimerCounts() {
        List<String> lines = SampleOutput.linesOf(CoalescedTicks::main);
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
