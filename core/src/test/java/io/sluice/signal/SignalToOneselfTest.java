package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM that was started with signals blocked sends them to itself. */
class SignalToOneselfTest {
    private static final int COUNT = 4;

    private static String outputOf(Class<?> main) {
        String blocked = "--block-signal=34,35,36,37";
        try (RunningProgram jvm = new ForkedJvm().under("env", blocked).start(main)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }

    private static SignalCapture captured() {
        return SignalCapture.of(Signal.realTime(0), Signal.realTime(1), Signal.realTime(2), Signal.realTime(3));
    }

    @Test
    @Conforms({"kill 1-1", "kill 8", "sigqueue 6-1", "rt_sigqueueinfo01", "signalfd01"})
    void aSignalHasArrivedWhenTheCallReturns() {
        assertThat(outputOf(Immediately.class))
                .contains("SIGRTMIN code 0 value 0\n")
                .contains("SIGRTMIN+1 code -1 value 42\n")
                .endsWith("null\n");
    }

    /** Reads each signal right behind the call that has sent it. */
    static final class Immediately {
        private Immediately() {}

        public static void main(String[] arguments) {
            long self = ProcessHandle.current().pid();
            try (SignalFd signals = captured().open()) {
                Signal.realTime(0).sendTo(self);
                say(signals.tryRead());
                Signal.realTime(1).sendTo(self, 42);
                say(signals.tryRead());
                System.out.println(signals.tryRead());
            }
        }

        private static void say(CaughtSignal caught) {
            System.out.println(caught.signal() + " code " + caught.code() + " value " + caught.value());
        }
    }

    @Test
    @Conforms({"sigqueue 4-1", "sigqueue 7-1", "sigqueue 8-1"})
    void pendingSignalsAreAllReadAndTheLowestNumberFirst() {
        assertThat(outputOf(Descending.class)).isEqualTo("[0, 10, 20, 1, 11, 21, 2, 12, 22, 3, 13, 23]\n");
    }

    /** Sends the higher numbers first. */
    static final class Descending {
        private Descending() {}

        public static void main(String[] arguments) {
            long self = ProcessHandle.current().pid();
            try (SignalFd signals = captured().open()) {
                for (int round = 0; round < 3; round++) {
                    for (int index = COUNT - 1; index >= 0; index--) {
                        Signal.realTime(index).sendTo(self, 10 * round + index);
                    }
                }
                List<Integer> values = new ArrayList<>();
                for (CaughtSignal caught = signals.tryRead(); caught != null; caught = signals.tryRead()) {
                    values.add(caught.value());
                }
                System.out.println(values);
            }
        }
    }

    @Test
    @Conforms({"signalfd4_01", "signalfd4_02"})
    void theDescriptorIsClosedByAnExecAndNeverBlocks() {
        assertThat(outputOf(Flags.class)).isEqualTo("close on exec true, non-blocking true\n");
    }

    /** Shows how the descriptor was made. */
    static final class Flags {
        private static final int CLOSE_ON_EXEC = 02000000;
        private static final int NON_BLOCKING = 04000;

        private Flags() {}

        public static void main(String[] arguments) throws IOException {
            try (SignalFd signals = captured().open()) {
                String flags =
                        Files.readAllLines(Path.of("/proc/self/fdinfo/" + DescriptorNumbers.of(signals))).stream()
                                .filter(line -> line.startsWith("flags:"))
                                .findFirst()
                                .orElseThrow();
                int bits =
                        Integer.parseInt(flags.substring(flags.indexOf(':') + 1).strip(), 8);
                System.out.println("close on exec " + ((bits & CLOSE_ON_EXEC) != 0) + ", non-blocking "
                        + ((bits & NON_BLOCKING) != 0));
            }
        }
    }
}
