package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.blocking.WakeSignal;
import io.sluice.errno.ClosedHandleException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals are caught in this JVM, and read one by one. */
class SignalCaptureTest {
    /** Of this class alone: it stays caught. */
    private static final Signal SIGNAL = Signal.realTime(11);

    private static final long SELF = ProcessHandle.current().pid();

    @BeforeEach
    void requireHandler() {
        assumeTrue(
                HandlerCode.exists(),
                "without the handler, signals are caught only where they were blocked at the start");
    }

    private static CaughtSignal read(SignalFd signals) {
        List<CaughtSignal> caught = new ArrayList<>();
        Bounds.await("a signal").until(() -> {
            CaughtSignal signal = signals.tryRead();
            if (signal != null) {
                caught.add(signal);
            }
            return signal != null;
        });
        return caught.get(0);
    }

    @Test
    @Conforms("signalfd01")
    void aSignalOfACProcessIsReadWithItsSenderAndValue() {
        SignalCapture capture = SignalCapture.of(SIGNAL);
        assertThat(capture.wayOf(SIGNAL)).isEqualTo(CaptureWay.HANDLER);
        try (SignalFd signals = capture.open();
                RunningProgram sender = CProgram.of("signal_send").start(SELF, SIGNAL.number(), -7, 3)) {
            assertThat(sender.awaitExit(Bounds.WITH_START).status()).isZero();
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                CaughtSignal caught = read(signals);
                assertThat(caught.signal()).isEqualTo(SIGNAL);
                assertThat(caught.senderPid()).isEqualTo((int) sender.pid());
                assertThat(caught.hasValue()).isTrue();
                values.add(caught.value());
            }
            // A thread that is older than the capture and ends meanwhile puts one behind the others.
            assertThat(values).containsExactlyInAnyOrder(-7, -6, -5);
            assertThat(signals.tryRead()).isNull();
        }
    }

    @Test
    void killHasNoValue() {
        try (SignalFd signals = SignalCapture.of(SIGNAL).open()) {
            SIGNAL.sendTo(SELF);
            CaughtSignal caught = read(signals);
            assertThat(caught).isEqualTo(new CaughtSignal(SIGNAL, 0, (int) SELF, caught.senderUid(), 0, 0));
            assertThat(caught.hasValue()).isFalse();
        }
    }

    @Test
    void theLowestNumberIsReadFirst() {
        Signal higher = Signal.realTime(12);
        try (SignalFd signals = SignalCapture.of(higher, SIGNAL).open()) {
            assertThat(signals.signals()).containsExactly(SIGNAL, higher);
            // A thread that is older than the capture and ends meanwhile may put the lower one behind the other.
            boolean lowestFirst = isLowestReadFirst(signals, higher);
            for (int i = 0; i < 5 && !lowestFirst; i++) {
                lowestFirst = isLowestReadFirst(signals, higher);
            }
            assertThat(lowestFirst).isTrue();
        }
    }

    private static boolean isLowestReadFirst(SignalFd signals, Signal higher) {
        higher.sendTo(SELF, 1);
        SIGNAL.sendTo(SELF, 2);
        List<Integer> values = List.of(read(signals).value(), read(signals).value());
        assertThat(values).containsExactlyInAnyOrder(1, 2);
        return values.get(0) == 2;
    }

    @Test
    void whatNobodyReadStaysPendingForTheNextDescriptor() {
        SignalCapture capture = SignalCapture.of(SIGNAL);
        capture.open().close();
        SIGNAL.sendTo(SELF, 11);
        try (SignalFd one = capture.open();
                SignalFd other = capture.open()) {
            assertThat(read(other).value()).isEqualTo(11);
            assertThat(one.tryRead()).isNull();
        }
    }

    @Test
    void aClosedDescriptorRefuses() {
        SignalFd signals = SignalCapture.of(SIGNAL).open();
        signals.close();
        signals.close();
        assertThat(signals.isOpen()).isFalse();
        assertThat(signals).hasToString("SignalFd([SIGRTMIN+11], closed)");
        assertThatThrownBy(signals::tryRead).isInstanceOf(ClosedHandleException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUIT | SIGQUIT cannot be caught in this JVM. The JVM prints its threads",
                "ILL | notices errors of its own code",
                "TRAP | notices errors of its own code",
                "BUS | notices errors of its own code",
                "FPE | notices errors of its own code",
                "SEGV | notices errors of its own code",
                "KILL | The kernel lets no process catch it.",
                "STOP | The kernel lets no process catch it.",
                "USR2 | The JVM suspends its threads by it.",
                "PIPE | a write to a broken pipe",
                "XFSZ | Other code of this process handles it already.",
                "RTMAX-2 | The JDK interrupts the threads",
                "HUP | say so: SignalCapture.replacingShutdown(...).",
                "INT | say so: SignalCapture.replacingShutdown(...).",
                "TERM | say so: SignalCapture.replacingShutdown(...)."
            })
    @Conforms("kill07")
    void whatMustNotBeCaughtIsRefusedWithTheReason(String name, String reason) {
        Signal signal = Signal.named(name);
        assertThatThrownBy(() -> SignalCapture.of(SIGNAL, signal))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.signal()).isEqualTo(signal))
                .hasMessageContaining(reason);
    }

    @Test
    void nothingToCatchIsRefused() {
        assertThatThrownBy(SignalCapture::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignalCapture.of(SIGNAL).wayOf(Signal.USR1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SIGUSR1 is not among [SIGRTMIN+11].");
    }

    @Test
    void theWakeSignalIsRefused() {
        Signal wake = Signal.of(WakeSignal.installed().number());
        assertThatThrownBy(() -> SignalCapture.of(wake))
                .isInstanceOf(CaptureRefusedException.class)
                .hasMessageEndingWith("Sluice interrupts its own threads by it. -Dio.sluice.signal=NUMBER makes it use"
                        + " another one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handler", "blocked"})
    void theWakeSignalIsNotOneThatIsCaught(String way) {
        ForkedJvm jvm = new ForkedJvm();
        if (way.equals("blocked")) {
            jvm.under("env", "--block-signal=61");
        }
        try (RunningProgram process = jvm.start(WakeSignalBehindCapture.class)) {
            assertThat(process.awaitExit(Bounds.WITH_START).output())
                    .isEqualTo((way.equals("blocked") ? "BLOCKED_AT_START" : "HANDLER") + ", wake signal 60\n");
        }
    }

    /** Catches the signal that the library would take. */
    static final class WakeSignalBehindCapture {
        public static void main(String[] arguments) {
            CaptureWay way = SignalCapture.of(Signal.of(61)).wayOf(Signal.of(61));
            System.out.println(way + ", wake signal " + WakeSignal.installed().number());
        }
    }
}
