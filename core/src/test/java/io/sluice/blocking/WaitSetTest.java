package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.testing.Bounds;
import io.sluice.testing.CapturedLog;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The waits of one handle and their end, with calls that a test makes up. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitSetTest {
    private static final int ROUNDS = 300;
    private static final long INSIDE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final WaitSet waits = new WaitSet("/handle", null);

    @Test
    void closeReturnsWhenEveryThreadHasLeftTheKernel() {
        CountDownLatch inside = new CountDownLatch(3);
        AtomicInteger insideNow = new AtomicInteger();
        FakeCall[] calls = new FakeCall[3];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = new FakeCall(() -> {
                insideNow.incrementAndGet();
                inside.countDown();
                long since = System.nanoTime();
                while (System.nanoTime() - since < INSIDE_NANOS) { // goes on for a while behind the close
                    since = waits.isClosed() ? since : System.nanoTime();
                }
                insideNow.decrementAndGet();
                return FakeCall.INTERRUPTED;
            });
            waits.begin(calls[i]);
        }
        Bounds.await("the calls").until(() -> inside.getCount() == 0);
        boolean allLeft = waits.close();
        int stillInside = insideNow.get(); // before an assertion, whose classes take their time to load
        assertThat(allLeft).isTrue();
        assertThat(stillInside).isZero();
        for (FakeCall call : calls) {
            assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
            assertThat(call.cause).isInstanceOf(ClosedHandleException.class).hasMessageContaining("/handle");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatHasEndedIsForgottenAndTheOthersAreInterrupted(int first) {
        AtomicInteger toEnd = new AtomicInteger(-1);
        KernelWait[] begun = new KernelWait[3];
        FakeCall[] calls = new FakeCall[3];
        for (int i = 0; i < calls.length; i++) {
            int number = i;
            calls[i] = new FakeCall(() -> {
                        while (toEnd.get() != number && !begun[number].isInterrupted()) {
                            Thread.onSpinWait();
                        }
                        return begun[number].isInterrupted() ? FakeCall.INTERRUPTED : number;
                    })
                    .onBegan(wait -> begun[number] = wait);
            waits.begin(calls[i]);
        }
        toEnd.set(first);
        assertThat(calls[first].result()).isEqualTo(first);
        Bounds.await("its thread").until(begun[first]::hasReleasedThread);
        assertThat(waits.close()).isTrue();
        assertThat(begun[first].isInterrupted()).isFalse();
        for (int i = 0; i < calls.length; i++) {
            if (i != first) {
                assertThat(calls[i].result()).isEqualTo(FakeCall.INTERRUPTED);
                assertThat(calls[i].cause).isInstanceOf(ClosedHandleException.class);
            }
        }
    }

    @Test
    void aThreadThatStaysInTheKernelIsReported() {
        AtomicBoolean inside = new AtomicBoolean();
        AtomicBoolean letGo = new AtomicBoolean();
        FakeCall stuck = new FakeCall(() -> {
            inside.set(true);
            while (!letGo.get()) {
                Thread.onSpinWait();
            }
            return FakeCall.INTERRUPTED;
        });
        waits.begin(stuck);
        Bounds.await("the call").untilTrue(inside);
        try (CapturedLog log = new CapturedLog("io.sluice.blocking")) {
            assertThat(waits.close(System.nanoTime())).isFalse();
            assertThat(log.about("could not be interrupted"))
                    .singleElement()
                    .extracting(CapturedLog::message)
                    .asString()
                    .contains("fake on /handle");
        } finally {
            letGo.set(true);
        }
        assertThat(waits.close()).isTrue();
        assertThat(stuck.result()).isEqualTo(FakeCall.INTERRUPTED);
    }

    @Test
    void waitsThatEndWhileTheSetIsClosedKeepItFromNoOther() {
        for (int round = 0; round < ROUNDS; round++) {
            endSomeWhileClosing(new WaitSet("/handle", null));
        }
    }

    /** Every second wait may end by itself just when the set is closed. */
    private static void endSomeWhileClosing(WaitSet set) {
        AtomicBoolean free = new AtomicBoolean();
        KernelWait[] begun = new KernelWait[4];
        FakeCall[] calls = new FakeCall[begun.length];
        CountDownLatch inside = new CountDownLatch(begun.length);
        for (int i = 0; i < calls.length; i++) {
            int number = i;
            boolean endsAlone = i % 2 == 1;
            calls[i] = new FakeCall(() -> {
                        inside.countDown();
                        while (!begun[number].isInterrupted() && !(endsAlone && free.get())) {
                            LockSupport.parkNanos(1000);
                        }
                        return begun[number].isInterrupted() ? FakeCall.INTERRUPTED : number;
                    })
                    .onBegan(wait -> begun[number] = wait);
            set.begin(calls[i]);
        }
        Bounds.await("the calls").until(() -> inside.getCount() == 0);
        free.set(true);
        assertThat(set.close()).isTrue();
        for (int i = 0; i < calls.length; i++) {
            long endedAlone = i % 2 == 1 ? i : FakeCall.INTERRUPTED;
            assertThat(calls[i].result()).isIn(endedAlone, FakeCall.INTERRUPTED);
        }
    }

    @Test
    void aClosedSetRefusesAWaitBeforeItBegins() {
        assertThat(waits.isClosed()).isFalse();
        waits.close();
        assertThat(waits.isClosed()).isTrue();
        AtomicBoolean began = new AtomicBoolean();
        FakeCall call = new FakeCall(() -> 0).onBegan(wait -> began.set(true));
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> waits.begin(call))
                .withMessageContaining("fake")
                .withMessageContaining("/handle");
        assertThat(began).isFalse();
        assertThat(call.releases).hasValue(1);
    }

    @Test
    void aWaitThatIsClosedWhileItBeginsNeverMakesItsCall() {
        AtomicInteger made = new AtomicInteger();
        FakeCall call = new FakeCall(made::incrementAndGet).onBegan(wait -> waits.close());
        KernelWait wait = waits.begin(call);
        assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        assertThat(call.cause).isInstanceOf(ClosedHandleException.class);
        assertThat(made).hasValue(0);
        assertThat(wait.hasEnded()).isTrue();
    }

    @Test
    void aWaitThatCannotBeginGivesBackWhatItHasAndIsForgotten() {
        AtomicReference<KernelWait> refused = new AtomicReference<>();
        FakeCall call = new FakeCall(() -> 0).onBegan(wait -> {
            refused.set(wait);
            throw new IllegalStateException("expected");
        });
        assertThatIllegalStateException().isThrownBy(() -> waits.begin(call)).withMessage("expected");
        assertThat(call.releases).hasValue(1);
        assertThat(call.ends).hasValue(0);
        assertThat(waits.close()).isTrue();
        assertThat(refused.get().hasEnded()).as("was interrupted").isFalse();
    }

    @Test
    void aCallThatFindsTheHeapFullEndsWithAnAnswer() {
        FakeCall call = new FakeCall(() -> {
            throw new OutOfMemoryError("expected");
        });
        waits.begin(call);
        assertThat(call.result()).isEqualTo(-Errno.ENOMEM.number());
    }

    @Test
    void anErrorForWhichTheHeapHasNoRoomComesWhenThereIsRoom() {
        FakeCall call = new FakeCall(() -> -Errno.EIO.number());
        call.shortages.set(3);
        waits.begin(call);
        assertThat(call.result()).isEqualTo(-Errno.EIO.number());
        assertThat(call.ends).hasValue(1);
    }

    @Test
    void aWaitOffersNothingThatCouldBeginItAgain() {
        assertThat(KernelWait.class.getConstructors()).isEmpty();
        assertThat(KernelWait.class.getInterfaces()).isEmpty();
        assertThat(KernelWait.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                .extracting(Method::getName)
                .containsExactlyInAnyOrder(
                        "interrupt", "interruptAndAwait", "isInterrupted", "hasEnded", "hasReleasedThread", "toString");
    }
}
