package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A signal that comes right before the thread enters the kernel is lost, and the thread must be interrupted again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MissedSignalTest {
    private static final long MISSED_NANOS = Duration.ofMillis(20).toNanos();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixQueueCalls libc = Libc.get().posixQueues();

    @Test
    void interruptGoesOnUntilTheThreadHasLeftTheKernel() {
        assertInterrupted(KernelWait::interrupt);
    }

    @Test
    void interruptAndAwaitGoesOnUntilTheThreadHasLeftTheKernel() {
        assertInterrupted(wait -> {
            wait.interruptAndAwait();
            assertThat(wait.hasEnded()).isTrue();
        });
    }

    private void assertInterrupted(Consumer<KernelWait> interruption) {
        String name = queues.create(1, 8).name();
        NativeMemory buffer = NativeMemory.allocate(8);
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean interrupting = new AtomicBoolean();
        try (OwnedFd blocking = OwnedFd.of(Libc.get().files(), libc.mqOpen(name, FileConstants.O_RDONLY, 0, 0), name)) {
            FakeCall call = new FakeCall(() -> {
                inside.countDown();
                long since = System.nanoTime();
                while (System.nanoTime() - since < MISSED_NANOS) {
                    Thread.onSpinWait(); // the first signal finds the thread here
                    since = interrupting.get() ? since : System.nanoTime();
                }
                return libc.mqTimedreceive(blocking.number(), buffer.address(), 8, 0, 0);
            });
            KernelWait wait = new WaitSet(name, null).begin(call);
            Bounds.await("the call").until(() -> inside.getCount() == 0);
            interrupting.set(true);
            interruption.accept(wait);
            assertThat(call.result()).isEqualTo(FakeCall.INTERRUPTED);
            assertThat(wait.hasEnded()).isTrue();
        }
        buffer.keepAlive();
    }
}
