package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalSamplesTest {
    @ParameterizedTest
    @CsvSource({
        "io.sluice.samples.CatchSignals, io.sluice.samples.kotlin.SendSignal",
        "io.sluice.samples.kotlin.CatchSignals, io.sluice.samples.SendSignal"
    })
    void oneSampleCatchesWhatTheOtherSendsAndEndsAtTheThird(Class<?> catching, Class<?> sending) {
        assumeTrue(
                System.getProperty("os.arch").equals("amd64"), "signals are caught without a launcher on x86-64 only");
        long self = ProcessHandle.current().pid();
        try (RunningProgram process = new ForkedJvm().start(catching, "USR1", "RTMIN+18")) {
            assertThat(process.line()).isEqualTo("process " + process.pid() + " ends at the third SIGUSR1");
            process.awaitLine("tick");
            String pid = Long.toString(process.pid());
            assertThat(SampleOutput.linesOf(sending, pid, "rtmin+18", "42"))
                    .containsExactly("SIGRTMAX-12 sent to process " + pid);
            process.awaitLine("SIGRTMAX-12 (Real-time signal 18) from process " + self + ", value 42");
            for (int i = 0; i < 3; i++) {
                SampleOutput.linesOf(sending, pid, "USR1");
                process.awaitLine("SIGUSR1 (User defined signal 1) from process " + self + ", value 0");
            }
            assertThat(process.awaitExit(Bounds.WITH_START).status()).isZero();
        }
    }

    @ParameterizedTest
    @Twins({SendSignal.class, io.sluice.samples.kotlin.SendSignal.class})
    void whatCannotBeSentIsReported(Class<?> sending) {
        assertThat(SampleOutput.linesOf(sending)).containsExactly("arguments: PID SIGNAL [VALUE]");
        assertThat(SampleOutput.linesOf(sending, "4194304", "USR1"))
                .singleElement()
                .asString()
                .contains("ESRCH");
        String self = Long.toString(ProcessHandle.current().pid());
        assertThat(SampleOutput.linesOf(sending, self, "USER1"))
                .containsExactly("There is no signal 'USER1'. Did you mean SIGUSR1?");
    }
}
