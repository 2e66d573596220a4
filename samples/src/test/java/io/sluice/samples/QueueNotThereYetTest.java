package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueNotThereYetTest {
    @ParameterizedTest
    @ValueSource(classes = {QueueNotThereYet.class, io.sluice.samples.kotlin.QueueNotThereYet.class})
    void theReceiverWaitsForTheQueueAndForTheOneThatTakesItsPlace(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly(
                        "the owner has made it", "received welcome 1", "the owner has made it", "received welcome 2");
    }
}
