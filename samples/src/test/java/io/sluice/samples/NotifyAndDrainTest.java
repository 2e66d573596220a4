package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;

class NotifyAndDrainTest {
    @ParameterizedTest
    @Twins({NotifyAndDrain.class, io.sluice.samples.kotlin.NotifyAndDrain.class})
    void aNotificationIsForAsManyMessagesAsThereAre(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly("notified", "took [one, two]", "notified", "took [three, four, five]");
    }
}
