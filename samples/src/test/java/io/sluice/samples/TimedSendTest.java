package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

class TimedSendTest {
    @ParameterizedTest
    @Twins({TimedSend.class, io.sluice.samples.kotlin.TimedSend.class})
    void aSendTimesOutOnAFullQueueAndTheNextOneGetsTheRoom(Class<?> sample) {
        List<String> lines = SampleOutput.linesOf(sample);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).isEqualTo("one: sent, and the queue of 1 is full");
        assertThat(lines.get(1))
                .startsWith("two: mq_timedsend(/sluice-timed-send-")
                .contains("ETIMEDOUT");
        assertThat(lines.subList(2, 4))
                .containsExactlyInAnyOrder("one: received", "three: sent, as soon as there was room");
        assertThat(lines.get(4)).isEqualTo("three: received, and two never came");
    }
}
