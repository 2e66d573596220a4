package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescedTicksTest {
    @Test
    void theIntervalOverflowsAndTheTimerCounts() {
        List<String> lines = SampleOutput.linesOf(CoalescedTicks.class);
        List<String> interval = beginning(lines, "Flux.interval");

        assertThat(interval.get(interval.size() - 1)).contains("lack of requests");
        assertCounted(beginning(lines, "Timers.every"));
    }

    @Test
    void aLoopOfDelayMissesTicksAndTheTimerCountsThem() {
        List<String> lines = SampleOutput.linesOf(io.sluice.samples.kotlin.CoalescedTicks.class);

        assertThat(beginning(lines, "delay")).hasSize(5);
        assertCounted(beginning(lines, "awaitExpiration"));
    }

    private static List<String> beginning(List<String> lines, String with) {
        return lines.stream().filter(line -> line.startsWith(with)).toList();
    }

    private static void assertCounted(List<String> ticks) {
        assertThat(ticks).hasSize(5);
        assertThat(ticks.subList(1, 5))
                .allSatisfy(line ->
                        assertThat(Long.parseLong(line.replaceAll("\\D", ""))).isGreaterThanOrEqualTo(10));
    }
}
