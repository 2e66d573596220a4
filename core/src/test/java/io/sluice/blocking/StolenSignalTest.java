package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other code of the process changes what the wake signal does while a thread waits. Each in a JVM of its own. */
class StolenSignalTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void aSignalThatIsIgnoredIsInstalledAgain() {
        RunningProgram.Exit exit = run("ignore");
        assertThat(exit.output())
                .contains("Other code has changed what signal 61 does, by which mq_receive on /sluice")
                .contains("It was installed again.")
                .endsWith("interrupted true, signal 61\n");
    }

    /** The signal would end the process. */
    @Test
    void aSignalWithItsDefaultActionIsInstalledAgain() {
        RunningProgram.Exit exit = run("default");
        assertThat(exit.output()).contains("It was installed again.").endsWith("interrupted true, signal 61\n");
    }

    @Test
    void aSignalThatRestartsTheCallIsInstalledAgain() {
        RunningProgram.Exit exit = run("restart");
        assertThat(exit.output()).contains("It was installed again.").endsWith("interrupted true, signal 61\n");
    }

    @Test
    void aSignalWithAnotherHandlerIsLeftToItsNewOwner() {
        RunningProgram.Exit exit = run("handle");
        assertThat(exit.output()).contains("Signal 60 is used from now on.").endsWith("interrupted true, signal 60\n");
    }

    private RunningProgram.Exit run(String what) {
        String name = queues.create(1, 8).name();
        try (RunningProgram process = new ForkedJvm().start(Victim.class, name, what)) {
            return process.awaitExit(Bounds.WITH_START);
        }
    }

    static void setAction(int signal, String handler, int flags) {
        setAction(signal, Libc.get().memory().symbol(handler), flags);
    }

    private static void setAction(int signal, long handler, int flags) {
        SignalCalls libc = Libc.get().signals();
        NativeMemory action = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);
        action.bytes().putLong(SignalLayouts.SIGACTION_HANDLER, handler);
        action.bytes().putInt(SignalLayouts.SIGACTION_FLAGS, flags);
        assertThat(libc.sigaction(signal, action.address(), 0)).isZero();
        action.keepAlive();
    }

    /** Waits in the kernel while its signal is changed. */
    static final class Victim {
        public static void main(String[] arguments) {
            PosixMessageQueue queue = PosixMessageQueue.builder(arguments[0]).open();
            RecordedWait<PosixMessage> receive = new RecordedWait<>();
            KernelWait wait = queue.blockingReceive(receive);
            BlockedThreads.await(1);
            int signal = WakeSignal.installed().number();
            switch (arguments[1]) {
                case "ignore" -> setAction(signal, SignalConstants.SIG_IGN, 0);
                case "default" -> setAction(signal, SignalConstants.SIG_DFL, 0);
                case "restart" -> setAction(signal, "abs", SignalConstants.SA_RESTART);
                default -> setAction(signal, "labs", SignalConstants.SA_RESTART);
            }
            wait.interruptAndAwait();
            receive.await();
            queue.close();
            System.out.println("interrupted " + wait.hasEnded() + ", signal "
                    + WakeSignal.installed().number());
        }
    }
}
