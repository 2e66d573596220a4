package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;

class QueueNotThereYetTest {
    @ParameterizedTest
    @Twins({QueueNotThereYet.class, io.sluice.samples.kotlin.QueueNotThereYet.class})
    void theReceiverWaitsForTheQueueAndForTheOneThatTakesItsPlace(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly(
                        "the owner has made it", "received welcome 1", "the owner has made it", "received welcome 2");
    }
}
