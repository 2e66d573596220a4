package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;

class ThermostatTest {
    private static final Pattern LINE = Pattern.compile("(\\d+\\.\\d) degrees: (on|off|stop)");

    @ParameterizedTest
    @Twins({Thermostat.class, io.sluice.samples.kotlin.Thermostat.class})
    void theServiceSwitchesByTheDaemonsReadingsAndTheDaemonObeys(Class<?> sample) {
        CProgram.requireCompiler();

        List<String> lines = SampleOutput.linesOf(sample);

        List<Matcher> switched =
                lines.stream().map(LINE::matcher).filter(Matcher::matches).toList();
        assertThat(switched).extracting(line -> line.group(2)).containsExactly("on", "off", "on", "off", "stop");
        // It gets warm only where the daemon has obeyed, and cold again likewise.
        assertThat(switched)
                .extracting(line -> Double.parseDouble(line.group(1)))
                .satisfiesExactly(
                        cold -> assertThat(cold).isLessThanOrEqualTo(19),
                        warm -> assertThat(warm).isGreaterThanOrEqualTo(21),
                        cold -> assertThat(cold).isLessThanOrEqualTo(19),
                        warm -> assertThat(warm).isGreaterThanOrEqualTo(21),
                        cold -> assertThat(cold).isLessThanOrEqualTo(19));
        assertThat(lines).endsWith("the daemon has stopped");
    }

    @ParameterizedTest
    @Twins({Thermostat.class, io.sluice.samples.kotlin.Thermostat.class})
    void withoutACompilerItSaysSo(Class<?> sample) {
        try (RunningProgram process =
                new ForkedJvm().under("/usr/bin/env", "PATH=/nonexistent").start(sample)) {
            assertThat(process.awaitExit(Bounds.WITH_START))
                    .isEqualTo(new RunningProgram.Exit(
                            0, "this sample needs a C compiler, and there is none on the PATH\n"));
        }
    }
}
