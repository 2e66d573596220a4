package io.sluice.reactor.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.signal.CaptureWay;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A storm of signals while a JVM catches them, starts its event loops and subscribes. */
class SignalsAtTheStartTest {
    private static final int COUNT = 5_000;
    private static final Signal SIGNAL = Signal.realTime(21);

    @ParameterizedTest
    @EnumSource
    void noneIsLostAndTheJvmSurvives(CaptureWay way) {
        assumeTrue(
                way == CaptureWay.BLOCKED_AT_START
                        || System.getProperty("os.arch").equals("amd64"),
                "the handler exists on x86-64 only");
        ForkedJvm jvm = new ForkedJvm();
        if (way == CaptureWay.BLOCKED_AT_START) {
            jvm.under("env", "--block-signal=" + SIGNAL.number());
        }
        try (RunningProgram receiver = jvm.start(Starting.class)) {
            receiver.awaitLine("caught by " + way);
            try (RunningProgram sender = CProgram.of("signal_send").start(receiver.pid(), SIGNAL.number(), 0, COUNT)) {
                assertThat(sender.awaitExit(Bounds.WITH_START).status()).isZero();
                RunningProgram.Exit exit = receiver.awaitExit(Bounds.WITH_START);
                assertThat(exit.output()).endsWith("received " + COUNT + " in order true\n");
                assertThat(exit.status()).isZero();
            }
        }
    }

    /** Begins with an event loop for each hundred signals. */
    static final class Starting {
        public static void main(String[] arguments) {
            SignalCapture capture = SignalCapture.of(SIGNAL);
            System.out.println("caught by " + capture.wayOf(SIGNAL));
            List<Integer> values = new ArrayList<>();
            while (values.size() < COUNT) {
                try (EventLoop loop = EventLoop.create()) {
                    SignalReceiverOptions options =
                            SignalReceiverOptions.create().eventLoop(loop);
                    SignalReceiver.create(capture, options)
                            .receive()
                            .take(100)
                            .doOnNext(caught -> values.add(caught.value()))
                            .blockLast();
                }
            }
            boolean inOrder = true;
            for (int i = 0; i < COUNT; i++) {
                inOrder &= values.get(i) == i;
            }
            System.out.println("received " + values.size() + " in order " + inOrder);
        }
    }
}
