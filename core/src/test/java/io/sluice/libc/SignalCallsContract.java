package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.junit.RunningProgram;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the calls on signals and threads must do in every binding. One subclass for each binding. */
public abstract class SignalCallsContract extends CallsContract {
    /** A real-time signal that nobody uses; Sluice's own is searched for from the other end. */
    private static final int SIGNAL = 36;

    /** As high as no kernel counts. */
    private static final int NO_PROCESS = (1 << 22) + 1;

    private final SignalCalls signals = libc.signals();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected SignalCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(signals.tgkill(0, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(signals.sigaction(-1, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(signals.pthreadSigmask(99, at(0))).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void eachThreadHasAnIdOfItsOwn() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            int here = signals.gettid();
            assertThat(here).isPositive().isEqualTo(signals.gettid());
            assertThat(other.submit(signals::gettid).get()).isPositive().isNotEqualTo(here);
        } finally {
            other.shutdown();
        }
    }

    @Test
    void signalZeroReachesNobodyButFindsTheThread() {
        int process = (int) ProcessHandle.current().pid();
        assertThat(signals.tgkill(process, signals.gettid(), 0)).isZero();
    }

    @Test
    void signalZeroFindsTheProcess() {
        assertThat(signals.kill((int) ProcessHandle.current().pid(), 0)).isZero();
        assertThat(signals.kill(NO_PROCESS, 0)).isEqualTo(-Errno.ESRCH.number());
        assertThat(signals.sigqueue(NO_PROCESS, SIGNAL, 1)).isEqualTo(-Errno.ESRCH.number());
        memory.bytes().putInt(SignalLayouts.SIGINFO_CODE, SignalConstants.SI_QUEUE);
        assertThat(signals.rtSigqueueinfo(NO_PROCESS, SIGNAL, at(0))).isEqualTo(-Errno.ESRCH.number());
        assertThat(signals.rtTgsigqueueinfo(NO_PROCESS, NO_PROCESS, SIGNAL, at(0)))
                .isEqualTo(-Errno.ESRCH.number());
        assertThat(signals.signalfd(-1, at(0), -1)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void theUserIsThatOfThisProcess() throws IOException {
        assertThat(signals.getuid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Test
    void theCLibraryDescribesSignals() {
        assertThat(libc.memory().symbol("sigdescr_np") == 0
                        || text(signals.sigdescrNp(1)).equals("Hangup"))
                .isTrue();
        assertThat(signals.sigdescrNp(SIGNAL)).as("a real-time signal").isZero();
        assertThat(text(signals.strsignal(SIGNAL))).endsWith("2");
    }

    private String text(long address) {
        ByteBuffer bytes = libc.memory().view(address, 64);
        StringBuilder text = new StringBuilder();
        while (bytes.get(text.length()) != 0) {
            text.append((char) bytes.get(text.length()));
        }
        return text.toString();
    }

    /** Blocked on this thread alone: {@code rt_tgsigqueueinfo} sends to it, and its own read finds what is pending for it. */
    @Test
    void aSignalIsReadFromADescriptorWithItsInformation() {
        NativeMemory set = set(SIGNAL);
        assertThat(signals.pthreadSigmask(SignalConstants.SIG_BLOCK, set.address()))
                .isZero();
        int fd = signals.signalfd(-1, set.address(), SignalConstants.SFD_NONBLOCK | SignalConstants.SFD_CLOEXEC);
        set.keepAlive();
        try {
            assertThat(fd).isPositive();
            assertThat(libc.files().read(fd, at(128), SignalLayouts.SIGNALFD_SIGINFO_SIZE))
                    .isEqualTo(-Errno.EAGAIN.number());
            int process = (int) ProcessHandle.current().pid();
            ByteBuffer bytes = memory.bytes();
            bytes.putInt(SignalLayouts.SIGINFO_SIGNO, SIGNAL);
            bytes.putInt(SignalLayouts.SIGINFO_CODE, SignalConstants.SI_QUEUE);
            bytes.putInt(SignalLayouts.SIGINFO_PID, 12);
            bytes.putInt(SignalLayouts.SIGINFO_UID, 34);
            bytes.putLong(SignalLayouts.SIGINFO_VALUE, 0x1234_5678_9ABCL);
            assertThat(signals.rtTgsigqueueinfo(process, signals.gettid(), SIGNAL, at(0)))
                    .isZero();
            assertThat(libc.files().read(fd, at(128), SignalLayouts.SIGNALFD_SIGINFO_SIZE))
                    .isEqualTo(SignalLayouts.SIGNALFD_SIGINFO_SIZE);
            assertThat(bytes.getInt(128 + SignalLayouts.SSI_SIGNO)).isEqualTo(SIGNAL);
            assertThat(bytes.getInt(128 + SignalLayouts.SSI_CODE)).isEqualTo(SignalConstants.SI_QUEUE);
            assertThat(bytes.getInt(128 + SignalLayouts.SSI_PID)).isEqualTo(12);
            assertThat(bytes.getInt(128 + SignalLayouts.SSI_UID)).isEqualTo(34);
            assertThat(bytes.getInt(128 + SignalLayouts.SSI_INT)).isEqualTo(0x5678_9ABC);
            assertThat(bytes.getLong(128 + SignalLayouts.SSI_PTR)).isEqualTo(0x1234_5678_9ABCL);
        } finally {
            libc.files().close(fd);
            assertThat(signals.pthreadSigmask(SignalConstants.SIG_UNBLOCK, set.address()))
                    .isZero();
            set.keepAlive();
        }
    }

    @Test
    void aValueArrivesAtAnotherProcess() {
        try (RunningProgram receiver = CProgram.of("signal_receive").start(SIGNAL, 2)) {
            receiver.awaitLine("ready");
            int process = (int) receiver.pid();
            int self = (int) ProcessHandle.current().pid();
            assertThat(signals.sigqueue(process, SIGNAL, 0x1234_5678_9ABCL)).isZero();
            assertThat(receiver.line())
                    .isEqualTo(SIGNAL + " code -1 pid " + self + " uid " + signals.getuid() + " value 1450744508 "
                            + 0x1234_5678_9ABCL);
            assertThat(signals.kill(process, SIGNAL)).isZero();
            assertThat(receiver.line()).startsWith(SIGNAL + " code 0 pid " + self + " uid " + signals.getuid());
            assertThat(receiver.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    void aSignalInterruptsABlockedCall() throws Exception {
        String name = queues.create(1, 8).name();
        NativeMemory previous = handle(SIGNAL);
        int queue = libc.posixQueues().mqOpen(name, FileConstants.O_RDWR, 0, 0);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            AtomicInteger thread = new AtomicInteger();
            Future<Long> blocked = threads.submit(() -> {
                assertThat(signals.pthreadSigmask(
                                SignalConstants.SIG_UNBLOCK, set(SIGNAL).address()))
                        .isZero();
                thread.set(signals.gettid());
                return libc.posixQueues().mqTimedreceive(queue, at(0), 8, 0, 0);
            });
            int process = (int) ProcessHandle.current().pid();
            Bounds.await("the interruption").until(() -> {
                if (thread.get() != 0) {
                    assertThat(signals.tgkill(process, thread.get(), SIGNAL)).isZero();
                }
                return blocked.isDone();
            });
            assertThat(blocked.get()).isEqualTo(-Errno.EINTR.number());
        } finally {
            threads.shutdownNow();
            // The last signal may still be under way, and would end this JVM behind the next line but one.
            assertThat(threads.awaitTermination(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(libc.files().close(queue)).isZero();
            assertThat(signals.sigaction(SIGNAL, previous.address(), 0)).isZero();
            previous.keepAlive();
        }
    }

    /** Gives the signal a handler that does nothing, as the library itself does. */
    private NativeMemory handle(int signal) {
        NativeMemory previous = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);
        assertThat(signals.sigaction(signal, 0, previous.address())).isZero();
        assertThat(previous.bytes().getLong(SignalLayouts.SIGACTION_HANDLER)).isEqualTo(SignalConstants.SIG_DFL);
        NativeMemory action = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);
        action.bytes().putLong(SignalLayouts.SIGACTION_HANDLER, libc.memory().symbol("abs"));
        assertThat(signals.sigaction(signal, action.address(), 0)).isZero();
        action.keepAlive();
        return previous;
    }

    private NativeMemory set(int signal) {
        NativeMemory set = NativeMemory.allocate(SignalLayouts.SIGSET_SIZE);
        set.bytes().putLong(0, 1L << (signal - 1));
        return set;
    }

    @Test
    void anActionThatIsNullIsOnlyRead() {
        assertThat(signals.sigaction(SignalConstants.SIGRTMAX, 0, 0)).isZero();
    }
}
