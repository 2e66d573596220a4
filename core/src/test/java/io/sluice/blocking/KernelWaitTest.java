package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of a wait, with calls that a test makes up. Real ones are in the tests of each kind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelWaitTest {
    /** A round hands over to another thread: where others use all processors, all rounds would take too long. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final WaitSet waits = new WaitSet("nothing", null);

    @Test
    void theResultOfTheCallIsReportedOnceOnAWaitingDaemonThread() {
        FakeCall call = new FakeCall(() -> 42);
        KernelWait wait = waits.begin(call);
        assertThat(call.result()).isEqualTo(42);
        assertThat(call.thread.join().getName()).startsWith("sluice-waiter-");
        assertThat(call.thread.join().isDaemon()).isTrue();
        Bounds.await("the end").until(wait::hasReleasedThread);
        assertThat(wait.hasEnded()).isTrue();
        wait.interrupt();
        wait.interruptAndAwait();
        assertThat(call.ends).hasValue(1);
        assertThat(call.releases).hasValue(1);
    }

    @Test
    void aFailureIsAResult() {
        FakeCall call = new FakeCall(() -> -Errno.EBADF.number());
        waits.begin(call);
        assertThat(call.result()).isEqualTo(-Errno.EBADF.number());
    }

    @Test
    void memoryThatIsGoneIsAFailure() {
        FakeCall call = new FakeCall(() -> {
            throw new InternalError("expected");
        });
        waits.begin(call);
        assertThat(call.result()).isEqualTo(-Errno.EFAULT.number());
    }

    @Test
    void namesTheThreadForAsLongAsItIsInsideTheCall() {
        KernelWait[] begun = new KernelWait[1];
        AtomicReference<String> inside = new AtomicReference<>();
        AtomicReference<String> behind = new AtomicReference<>();
        FakeCall call = new FakeCall(
                        () -> {
                            inside.set(begun[0].toString());
                            return 1;
                        },
                        result -> {
                            behind.set(begun[0].toString());
                            return false;
                        })
                .onBegan(wait -> begun[0] = wait);
        waits.begin(call);
        assertThat(call.result()).isEqualTo(1);
        assertThat(inside.get()).matches("fake on nothing \\(thread [0-9]+\\)");
        assertThat(behind.get()).isEqualTo("fake on nothing");
    }

    @Test
    void theThreadIsNotReleasedBeforeTheHandlerHasReturned() {
        KernelWait[] begun = new KernelWait[1];
        AtomicBoolean released = new AtomicBoolean();
        FakeCall call = new FakeCall(() -> 1, result -> {
                    released.set(begun[0].hasReleasedThread());
                    return false;
                })
                .onBegan(wait -> begun[0] = wait);
        waits.begin(call);
        assertThat(call.result()).isEqualTo(1);
        assertThat(released).isFalse();
        Bounds.await("the end").until(begun[0]::hasReleasedThread);
    }

    @Test
    void nobodyIsSignalledOutsideTheCall() {
        FakeCall call = new FakeCall(() -> 1);
        KernelWait wait = waits.begin(call);
        assertThat(call.result()).isEqualTo(1);
        Bounds.await("the end").until(wait::hasReleasedThread);
        assertThat(wait.sendSignal()).isFalse();
    }

    @Test
    void aCallThatSomebodyElsesSignalInterruptedIsMadeAgain() {
        AtomicInteger calls = new AtomicInteger();
        FakeCall call = new FakeCall(() -> calls.incrementAndGet() < 5 ? FakeCall.INTERRUPTED : 7);
        waits.begin(call);
        assertThat(call.result()).isEqualTo(7);
        assertThat(calls).hasValue(5);
    }

    @Test
    void aCallIsMadeAgainOnTheSameThreadForAsLongAsItsReceiverAsks() {
        AtomicInteger calls = new AtomicInteger();
        FakeCall call = new FakeCall(calls::incrementAndGet, result -> result < 3);
        KernelWait wait = waits.begin(call);
        assertThat(call.result()).isEqualTo(3);
        Bounds.await("the end").until(wait::hasReleasedThread);
        assertThat(calls).hasValue(3);
        assertThat(call.releases).hasValue(1);
    }

    @Test
    void anInterruptedCallIsNotMadeAgain() {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean letGo = new AtomicBoolean();
        FakeCall call = new FakeCall(() -> {
            calls.incrementAndGet();
            inside.countDown();
            spinUntil(letGo);
            return FakeCall.INTERRUPTED;
        });
        KernelWait wait = waits.begin(call);
        Bounds.await("call").until(() -> inside.getCount() == 0);
        wait.interrupt();
        assertThat(wait.hasEnded()).isFalse();
        letGo.set(true);
        wait.interruptAndAwait();
        assertThat(wait.hasEnded()).isTrue();
        assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        assertThat(call.cause).isNull();
        assertThat(calls).hasValue(1);
    }

    @Test
    void anInterruptionBetweenTwoCallsKeepsTheSecondFromBeingMade() {
        AtomicInteger calls = new AtomicInteger();
        KernelWait[] begun = new KernelWait[1];
        FakeCall call = new FakeCall(calls::incrementAndGet, result -> {
                    begun[0].interruptAndAwait();
                    return true;
                })
                .onBegan(wait -> begun[0] = wait);
        waits.begin(call);
        assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        assertThat(calls).hasValue(1);
    }

    @Test
    void codeInsideTheCallDoesNotWaitForItself() {
        AtomicBoolean returned = new AtomicBoolean();
        KernelWait[] begun = new KernelWait[1];
        FakeCall call = new FakeCall(() -> {
                    returned.set(begun[0].interruptAndAwait(System.nanoTime() + Bounds.SOON.toNanos()));
                    return 1;
                })
                .onBegan(wait -> begun[0] = wait);
        waits.begin(call);
        assertThat(call.result()).isEqualTo(1);
        assertThat(returned).isTrue();
        assertThat(begun[0].hasEnded()).isTrue();
    }

    @Test
    void whoHasAwaitedTheEndFindsItEnded() {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        for (int round = 0; round < 2_000 && System.nanoTime() - end < 0; round++) {
            AtomicBoolean inside = new AtomicBoolean();
            AtomicBoolean letGo = new AtomicBoolean();
            KernelWait wait = waits.begin(new FakeCall(() -> {
                inside.set(true);
                spinUntil(letGo);
                return 1;
            }));
            Bounds.awaitSpinning("call", inside::get);
            letGo.set(true); // so that the call ends while its end is awaited
            wait.interruptAndAwait();
            assertThat(wait.hasEnded()).as("round %d", round).isTrue();
        }
    }

    /** The call had its effect although it was being interrupted: that is its result. */
    @Test
    void anInterruptionThatComesTooLateChangesNothing() {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean letGo = new AtomicBoolean();
        FakeCall call = new FakeCall(() -> {
            inside.countDown();
            spinUntil(letGo);
            return 3;
        });
        KernelWait wait = waits.begin(call);
        Bounds.await("call").until(() -> inside.getCount() == 0);
        wait.interrupt();
        letGo.set(true);
        assertThat(call.result()).isEqualTo(3);
    }

    @Test
    void interruptedBeforeItBeganTheCallIsNeverMade() {
        AtomicInteger calls = new AtomicInteger();
        FakeCall call = new FakeCall(calls::incrementAndGet).onBegan(KernelWait::interruptAndAwait);
        KernelWait wait = waits.begin(call);
        assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        assertThat(call.cause).isNull();
        assertThat(calls).hasValue(0);
        assertThat(wait.hasEnded()).isTrue();
    }

    @Test
    void theWaitIsKnownOnTheCallersThreadBeforeTheCallIsMade() {
        AtomicBoolean callMade = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        FakeCall call = new FakeCall(() -> {
                    callMade.set(true);
                    return 0;
                })
                .onBegan(wait -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    assertThat(callMade).isFalse();
                });
        waits.begin(call);
        assertThat(call.result()).isZero();
    }

    @Test
    void eachWaitUnderWayHasAThreadOfItsOwn() {
        int count = 20;
        CountDownLatch all = new CountDownLatch(count);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            waits.begin(new FakeCall(
                    () -> {
                        all.countDown();
                        try {
                            return all.await(Bounds.SOON.toSeconds(), TimeUnit.SECONDS) ? 1 : -1;
                        } catch (InterruptedException e) {
                            return -1;
                        }
                    },
                    value -> {
                        ended.addAndGet((int) value);
                        return false;
                    }));
        }
        Bounds.await("all waits").until(() -> ended.get() == count);
    }

    @Test
    void whatAReceiverThrowsCostsNobodyElseHisWait() {
        CountDownLatch thrown = new CountDownLatch(1);
        FakeCall broken = new FakeCall(() -> 0, value -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> thrown.countDown());
            throw new IllegalStateException("expected");
        });
        waits.begin(broken);
        Bounds.await("exception").until(() -> thrown.getCount() == 0);
        assertThat(broken.releases).hasValue(1);
        FakeCall next = new FakeCall(() -> 5);
        waits.begin(next);
        assertThat(next.result()).isEqualTo(5);
    }

    private static void spinUntil(AtomicBoolean letGo) {
        while (!letGo.get()) {
            Thread.onSpinWait();
        }
    }
}
