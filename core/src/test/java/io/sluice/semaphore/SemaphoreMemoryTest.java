package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.libc.FutexCalls;
import io.sluice.libc.FutexConstants;
import io.sluice.libc.Libc;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SemaphoreMemoryTest {
    private static final long ONE_WAITS = 1L << Integer.SIZE;

    private final FutexCalls futexes = Libc.get().futexes();
    private final AtomicLong word = new AtomicLong();

    @Test
    void aPostThatCannotWakeUpBecauseTheHeapIsFullHasNotPosted() {
        SemaphoreMemory memory = new Memory(() -> {
            throw new OutOfMemoryError("on purpose");
        });
        word.set(ONE_WAITS);
        assertThatThrownBy(() -> memory.post(futexes)).isInstanceOf(OutOfMemoryError.class);
        assertThat(word).hasValue(ONE_WAITS);
    }

    @Test
    void aPostThatCannotWakeUpHasPostedWhereSomebodyHasTakenThePermitMeanwhile() {
        SemaphoreMemory memory = new Memory(() -> {
            word.decrementAndGet();
            throw new OutOfMemoryError("on purpose");
        });
        word.set(ONE_WAITS);
        assertThat(memory.post(futexes)).isTrue();
        assertThat(word).hasValue(ONE_WAITS);
    }

    @Test
    void aPostToTheHighestValueChangesNothing() {
        word.set(ONE_WAITS + FutexConstants.SEM_VALUE_MAX);
        assertThat(new Memory(() -> {}).post(futexes)).isFalse();
        assertThat(word).hasValue(ONE_WAITS + FutexConstants.SEM_VALUE_MAX);
    }

    /** A word of this test's. */
    private final class Memory extends SemaphoreMemory {
        private final Runnable wakeUp;

        Memory(Runnable wakeUp) {
            this.wakeUp = wakeUp;
        }

        @Override
        int await(FutexCalls futexes, long timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        void wakeUpOne(FutexCalls futexes) {
            wakeUp.run();
        }

        @Override
        long word() {
            return word.get();
        }

        @Override
        boolean changed(long before, long after) {
            return word.compareAndSet(before, after);
        }
    }
}
