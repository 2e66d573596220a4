package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueNotThereYetTest {
    @ParameterizedTest
    @ValueSource(classes = {QueueNotThereYet.class, io.sluice.samples.kotlin.QueueNotThereYet.class})
    void itIsTriedAgainUntilTheOwnerHasMadeIt(Class<?> sample) {
        List<String> lines = SampleOutput.linesOf(sample);

        int made = lines.indexOf("the owner has made it");
        assertThat(made).isPositive();
        assertThat(lines.subList(0, made))
                .allSatisfy(line ->
                        assertThat(line).startsWith("mq_open(/sluice-later-").contains("ENOENT"));
        assertThat(lines).endsWith("received welcome");
    }
}
