package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The waits of one handle and their end, with calls that a test makes up. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitSetTest {
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

    @Test
    void aClosedSetRefusesAWaitBeforeItBegins() {
        waits.close();
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
        waits.begin(call);
        assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
        assertThat(call.cause).isInstanceOf(ClosedHandleException.class);
        assertThat(made).hasValue(0);
    }

    @Test
    void aWaitThatCannotBeginGivesBackWhatItHasAndIsForgotten() {
        FakeCall call = new FakeCall(() -> 0).onBegan(wait -> {
            throw new IllegalStateException("expected");
        });
        assertThatIllegalStateException().isThrownBy(() -> waits.begin(call)).withMessage("expected");
        assertThat(call.releases).hasValue(1);
        assertThat(call.ends).hasValue(0);
        assertThat(waits.close()).isTrue();
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
    void anErrorForWhichTheHeapHasNoRoomComesWhenThereIsRoom() throws Exception {
        AtomicInteger shortages = new AtomicInteger(3);
        CompletableFuture<ErrnoException> cause = new CompletableFuture<>();
        WaitHandler handler = new WaitHandler() {
            @Override
            public void began(KernelWait wait) {}

            @Override
            public void done() {
                cause.completeExceptionally(new AssertionError("the call has failed"));
            }

            @Override
            public void notDone(ErrnoException reason) {
                cause.complete(reason);
            }
        };
        waits.begin(new HandledCall("fake", handler) {
            @Override
            public long call() {
                return -Errno.EIO.number();
            }

            @Override
            protected ErrnoException failure(int errno) {
                if (shortages.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("expected");
                }
                return new ErrnoException(function(), "/handle", errno, "");
            }

            @Override
            public void release() {}
        });
        assertThat(cause.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS).errno()).isEqualTo(Errno.EIO);
    }

    @Test
    void aWaitOffersNothingThatCouldBeginItAgain() {
        assertThat(KernelWait.class.getConstructors()).isEmpty();
        assertThat(KernelWait.class.getInterfaces()).isEmpty();
        assertThat(KernelWait.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                .extracting(Method::getName)
                .containsExactlyInAnyOrder(
                        "interrupt", "interruptAndAwait", "hasEnded", "hasReleasedThread", "toString");
    }
}
