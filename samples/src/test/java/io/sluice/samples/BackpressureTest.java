package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;

class BackpressureTest {
    private static final int MESSAGES = 30;
    private static final int QUEUE = 10;
    private static final Pattern LINE =
            Pattern.compile("done with message (\\d+) +(\\d+) in the queue of 10, +(\\d+) sent");
    private static final Pattern END = Pattern.compile("the sender was done after (\\d+) ms, nearly all of it waiting");

    @ParameterizedTest
    @Twins({Backpressure.class, io.sluice.samples.kotlin.Backpressure.class})
    void theQueueFillsAndTheSenderWaitsForTheSubscriber(Class<?> sample) {
        List<String> lines = SampleOutput.linesOf(sample);

        assertThat(lines).hasSize(MESSAGES + 1);
        int fullest = 0;
        for (int done = 1; done <= MESSAGES; done++) {
            Matcher line = matched(LINE, lines.get(done - 1));
            assertThat(line.group(1)).isEqualTo(Integer.toString(done));
            fullest = Math.max(fullest, Integer.parseInt(line.group(2)));
            assertThat(Integer.parseInt(line.group(3)))
                    .as("sent: what was received, and what the queue holds")
                    .isLessThanOrEqualTo(done + QUEUE);
        }
        assertThat(fullest).isEqualTo(QUEUE);
        // The last message has to wait until 20 were received, and 19 of those were worked on for 50 ms.
        assertThat(Integer.parseInt(matched(END, lines.get(MESSAGES)).group(1))).isGreaterThanOrEqualTo(900);
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher;
    }
}
