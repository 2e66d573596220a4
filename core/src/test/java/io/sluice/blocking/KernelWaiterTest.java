package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.testing.Bounds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of a wait, with calls that a test makes up; real ones are in the tests of what waits. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelWaiterTest {
    private final KernelWaiter waiter = KernelWaiter.shared();

    @Test
    void theResultOfTheCallIsToldOnceOnAPooledDaemonThread() {
        AtomicInteger completions = new AtomicInteger();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Long> result = new CompletableFuture<>();
        KernelWait wait = start(() -> 42, value -> {
            completions.incrementAndGet();
            thread.complete(Thread.currentThread());
            result.complete(value);
        });
        assertThat(get(result)).isEqualTo(42);
        assertThat(get(thread).getName()).startsWith("sluice-waiter-");
        assertThat(get(thread).isDaemon()).isTrue();
        assertThat(wait.hasEnded()).isTrue();
        wait.interrupt();
        wait.interruptAndAwait();
        assertThat(completions).hasValue(1);
    }

    @Test
    void aFailureIsAResult() {
        CompletableFuture<Long> result = new CompletableFuture<>();
        start(() -> -Errno.EBADF.number(), result::complete);
        assertThat(get(result)).isEqualTo(-Errno.EBADF.number());
    }

    @Test
    void aCallThatSomebodyElsesSignalInterruptedIsMadeAgain() {
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<Long> result = new CompletableFuture<>();
        start(() -> calls.incrementAndGet() < 5 ? KernelWait.INTERRUPTED : 7, result::complete);
        assertThat(get(result)).isEqualTo(7);
        assertThat(calls).hasValue(5);
    }

    @Test
    void anInterruptedCallIsNotMadeAgain() {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean letGo = new AtomicBoolean();
        CompletableFuture<Long> result = new CompletableFuture<>();
        KernelWait wait = start(
                () -> {
                    calls.incrementAndGet();
                    inside.countDown();
                    while (!letGo.get()) {
                        Thread.onSpinWait();
                    }
                    return KernelWait.INTERRUPTED;
                },
                result::complete);
        Bounds.await("call").until(() -> inside.getCount() == 0);
        wait.interrupt();
        assertThat(wait.hasEnded()).isFalse();
        letGo.set(true);
        wait.interruptAndAwait();
        assertThat(wait.hasEnded()).isTrue();
        assertThat(get(result)).isEqualTo(KernelWait.INTERRUPTED);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoHasAwaitedTheEndFindsItEnded() {
        for (int round = 0; round < 20_000; round++) {
            AtomicBoolean inside = new AtomicBoolean();
            AtomicBoolean letGo = new AtomicBoolean();
            KernelWait wait = start(
                    () -> {
                        inside.set(true);
                        while (!letGo.get()) {
                            Thread.onSpinWait();
                        }
                        return 1;
                    },
                    result -> {});
            Bounds.awaitSpinning("call", inside::get);
            letGo.set(true); // so that the call ends while its end is awaited
            wait.interruptAndAwait();
            assertThat(wait.hasEnded()).as("round %d", round).isTrue();
        }
    }

    /** The call had its effect although it was being called back: that is its result. */
    @Test
    void anInterruptionThatComesTooLateChangesNothing() {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean letGo = new AtomicBoolean();
        CompletableFuture<Long> result = new CompletableFuture<>();
        KernelWait wait = start(
                () -> {
                    inside.countDown();
                    while (!letGo.get()) {
                        Thread.onSpinWait();
                    }
                    return 3;
                },
                result::complete);
        Bounds.await("call").until(() -> inside.getCount() == 0);
        wait.interrupt();
        letGo.set(true);
        assertThat(get(result)).isEqualTo(3);
    }

    @Test
    void interruptedBeforeItBeganTheCallIsNeverMade() {
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<Long> result = new CompletableFuture<>();
        KernelWait wait = new KernelWait(calls::incrementAndGet, result::complete, WakeSignal.installed());
        wait.interruptAndAwait();
        CompletableFuture<Void> ran = new CompletableFuture<>();
        start(
                () -> {
                    wait.run();
                    return 0;
                },
                value -> ran.complete(null));
        get(ran);
        assertThat(get(result)).isEqualTo(KernelWait.INTERRUPTED);
        assertThat(calls).hasValue(0);
        assertThat(wait.hasEnded()).isTrue();
    }

    @Test
    void eachWaitUnderWayHasAThreadOfItsOwn() {
        int count = 20;
        CountDownLatch all = new CountDownLatch(count);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            start(
                    () -> {
                        all.countDown();
                        try {
                            return all.await(Bounds.SOON.toSeconds(), TimeUnit.SECONDS) ? 1 : -1;
                        } catch (InterruptedException e) {
                            return -1;
                        }
                    },
                    value -> ended.addAndGet((int) value));
        }
        Bounds.await("all waits").until(() -> ended.get() == count);
    }

    @Test
    void whatACompletionThrowsCostsNobodyElseHisWait() {
        CompletableFuture<Long> result = new CompletableFuture<>();
        CountDownLatch thrown = new CountDownLatch(1);
        start(() -> 0, value -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> thrown.countDown());
            throw new IllegalStateException("expected");
        });
        Bounds.await("exception").until(() -> thrown.getCount() == 0);
        start(() -> 5, result::complete);
        assertThat(get(result)).isEqualTo(5);
    }

    private KernelWait start(BlockingCall call, LongConsumer completion) {
        KernelWait wait = waiter.prepareOnce(call, completion);
        wait.start();
        return wait;
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(Bounds.SOON.toSeconds(), TimeUnit.SECONDS).join();
    }
}
