package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;

class WorkerPoolTest {
    private static final Pattern LINE = Pattern.compile("worker ([123]) did (\\d+) of 30 jobs");

    @ParameterizedTest
    @Twins({WorkerPool.class, io.sluice.samples.kotlin.WorkerPool.class})
    void everyJobIsDoneOnceAndTheWorkersShareThem(Class<?> sample) {
        List<String> output = SampleOutput.linesOf(sample);
        List<Matcher> lines =
                output.stream().map(LINE::matcher).filter(Matcher::matches).toList();

        // Nobody hands in a job before each of them has one.
        assertThat(lines).extracting(line -> line.group(1)).containsExactly("1", "2", "3");
        assertThat(lines.stream()
                        .mapToInt(line -> Integer.parseInt(line.group(2)))
                        .sum())
                .isEqualTo(30);
        assertThat(output).endsWith("30 different jobs are done");
    }

    @ParameterizedTest
    @Twins({Worker.class, io.sluice.samples.kotlin.Worker.class})
    void aWorkerWithoutAPoolSaysHowItIsStarted(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly("usage: Worker NAME JOBS DONE, as WorkerPool starts it");
    }
}
