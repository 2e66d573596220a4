package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose error a binding answers: that of the very call, whatever else happens. One subclass for each binding. */
public abstract class LibcErrnoContract {
    /** A real-time signal that nobody uses; Sluice's own is searched for from the other end. */
    private static final int SIGNAL = 36;

    @RegisterExtension
    protected final TestQueues queues = new TestQueues();

    /**
     * The binding under test.
     *
     * @return the same at each call
     */
    protected abstract Libc libc();

    @Test
    void aSignalInterruptsABlockedCall() throws Exception {
        String name = queues.create(1, 8).name();
        NativeMemory previous = handle(SIGNAL);
        int queue = libc().mqOpen(name, LinuxConstants.O_RDWR, 0, 0);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            AtomicInteger thread = new AtomicInteger();
            NativeMemory memory = memory();
            Future<Long> blocked = threads.submit(() -> {
                assertThat(libc().pthreadSigmask(
                                        LinuxConstants.SIG_UNBLOCK, set(SIGNAL).address()))
                        .isZero();
                thread.set(libc().gettid());
                long result = libc().mqTimedreceive(queue, memory.address(), 8, 0, 0);
                memory.keepAlive();
                return result;
            });
            int process = (int) ProcessHandle.current().pid();
            Bounds.await("the interruption").until(() -> {
                if (thread.get() != 0) {
                    assertThat(libc().tgkill(process, thread.get(), SIGNAL)).isZero();
                }
                return blocked.isDone();
            });
            assertThat(blocked.get()).isEqualTo(-Errno.EINTR.number());
        } finally {
            threads.shutdownNow();
            // The last signal may still be under way, and would end this JVM behind the next line but one.
            assertThat(threads.awaitTermination(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(libc().close(queue)).isZero();
            assertThat(libc().sigaction(SIGNAL, previous.address(), 0)).isZero();
            previous.keepAlive();
        }
    }

    /** Gives the signal a handler that does nothing, as the library itself does. */
    private NativeMemory handle(int signal) {
        NativeMemory previous = memory();
        assertThat(libc().sigaction(signal, 0, previous.address())).isZero();
        assertThat(previous.bytes().getLong(StructLayouts.SIGACTION_HANDLER)).isEqualTo(LinuxConstants.SIG_DFL);
        NativeMemory action = memory();
        action.bytes().putLong(StructLayouts.SIGACTION_HANDLER, libc().symbol("abs"));
        assertThat(libc().sigaction(signal, action.address(), 0)).isZero();
        action.keepAlive();
        return previous;
    }

    private NativeMemory set(int signal) {
        NativeMemory set = NativeMemory.allocate(libc(), StructLayouts.SIGSET_SIZE);
        set.bytes().putLong(0, 1L << (signal - 1));
        return set;
    }

    @Test
    void aSuccessBehindAFailureIsASuccess() {
        int queue = queueOf(queues.create(1, 8).name());
        NativeMemory memory = memory();
        for (int i = 0; i < 5_000; i++) {
            assertThat(libc().mqTimedreceive(queue, memory.address(), 8, 0, 0)).isEqualTo(-Errno.EAGAIN.number());
            assertThat(libc().mqTimedsend(queue, memory.address(), 5, 0, 0)).isZero();
            assertThat(libc().mqTimedsend(queue, memory.address(), 5, 0, 0)).isEqualTo(-Errno.EAGAIN.number());
            assertThat(libc().mqTimedreceive(queue, memory.address(), 8, 0, 0)).isEqualTo(5);
            assertThat(libc().close(-1)).isEqualTo(-Errno.EBADF.number());
        }
        memory.keepAlive();
        assertThat(libc().close(queue)).isZero();
    }

    /** More threads than processors, so that they are switched in the middle, while the collector moves the heap. */
    @Test
    void manyThreadsEachGetTheErrorsOfTheirOwnCalls() throws Exception {
        int full = queueOf(queues.create(1, 8).name());
        NativeMemory memory = memory();
        assertThat(libc().mqTimedsend(full, memory.address(), 1, 0, 0)).isZero();
        String missing = queues.name();
        List<Failing> calls = List.of(
                new Failing(Errno.EBADF, () -> libc().close(-1)),
                new Failing(Errno.ENOENT, () -> libc().mqUnlink(missing)),
                new Failing(Errno.EINVAL, () -> libc().tgkill(0, 0, 0)),
                new Failing(Errno.EAGAIN, () -> libc().mqTimedsend(full, memory.address(), 1, 0, 0)),
                new Failing(Errno.EMSGSIZE, () -> libc().mqTimedreceive(full, memory.address(), 7, 0, 0)),
                new Failing(Errno.EFAULT, () -> libc().getrlimit(LinuxConstants.RLIMIT_NOFILE, 8)));
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < 3 * calls.size(); i++) {
                Failing call = calls.get(i % calls.size());
                all.add(CompletableFuture.runAsync(() -> call.repeat(go), threads));
            }
            go.countDown();
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
            memory.keepAlive();
            assertThat(libc().close(full)).isZero();
        }
    }

    private record Failing(Errno expected, LongSupplier call) {
        void repeat(CountDownLatch go) {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            byte[] garbage = null;
            for (int i = 0; i < 5_000; i++) {
                garbage = new byte[1000];
                assertThat(call.getAsLong()).isEqualTo(-expected.number());
            }
            assertThat(garbage).isNotNull();
        }
    }

    private int queueOf(String name) {
        int queue = libc().mqOpen(name, LinuxConstants.O_RDWR | LinuxConstants.O_NONBLOCK, 0, 0);
        assertThat(queue).isNotNegative();
        return queue;
    }

    private NativeMemory memory() {
        return NativeMemory.allocate(libc(), 256);
    }
}
