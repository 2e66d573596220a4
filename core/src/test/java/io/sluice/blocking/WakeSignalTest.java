package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the signal. It is made once for each JVM, so most of this happens in others. */
class WakeSignalTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void aJvmThatNeverLoadedItsNetworkClassesIsNotKilled() {
        RunningProgram.Exit exit = run(new ForkedJvm(), "fresh");
        assertThat(exit.output()).isEqualTo("signal 61\ninterrupted\n");
        assertThat(exit.status()).isZero();
    }

    @Test
    void theNetworkClassesMayBeLoadedAfterwards() {
        RunningProgram.Exit exit = run(new ForkedJvm(), "network");
        assertThat(exit.output()).isEqualTo("signal 61\ninterrupted\ninterrupted\n");
        assertThat(exit.status()).isZero();
    }

    @Test
    void thePropertyChoosesTheSignal() {
        RunningProgram.Exit exit = run(new ForkedJvm().flags("-Dio.sluice.signal=40"), "fresh");
        assertThat(exit.output()).isEqualTo("signal 40\ninterrupted\n");
        assertThat(exit.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9", "33", "65", "2147483647", "", "SIGUSR1"})
    void aNumberThatIsNoRealTimeSignalIsRefused(String number) {
        RunningProgram.Exit exit = run(new ForkedJvm().flags("-Dio.sluice.signal=" + number), "fresh");
        assertThat(exit.output())
                .contains("IllegalStateException: io.sluice.signal=" + number
                        + " is not a real-time signal: choose one from 34 to 64.");
        assertThat(exit.status()).isEqualTo(1);
    }

    @Test
    void aSignalThatSomebodyHandlesIsRefused() {
        RunningProgram.Exit exit = run(new ForkedJvm().flags("-Dio.sluice.signal=40", "-Dtaken=40"), "fresh");
        assertThat(exit.output())
                .contains("IllegalStateException: Signal 40, which io.sluice.signal asks for, is handled or blocked by"
                        + " somebody else already: choose another real-time signal.");
        assertThat(exit.status()).isEqualTo(1);
    }

    @Test
    void aSignalThatSomebodyHandlesIsPassedOver() {
        RunningProgram.Exit exit = run(new ForkedJvm().flags("-Dtaken=61"), "fresh");
        assertThat(exit.output()).isEqualTo("signal 60\ninterrupted\n");
        assertThat(exit.status()).isZero();
    }

    @Test
    void aSignalThatTheProcessInheritedAsBlockedIsPassedOver() {
        RunningProgram.Exit exit = run(new ForkedJvm().under("env", "--block-signal=61"), "fresh");
        assertThat(exit.output()).isEqualTo("signal 60\ninterrupted\n");
        assertThat(exit.status()).isZero();
    }

    /** As by the class loader of an application that is deployed again. */
    @Test
    void theLibrarysOwnHandlerIsFoundAgain() {
        int first = WakeSignal.installed().number();
        assertThat(WakeSignal.install(Libc.get().signals(), null).number()).isEqualTo(first);
        assertThat(WakeSignal.install(Libc.get().signals(), String.valueOf(first))
                        .number())
                .isEqualTo(first);
        assertThat(caught(first)).isTrue();
        assertThat(caught(first - 1)).isFalse();
    }

    private static boolean caught(int signal) {
        try {
            String mask = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigCgt:"))
                    .findFirst()
                    .orElseThrow()
                    .substring(7)
                    .strip();
            return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RunningProgram.Exit run(ForkedJvm jvm, String what) {
        String name = queues.create(1, 8).name();
        try (RunningProgram process = jvm.start(Interrupted.class, name, what)) {
            return process.awaitExit(Bounds.WITH_START);
        }
    }

    /** Waits in the kernel and is interrupted, in a JVM that did nothing else before. */
    static final class Interrupted {
        public static void main(String[] arguments) throws Exception {
            if (System.getProperty("taken") != null) {
                StolenSignalTest.setAction(Integer.getInteger("taken"), "labs", 0);
            }
            try (PosixMessageQueue queue =
                    PosixMessageQueue.builder(arguments[0]).open()) {
                System.out.println("signal " + WakeSignal.installed().number());
                interruptOften(queue);
                if (arguments[1].equals("network")) {
                    Pipe pipe = Pipe.open();
                    pipe.sink().close();
                    pipe.source().close();
                    interruptOften(queue);
                }
            }
        }

        private static void interruptOften(PosixMessageQueue queue) throws InterruptedException {
            for (int i = 0; i < 200; i++) {
                CountDownLatch ended = new CountDownLatch(1);
                KernelWait wait = queue.blockingReceive(new ReceiveHandler<>() {
                    @Override
                    public boolean received(PosixMessage message) {
                        throw new AssertionError(message);
                    }

                    @Override
                    public void notReceived(ErrnoException cause) {
                        ended.countDown();
                    }
                });
                for (int spins = i * 100; spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                wait.interruptAndAwait();
                ended.await();
            }
            System.out.println("interrupted");
        }
    }
}
