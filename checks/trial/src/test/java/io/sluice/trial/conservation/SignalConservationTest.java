package io.sluice.trial.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.signal.Signal;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real-time signals of a C program come in order with their values, while threads come and go and a collector works. */
class SignalConservationTest {
    private static final int COUNT = Trial.rounds(5_000, 100_000);
    private static final Signal SIGNAL = Signal.realTime(22);

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void noneIsLostOrOutOfOrderOnAnyCollector(String collector) throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the handler exists on x86-64 only");
        String flag = "-XX:+Use" + collector + "GC";
        assumeTrue(exists(flag), "this JVM has no such collector: " + flag);
        try (RunningProgram receiver =
                new ForkedJvm().flags("-XX:-UseSerialGC", flag).start(ChurningReceiver.class, COUNT, SIGNAL.name())) {
            receiver.awaitLine("catching by HANDLER");
            try (RunningProgram sender = CProgram.of("signal_send").start(receiver.pid(), SIGNAL.number(), 0, COUNT)) {
                RunningProgram.Exit sent = sender.awaitExit(Bounds.SOON.multipliedBy(Trial.rounds(1, 10)));
                assertThat(sent.status()).as(sent.output()).isZero();
                RunningProgram.Exit exit = receiver.awaitExit(Bounds.WITH_START);
                assertThat(exit.output()).contains("received " + COUNT + ", out of order 0;");
                assertThat(exit.status()).isZero();
                String output = exit.output().strip();
                Row.of("conservation", "real-time signals, " + collector)
                        .value("sent", COUNT)
                        .value("received here", COUNT)
                        .value("also", output.substring(output.lastIndexOf("; ") + 2))
                        .done();
            }
        }
    }

    private static boolean exists(String flag) throws IOException, InterruptedException {
        return new ProcessBuilder(Programs.java(), flag, "-version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
