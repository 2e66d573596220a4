package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.testing.Bounds;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that repeats signals, where the system refuses it or its heap is full. The signals are only counted. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterrupterTest {
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();
    private boolean refusesFirst;
    /** What the next signals end with. */
    private final Queue<Error> failures = new ConcurrentLinkedQueue<>();

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final FakeCall blocked = new FakeCall(this::call);
    private final KernelWait wait = new KernelWait(WaitingThreads.shared(), "fake", "nothing");
    private final Interrupter interrupter = new Interrupter(this::thread);
    private final CountDownLatch inside = new CountDownLatch(1);

    private SignalCalls counting() {
        SignalCalls real = Libc.get().signals();
        return (SignalCalls) Proxy.newProxyInstance(
                SignalCalls.class.getClassLoader(), new Class<?>[] {SignalCalls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("tgkill")) {
                        Error failure = failures.poll();
                        if (failure != null) {
                            throw failure;
                        }
                        signals.incrementAndGet();
                        return 0;
                    }
                    return method.invoke(real, arguments);
                });
    }

    private long call() {
        inside.countDown();
        try {
            letGo.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return 1;
    }

    private Thread thread(Runnable task) {
        boolean refused = threads.getAndIncrement() == 0 && refusesFirst;
        Thread thread = new Thread(task, "interrupter of a test") {
            @Override
            public synchronized void start() {
                if (refused) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        };
        thread.setUncaughtExceptionHandler((dead, expected) -> deaths.incrementAndGet());
        return thread;
    }

    @BeforeEach
    void beginToWait() {
        WakeSignal signal = WakeSignal.install(counting(), null);
        new WaitingThread(() -> wait.run(blocked, new WaitSet("nothing", null), signal), "sluice-waiter-of-test")
                .start();
        Bounds.await("the call").until(() -> inside.getCount() == 0);
    }

    @AfterEach
    void endTheWait() {
        letGo.countDown();
        Bounds.await("the end").until(wait::hasReleasedThread);
    }

    @Test
    void aRefusedThreadIsAskedForAgainAtTheNextCall() {
        refusesFirst = true;
        interrupter.repeatUntilEnded(wait);
        assertThat(signals).hasValue(0);
        interrupter.repeatUntilEnded(wait);
        assertSignalled(2);
    }

    @Test
    void aFullHeapCostsOnePeriod() {
        failures.add(new OutOfMemoryError("expected"));
        interrupter.repeatUntilEnded(wait);
        assertSignalled(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void aThreadThatDiedIsReplacedAtTheNextCall() {
        failures.add(new LinkageError("expected"));
        interrupter.repeatUntilEnded(wait);
        Bounds.await("its death").until(() -> deaths.get() == 1);
        assertThat(signals).hasValue(0);
        interrupter.repeatUntilEnded(wait);
        assertSignalled(2);
    }

    @Test
    void aThreadIsSignalledFromItsDeadlineOnAndNotBefore() {
        long begun = System.nanoTime();
        Interrupter.Deadline later = interrupter.signalFrom(wait, begun + TimeUnit.HOURS.toNanos(1));
        interrupter.signalFrom(wait, begun + TimeUnit.MILLISECONDS.toNanos(50));
        Bounds.await("a signal").until(() -> signals.get() > 0);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertSignalled(1);
        interrupter.forget(later);
    }

    @Test
    void aForgottenDeadlineSignalsNobodyAndAnInterruptNeedNotWaitForALaterOne() {
        Interrupter.Deadline forgotten = interrupter.signalFrom(wait, System.nanoTime() + 500_000_000);
        interrupter.forget(forgotten);
        long later = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        Interrupter.Deadline hour = interrupter.signalFrom(wait, later);
        Bounds.await("the time of the forgotten one")
                .until(() -> System.nanoTime() > forgotten.nanoTime() + 20_000_000);
        assertThat(signals).hasValue(0);
        interrupter.repeatUntilEnded(wait);
        assertSignalled(1);
        interrupter.forget(hour);
    }

    @Test
    void aDeadlineForWhichThereIsNoThreadIsRefused() {
        refusesFirst = true;
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> interrupter.signalFrom(wait, System.nanoTime()));
        interrupter.signalFrom(wait, System.nanoTime());
        assertSignalled(2);
    }

    private void assertSignalled(int byThread) {
        Bounds.await("repeated signals").until(() -> signals.get() > 3);
        assertThat(threads).hasValue(byThread);
    }
}
