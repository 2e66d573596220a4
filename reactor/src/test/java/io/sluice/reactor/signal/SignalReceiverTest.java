package io.sluice.reactor.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.reactor.Probe;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalFd;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Signals as a stream: demand, competing streams, ends. Order is asserted in JVMs of their own: here end threads that are older
 * than the capture, and such a thread may be hit once more by a signal, which then comes behind others.
 */
class SignalReceiverTest {
    /** Of this class alone: it stays caught. */
    private static final Signal SIGNAL = Signal.realTime(15);

    private static final long SELF = ProcessHandle.current().pid();

    private SignalCapture capture;

    @BeforeEach
    void capture() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the handler exists on x86-64 only");
        capture = SignalCapture.of(SIGNAL);
    }

    @AfterEach
    void nothingIsLeftPending() {
        try (SignalFd signals = capture.open()) {
            assertThat(signals.tryRead()).isNull();
        }
    }

    private static List<Integer> values(Probe<CaughtSignal> probe) {
        return probe.received().stream().map(CaughtSignal::value).toList();
    }

    private static List<Integer> range(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }

    @Test
    void signalsOfACProcessComeWithTheirValues() {
        Probe<CaughtSignal> probe = Probe.of(SignalReceiver.create(capture).receive(), Long.MAX_VALUE);
        try (RunningProgram sender = CProgram.of("signal_send").start(SELF, SIGNAL.number(), 0, 2_000)) {
            probe.awaitReceived(2_000);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
            assertThat(values(probe)).containsExactlyInAnyOrderElementsOf(range(0, 2_000));
            assertThat(probe.received())
                    .allSatisfy(caught -> assertThat(caught.senderPid()).isEqualTo((int) sender.pid()));
        }
        probe.cancel();
    }

    @Test
    void onlyDemandTakesASignal() {
        Probe<CaughtSignal> probe = Probe.of(SignalReceiver.create(capture).receive(), 0);
        for (int i = 0; i < 5; i++) {
            SIGNAL.sendTo(SELF, i);
        }
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isZero();
        probe.request(2);
        probe.awaitReceived(2);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isEqualTo(2);
        probe.cancel();
        Probe<CaughtSignal> next = Probe.of(SignalReceiver.create(capture).receive(), 3);
        next.awaitReceived(3);
        List<Integer> all = new ArrayList<>(values(probe));
        all.addAll(values(next));
        assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        next.cancel();
    }

    @Test
    void streamsOfOneSignalCompete() {
        SignalReceiver receiver = SignalReceiver.create(capture);
        Probe<CaughtSignal> one = Probe.of(receiver.receive(), 300);
        Probe<CaughtSignal> other = Probe.of(receiver.receive(), 200);
        for (int i = 0; i < 500; i++) {
            SIGNAL.sendTo(SELF, i);
        }
        one.awaitReceived(300);
        other.awaitReceived(200);
        List<Integer> all = new ArrayList<>(values(one));
        all.addAll(values(other));
        assertThat(all).containsExactlyInAnyOrderElementsOf(range(0, 500));
        one.cancel();
        other.cancel();
    }

    @Test
    void whatIsSentBehindACancelStaysPending() {
        for (int round = 0; round < 200; round++) {
            Probe<CaughtSignal> probe = Probe.of(SignalReceiver.create(capture).receive(), Long.MAX_VALUE);
            probe.cancel();
            SIGNAL.sendTo(SELF, round);
            Probe<CaughtSignal> next = Probe.of(SignalReceiver.create(capture).receive(), 1);
            next.awaitReceived(1);
            assertThat(values(next)).containsExactly(round);
            assertThat(probe.receivedCount()).isZero();
            next.cancel();
        }
    }

    @Test
    void aStopCompletesItsStreamsAndLosesNothing() {
        SignalReceiver receiver = SignalReceiver.create(capture);
        Probe<CaughtSignal> probe = Probe.of(receiver.receive(), Long.MAX_VALUE);
        SIGNAL.sendTo(SELF, 1);
        probe.awaitReceived(1);
        receiver.stop();
        receiver.stop();
        assertThat(probe.awaitEnd()).isNull();
        SIGNAL.sendTo(SELF, 2);
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isNull();
        Probe<CaughtSignal> next = Probe.of(SignalReceiver.create(capture).receive(), 1);
        next.awaitReceived(1);
        assertThat(values(next)).containsExactly(2);
        next.cancel();
    }

    @Test
    void aClosedLoopIsAnError() {
        EventLoop loop = EventLoop.create();
        SignalReceiver receiver =
                SignalReceiver.create(capture, SignalReceiverOptions.create().eventLoop(loop));
        Probe<CaughtSignal> probe = Probe.of(receiver.receive(), 1);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    /** Each closes its descriptor: the leak check of this class would find it. */
    @Test
    void subscribersThatComeAndGoLoseNothing() {
        int count = 1_000;
        List<Integer> all = new ArrayList<>();
        try (RunningProgram sender = CProgram.of("signal_send").start(SELF, SIGNAL.number(), 0, count)) {
            while (all.size() < count) {
                int most = 1 + all.size() % 7;
                Probe<CaughtSignal> probe =
                        Probe.of(SignalReceiver.create(capture).receive(), most);
                int missing = Math.min(most, count - all.size());
                probe.awaitReceived(missing);
                probe.cancel();
                assertThat(probe.receivedCount()).isEqualTo(missing);
                all.addAll(values(probe));
            }
            assertThat(all).containsExactlyInAnyOrderElementsOf(range(0, count));
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }
}
