package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to catch signals, each in a JVM of its own that starts threads all the time. */
class CaptureInOtherJvmsTest {
    private static final int COUNT = 2_000;

    /** None that the tests catch in their own JVM: its children have those blocked. */
    private static final Signal SIGNAL = Signal.realTime(20);

    private static ForkedJvm jvm(CaptureWay way, String signals) {
        assumeTrue(way == CaptureWay.BLOCKED_AT_START || HandlerCode.exists(), "the handler exists on x86-64 only");
        ForkedJvm jvm = new ForkedJvm();
        return way == CaptureWay.HANDLER ? jvm : jvm.under("env", "--block-signal=" + signals);
    }

    @ParameterizedTest
    @EnumSource
    void realTimeSignalsComeInOrderWithTheirValues(CaptureWay way) {
        try (RunningProgram receiver =
                jvm(way, Integer.toString(SIGNAL.number())).start(Receiver.class, COUNT, SIGNAL.name())) {
            receiver.awaitLine("catching by " + way);
            try (RunningProgram sender = CProgram.of("signal_send").start(receiver.pid(), SIGNAL.number(), 0, COUNT)) {
                assertThat(sender.awaitExit(Bounds.WITH_START).status()).isZero();
                RunningProgram.Exit exit = receiver.awaitExit(Bounds.WITH_START);
                assertThat(exit.output()).contains("received " + COUNT + ", out of order 0\n");
                assertThat(exit.status()).isZero();
            }
        }
    }

    /** The sender waits while the limit is reached, and nothing is lost. */
    @ParameterizedTest
    @EnumSource
    void theLimitOfPendingSignalsHoldsTheSenderUp(CaptureWay way) {
        ForkedJvm jvm = jvm(way, Integer.toString(SIGNAL.number())).under(Programs.limit("--sigpending=100"));
        try (RunningProgram receiver = jvm.start(Receiver.class, COUNT, SIGNAL.name(), "late")) {
            receiver.awaitLine("catching by " + way);
            try (RunningProgram sender = CProgram.of("signal_send").start(receiver.pid(), SIGNAL.number(), 0, COUNT)) {
                sender.awaitLine("waiting");
                receiver.say("read");
                assertThat(sender.awaitExit(Bounds.WITH_START).output()).contains("sent " + COUNT + ", refused ");
                assertThat(receiver.awaitExit(Bounds.WITH_START).output())
                        .contains("received " + COUNT + ", out of order 0\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"USR1", "HUP", "INT", "TERM"})
    void aStandardSignalDoesNotEndTheJvm(String name) {
        try (RunningProgram receiver = jvm(CaptureWay.HANDLER, "").start(Receiver.class, 20, name)) {
            receiver.awaitLine("catching by HANDLER");
            Signal signal = Signal.named(name);
            for (int i = 0; i < 20; i++) {
                signal.sendTo(receiver.pid());
                receiver.awaitLine(
                        name + " " + i + " of " + ProcessHandle.current().pid());
            }
            RunningProgram.Exit exit = receiver.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).contains("received 20, out of order 0\n");
            assertThat(exit.status()).isZero();
        }
    }

    @Test
    void aSignalThatTheJvmWasStartedWithAsBlockedNeedsNoHandler() {
        try (RunningProgram receiver = jvm(CaptureWay.BLOCKED_AT_START, "USR1").start(Receiver.class, 1, "USR1")) {
            receiver.awaitLine("catching by BLOCKED_AT_START");
            Signal.USR1.sendTo(receiver.pid());
            assertThat(receiver.awaitExit(Bounds.WITH_START).output()).contains("received 1, out of order 0\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseSerialGC -Xint"})
    void theJvmFindsNothingWrongWithTheHandler(String flags) {
        // Without the flag of a collector, a JVM with one processor would choose the serial one, and find it turned
        // off.
        ForkedJvm jvm = jvm(CaptureWay.HANDLER, "")
                .flags("-XX:-UseSerialGC", "-Xcheck:jni")
                .flags(flags.split(" ", -1));
        try (RunningProgram receiver = jvm.start(Receiver.class, COUNT, SIGNAL.name())) {
            receiver.awaitLine("catching by HANDLER");
            try (RunningProgram sender = CProgram.of("signal_send").start(receiver.pid(), SIGNAL.number(), 0, COUNT)) {
                assertThat(sender.awaitExit(Bounds.WITH_START).status()).isZero();
                RunningProgram.Exit exit = receiver.awaitExit(Bounds.WITH_START);
                assertThat(exit.output())
                        .contains("received " + COUNT + ", out of order 0\n")
                        .doesNotContain("handler", "FATAL");
                assertThat(exit.status()).isZero();
            }
        }
    }

    /** Ten seconds pass until it is refused. */
    @LongTest
    @Test
    void atTheLimitACaptureIsRefusedAndEachSignalDoesWhatItDidBefore() {
        ForkedJvm jvm = jvm(CaptureWay.HANDLER, "").under(Programs.limit("--sigpending=0"));
        try (RunningProgram refused = jvm.start(AtTheLimit.class)) {
            refused.awaitLine("refused");
            Signal.TERM.sendTo(refused.pid());
            RunningProgram.Exit exit = refused.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).contains("RLIMIT_SIGPENDING");
            assertThat(exit.status()).isEqualTo(128 + Signal.TERM.number());
        }
    }

    /** Captures while no signal may be pending, and then waits for its end. */
    static final class AtTheLimit {
        public static void main(String[] arguments) throws IOException {
            try {
                SignalCapture capture = SignalCapture.replacingShutdown(Signal.TERM, Signal.USR1);
                System.out.println("captured " + capture);
            } catch (CaptureRefusedException e) {
                System.out.println(e.getMessage());
                System.out.println("refused");
            }
            assertThat(System.in.read()).isPositive();
        }
    }

    /** Reads signals while threads come and go. */
    static final class Receiver {
        public static void main(String[] arguments) throws IOException {
            int count = Integer.parseInt(arguments[0]);
            Signal signal = Signal.named(arguments[1]);
            boolean late = arguments.length > 2;
            AtomicInteger ended = churn();
            SignalCapture capture = SignalCapture.replacingShutdown(signal);
            // A thread that is older than the capture unblocks the signal when it ends.
            int before = ended.get();
            Bounds.awaitSpinning("the end of the older threads", () -> ended.get() >= before + 2);
            try (SignalFd signals = capture.open()) {
                System.out.println("catching by " + capture.wayOf(signal));
                if (late) {
                    assertThat(System.in.read()).isPositive(); // the sender has reached the limit
                }
                int received = 0;
                int outOfOrder = 0;
                while (received < count) {
                    CaughtSignal caught = signals.tryRead();
                    if (caught == null) {
                        Thread.onSpinWait();
                        continue;
                    }
                    if (!signal.isRealTime()) {
                        System.out.println(arguments[1] + " " + received + " of " + caught.senderPid());
                    } else if (caught.value() != received) {
                        outOfOrder++;
                    }
                    received++;
                }
                System.out.println("received " + received + ", out of order " + outOfOrder);
            }
        }

        /** Starts a thread when the one before has ended, and counts those. */
        private static AtomicInteger churn() {
            AtomicInteger ended = new AtomicInteger();
            Thread churning = new Thread(() -> {
                while (true) {
                    Thread thread = new Thread(() -> {});
                    thread.start();
                    try {
                        thread.join();
                        ended.incrementAndGet();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            churning.setDaemon(true);
            churning.start();
            return ended;
        }
    }
}
