package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
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
    void aFunctionIsFoundByItsName() {
        assertThat(signals.symbol("abs")).isNotZero();
        assertThat(signals.symbol("sluice_no_such_function")).isZero();
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
        action.bytes().putLong(SignalLayouts.SIGACTION_HANDLER, signals.symbol("abs"));
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
