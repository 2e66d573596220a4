package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;

class RequestReplyOverTwoQueuesTest {
    @ParameterizedTest
    @Twins({RequestReplyOverTwoQueues.class, io.sluice.samples.kotlin.RequestReplyOverTwoQueues.class})
    void everyReplyFindsWhoAsked(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly("backpressure has 12 letters", "queue has 5 letters", "sluice has 6 letters");
    }
}
