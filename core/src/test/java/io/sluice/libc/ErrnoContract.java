package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Whose error a binding answers: that of the very call, whatever else happens. One subclass for each binding. */
public abstract class ErrnoContract extends CallsContract {
    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected ErrnoContract(LibcProvider provider) {
        super(provider);
    }

    /** The error number of another thread's call must never be taken for this one's. */
    @Test
    void eachThreadGetsTheErrorOfItsOwnCall() throws Exception {
        int rounds = 20_000;
        String missing = queues.name();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> strays = List.of(
                    threads.submit(() ->
                            stray(go, rounds, Errno.EBADF, () -> libc.files().fchmod(-1, 0))),
                    threads.submit(() -> stray(
                            go, rounds, Errno.ENOENT, () -> libc.posixQueues().mqUnlink(missing))),
                    threads.submit(() ->
                            stray(go, rounds, Errno.EINVAL, () -> libc.files().pipe2(at(0), -1))));
            go.countDown();
            for (Future<Integer> found : strays) {
                assertThat(found.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Call {
        int call();
    }

    private static int stray(CountDownLatch go, int rounds, Errno expected, Call call) throws InterruptedException {
        go.await();
        for (int i = 0; i < rounds; i++) {
            int result = call.call();
            if (result != -expected.number()) {
                return result;
            }
        }
        return 0;
    }

    @Test
    void aSuccessBehindAFailureIsASuccess() {
        int queue = queueOf(queues.create(1, 8).name());
        for (int i = 0; i < 5_000; i++) {
            assertThat(libc.posixQueues().mqTimedreceive(queue, at(0), 8, 0, 0)).isEqualTo(-Errno.EAGAIN.number());
            assertThat(libc.posixQueues().mqTimedsend(queue, at(0), 5, 0, 0)).isZero();
            assertThat(libc.posixQueues().mqTimedsend(queue, at(0), 5, 0, 0)).isEqualTo(-Errno.EAGAIN.number());
            assertThat(libc.posixQueues().mqTimedreceive(queue, at(0), 8, 0, 0)).isEqualTo(5);
            assertThat(libc.files().fchmod(-1, 0)).isEqualTo(-Errno.EBADF.number());
        }
        assertThat(libc.files().close(queue)).isZero();
    }

    /** More threads than processors, so that they are switched in the middle, while the collector moves the heap. */
    @Test
    void manyThreadsEachGetTheErrorsOfTheirOwnCalls() throws Exception {
        int full = queueOf(queues.create(1, 8).name());
        assertThat(libc.posixQueues().mqTimedsend(full, at(0), 1, 0, 0)).isZero();
        String missing = queues.name();
        List<Failing> calls = List.of(
                new Failing(Errno.EBADF, () -> libc.files().fchmod(-1, 0)),
                new Failing(Errno.ENOENT, () -> libc.posixQueues().mqUnlink(missing)),
                new Failing(Errno.EINVAL, () -> libc.files().pipe2(at(0), -1)),
                new Failing(Errno.EAGAIN, () -> libc.posixQueues().mqTimedsend(full, at(0), 1, 0, 0)),
                new Failing(Errno.EMSGSIZE, () -> libc.posixQueues().mqTimedreceive(full, at(0), 7, 0, 0)),
                new Failing(Errno.EFAULT, () -> libc.limits().getrlimit(LimitConstants.RLIMIT_NOFILE, 8)));
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
            assertThat(libc.files().close(full)).isZero();
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
        int queue = libc.posixQueues().mqOpen(name, FileConstants.O_RDWR | FileConstants.O_NONBLOCK, 0, 0);
        assertThat(queue).isNotNegative();
        return queue;
    }
}
