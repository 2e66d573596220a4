package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.testing.Bounds;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the calls on shared words must do in every binding. One subclass for each binding. */
public abstract class FutexCallsContract extends CallsContract {
    private static final int WORD = 64;

    private final FutexCalls futexes = libc.futexes();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected FutexCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(futexes.futexWait(8, 0, 0)).isEqualTo(-Errno.EFAULT.number());
        assertThat(futexes.futexWait(at(WORD + 1), 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(futexes.futexWake(8, 1)).isEqualTo(-Errno.EFAULT.number());
    }

    @Test
    void nobodyWaitsForAWordWithAnotherValue() {
        memory.bytes().putInt(WORD, -7);
        assertThat(futexes.futexWait(at(WORD), 7, 0)).isEqualTo(-Errno.EAGAIN.number());
        assertThat(futexes.futexWake(at(WORD), 1)).isZero();
    }

    @Test
    void theWaitEndsWithItsTimeout() {
        memory.bytes().putLong(ClockLayouts.TIMESPEC_SEC, 0);
        memory.bytes().putLong(ClockLayouts.TIMESPEC_NSEC, 2_000_000);
        assertThat(futexes.futexWait(at(WORD), 0, at(0))).isEqualTo(-Errno.ETIMEDOUT.number());
    }

    @Test
    void whoWaitsIsWokenUp() {
        CompletableFuture<Integer> wait = CompletableFuture.supplyAsync(
                () -> futexes.futexWait(at(WORD), 0, 0), runnable -> new Thread(runnable).start());
        Bounds.await("a waiter to be woken up").until(() -> futexes.futexWake(at(WORD), 1) == 1);
        assertThat(wait.join()).isZero();
    }
}
