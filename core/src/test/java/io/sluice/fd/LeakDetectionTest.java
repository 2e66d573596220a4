package io.sluice.fd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.LeakReports;
import org.junit.jupiter.api.Test;

class LeakDetectionTest {
    @Test
    void levelsHaveTheNamesThatThePropertyTakes() {
        assertThat(LeakDetection.of("disabled")).isEqualTo(LeakDetection.DISABLED);
        assertThat(LeakDetection.of("simple")).isEqualTo(LeakDetection.SIMPLE);
        assertThat(LeakDetection.of("paranoid")).isEqualTo(LeakDetection.PARANOID);
        assertThat(LeakDetection.of(null)).isEqualTo(LeakDetection.SIMPLE);
        assertThat(LeakDetection.level()).as("the level of every test").isEqualTo(LeakDetection.PARANOID);
    }

    @Test
    void anUnknownLevelIsTheDefaultAndSaysSo() {
        assertThat(LeakDetection.of("all")).isEqualTo(LeakDetection.SIMPLE);
        assertThat(LeakReports.await("-Dio.sluice.leakDetection=all is no level")
                        .getMessage())
                .endsWith("so it is simple; there are [disabled, simple, paranoid].");
    }
}
