package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.mqueue.PosixAccess;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The threads that wait: how many, what they inherit, and their end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingThreadsTest {
    private static final int SIG_BLOCK = 0;
    private static final long INSIDE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final WaitingThreads threads = WaitingThreads.create("sluice-waiter-of-test", 1);
    private final WaitSet waits = new WaitSet("/handle", threads);
    private final AtomicBoolean letGo = new AtomicBoolean();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final FakeCall blocked = new FakeCall(() -> {
        inside.countDown();
        while (!letGo.get()) {
            Thread.onSpinWait();
        }
        return FakeCall.INTERRUPTED;
    });

    @AfterEach
    void endTheThreads() {
        letGo.set(true);
        threads.close();
    }

    private KernelWait block() {
        KernelWait wait = waits.begin(blocked);
        Bounds.await("the call").until(() -> inside.getCount() == 0);
        return wait;
    }

    @Test
    void aWaitIsRefusedWhereAllThreadsWait() {
        KernelWait wait = block();
        FakeCall second = new FakeCall(() -> 0);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> waits.begin(second))
                .withMessage("No thread is left to wait in the kernel: all 1 of"
                        + " WaitingThreads(sluice-waiter-of-test, at most 1) do. This number is a limit: create them with"
                        + " a greater number.");
        assertThat(second.releases).hasValue(1);
        assertThat(second.ends).hasValue(0);
        letGo.set(true);
        wait.interruptAndAwait();
        FakeCall third = new FakeCall(() -> 3);
        Bounds.await("a free thread").ignoreExceptions().until(() -> waits.begin(third) != null);
        assertThat(third.result()).isEqualTo(3);
    }

    @Test
    void aNumberThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WaitingThreads.create("none", 0));
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // the priority is what must not be inherited
    void aThreadIsNamedByItsPrefixAndInheritsNothing() throws Exception {
        try (URLClassLoader application = new URLClassLoader("application", new URL[0], null)) {
            String[] user = {"nobody looked"};
            FakeCall call = new FakeCall(() -> 0, result -> {
                user[0] = USER.get();
                return false;
            });
            Thread starter = new Thread(new ThreadGroup("of the application"), () -> {
                USER.set("alice");
                Thread.currentThread().setContextClassLoader(application);
                Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
                waits.begin(call);
            });
            starter.start();
            Thread waiting = call.thread.join();
            assertThat(waiting.getName()).isEqualTo("sluice-waiter-of-test-1");
            assertThat(user[0]).isNull();
            assertUnrelated(waiting);
            starter.join();
        }
    }

    @Test
    void theThreadThatRepeatsSignalsInheritsNothing() throws Exception {
        try (URLClassLoader application = new URLClassLoader("application", new URL[0], null)) {
            KernelWait wait = block();
            Set<Thread> earlier = interrupters(); // which may end at any moment
            Thread interrupting = new Thread(() -> {
                Thread.currentThread().setContextClassLoader(application);
                wait.interrupt();
            });
            interrupting.start();
            interrupting.join();
            assertThat(interrupters())
                    .filteredOn(thread -> !earlier.contains(thread))
                    .isNotEmpty()
                    .allSatisfy(WaitingThreadsTest::assertUnrelated);
        }
    }

    private static Set<Thread> interrupters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sluice-interrupter"))
                .collect(Collectors.toSet());
    }

    private static void assertUnrelated(Thread thread) {
        assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
        assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
        assertThat(thread.getThreadGroup().getParent()).isNull();
    }

    @Test
    void closeEndsTheWaitsAndRefusesFurtherOnes() {
        AtomicBoolean left = new AtomicBoolean();
        FakeCall call = new FakeCall(() -> {
            inside.countDown();
            long since = System.nanoTime();
            while (System.nanoTime() - since < INSIDE_NANOS) { // goes on for a while behind the close
                since = threads.isClosed() ? since : System.nanoTime();
            }
            left.set(true);
            return FakeCall.INTERRUPTED;
        });
        waits.begin(call);
        Bounds.await("the call").until(() -> inside.getCount() == 0);
        threads.close();
        boolean hasLeft = left.get(); // before an assertion, whose classes take their time to load
        assertThat(hasLeft).isTrue();
        assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        assertThat(call.cause.errno()).isEqualTo(Errno.ECANCELED);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> waits.begin(new FakeCall(() -> 0)))
                .withMessageContaining("are closed");
        Bounds.await("no thread")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("sluice-waiter-of-test")));
    }

    @Test
    void theSharedThreadsAreNotClosedAsOthersAre() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> WaitingThreads.shared().close());
    }

    @Test
    void threadsThatReplaceTheSharedOnesAreUsedUntilTheirCloseOrAShutdown() {
        WaitingThreads former = WaitingThreads.shared();
        WaitSet sharing = new WaitSet("/handle", null);
        WaitingThreads.replaceShared(threads);
        assertThat(WaitingThreads.shared()).isSameAs(threads);
        FakeCall call = new FakeCall(() -> 0);
        sharing.begin(call);
        assertThat(call.thread.join().getName()).startsWith("sluice-waiter-of-test");
        WaitingThreads.shutdownShared();
        assertThat(former.isClosed()).isTrue();
        assertThat(threads.isClosed()).isFalse();
        WaitingThreads next = WaitingThreads.shared();
        assertThat(next).isNotSameAs(former).isNotSameAs(threads);
        WaitingThreads.replaceShared(threads);
        threads.close();
        assertThat(WaitingThreads.shared()).isSameAs(next);
        WaitingThreads.shutdownShared();
    }

    /** The kernel would hold the signal back from a thread that has inherited it as blocked. */
    @Test
    void aThreadThatInheritsTheSignalAsBlockedIsInterrupted() throws Exception {
        String name = queues.create(1, 8).name();
        PosixQueueCalls libc = Libc.get().posixQueues();
        SignalCalls signals = Libc.get().signals();
        NativeMemory buffer = NativeMemory.allocate(8);
        try (OwnedFd mqd = OwnedFd.of(Libc.get().files(), libc.mqOpen(name, FileConstants.O_RDONLY, 0, 0), name)) {
            CountDownLatch about = new CountDownLatch(1);
            FakeCall call = new FakeCall(() -> {
                about.countDown();
                return libc.mqTimedreceive(mqd.number(), buffer.address(), 8, 0, 0);
            });
            KernelWait[] wait = new KernelWait[1];
            int signal = WakeSignal.installed().number();
            Thread starter = new Thread(() -> {
                NativeMemory set = NativeMemory.allocate(SignalLayouts.SIGSET_SIZE);
                set.bytes().putLong(0, 1L << (signal - 1));
                assertThat(signals.pthreadSigmask(SIG_BLOCK, set.address())).isZero();
                set.keepAlive();
                wait[0] = waits.begin(call);
            });
            starter.start();
            starter.join();
            Bounds.await("the call").until(() -> about.getCount() == 0);
            wait[0].interruptAndAwait();
            boolean interrupted = wait[0].hasEnded();
            queues.open(name, PosixAccess.WRITE).trySend(new byte[1], 0);
            assertThat(interrupted).isTrue();
            assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        }
        buffer.keepAlive();
    }

    @Test
    void behindAShutdownOfTheSharedThreadsNothingIsLeftAndTheNextUseStartsAfresh() {
        try (RunningProgram process = new ForkedJvm().start(Shutdown.class)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).isEqualTo("left: none, signal 61\nleft: none, signal 61\n");
            assertThat(exit.status()).isZero();
        }
    }

    @Test
    void aPropertyBoundsTheSharedThreads() {
        try (RunningProgram process = new ForkedJvm()
                .flags("-D" + WaitingThreads.MAX_SHARED_PROPERTY + "=7")
                .start(PrintMost.class)) {
            assertThat(process.awaitExit(Bounds.WITH_START).output()).isEqualTo("7\n");
        }
        try (RunningProgram process = new ForkedJvm()
                .flags("-D" + WaitingThreads.MAX_SHARED_PROPERTY + "=many")
                .start(PrintMost.class)) {
            assertThat(process.awaitExit(Bounds.WITH_START).output())
                    .contains("io.sluice.maxWaitingThreads=many is not a number of threads: choose 1 or more.");
        }
    }

    @Test
    void withoutThePropertyThereAreAtMost512SharedThreads() {
        try (RunningProgram process = new ForkedJvm().start(PrintMost.class)) {
            assertThat(process.awaitExit(Bounds.WITH_START).output()).isEqualTo("512\n");
        }
    }

    /** Prints the bound. */
    static final class PrintMost {
        public static void main(String[] arguments) {
            System.out.println(WaitingThreads.shared().maxThreads());
        }
    }

    /** Uses the shared threads and shuts them down, twice. */
    static final class Shutdown {
        public static void main(String[] arguments) {
            WaitingThreads.shutdownShared(); // there are none yet
            for (int i = 0; i < 2; i++) {
                FakeCall call = new FakeCall(() -> 5);
                new WaitSet("/handle", null).begin(call);
                assertThat(call.result()).isEqualTo(5);
                WaitingThreads.shutdownShared();
                Bounds.await("no thread")
                        .until(() -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("sluice-")));
                System.out.println(
                        "left: none, signal " + WakeSignal.installed().number());
            }
        }
    }
}
