package io.sluice.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.libc.ClockLayouts;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryConstants;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kernel answers to those who wait for a word and to those who wake them up, on the binding of the tests. */
class FutexTest {
    private static final int PAGE = 4096;
    private static final int ALL = Integer.MAX_VALUE;
    private static final long NOWHERE = 8;
    private static final int FAULT = -Errno.EFAULT.number();

    /** As the threads are named that {@link BlockedThreads} counts. */
    private static final String WAITER = "sluice-waiter-";

    private final FutexCalls futexes = Libc.get().futexes();
    private final long word = page(MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE);
    private final NativeMemory timeout = NativeMemory.allocate(ClockLayouts.TIMESPEC_SIZE);

    private static long page(int protection) {
        int shared = MemoryConstants.MAP_SHARED | MemoryConstants.MAP_ANONYMOUS;
        long address = Libc.get().memory().mmap(0, PAGE, protection, shared, -1, 0);
        assertThat(address).isPositive();
        return address;
    }

    @AfterEach
    void unmap() {
        assertThat(Libc.get().memory().munmap(word, PAGE)).isZero();
    }

    private CompletableFuture<Integer> waiter(int number) {
        return CompletableFuture.supplyAsync(
                () -> futexes.futexWait(word, 0, 0), waits -> new Thread(waits, WAITER + number).start());
    }

    @Test
    @Conforms({"futex_wait01", "futex_wait04"})
    void aWordThatNobodyHasWrittenIsZero() {
        assertThat(futexes.futexWait(word, 1, 0)).isEqualTo(-Errno.EAGAIN.number());
    }

    @Test
    @Conforms({"futex_wait01", "futex_wait05"})
    void aWaitEndsWithItsTimeoutAndNotBefore() {
        long nanos = 30_000_000;
        timeout.bytes().putLong(ClockLayouts.TIMESPEC_SEC, 0);
        timeout.bytes().putLong(ClockLayouts.TIMESPEC_NSEC, nanos);
        long before = System.nanoTime();
        assertThat(futexes.futexWait(word, 0, timeout.address())).isEqualTo(-Errno.ETIMEDOUT.number());
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(nanos);
    }

    @Test
    @Conforms({"futex_wait03", "futex_wake01", "futex_wake02"})
    void asManyThreadsAreWokenUpAsWasAsked() {
        assertThat(futexes.futexWake(word, 1)).isZero();
        assertThat(futexes.futexWake(word, ALL)).isZero();
        List<CompletableFuture<Integer>> waiters = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiters.add(waiter(i));
        }
        BlockedThreads.await(6);
        assertThat(waiters).noneMatch(CompletableFuture::isDone);
        assertThat(futexes.futexWake(word, 1)).isEqualTo(1);
        assertThat(futexes.futexWake(word, 2)).isEqualTo(2);
        Bounds.await("three threads awake")
                .until(() -> waiters.stream().filter(CompletableFuture::isDone).count() == 3);
        BlockedThreads.await(3);
        assertThat(futexes.futexWake(word, ALL)).isEqualTo(3);
        assertThat(waiters).allSatisfy(each -> assertThat(each.join()).isZero());
        assertThat(futexes.futexWake(word, 1)).isZero();
    }

    @Test
    @Conforms({"futex_wait06", "futex_wake05"})
    void anAddressWithoutMemoryIsAnError() {
        assertThat(futexes.futexWait(NOWHERE, 0, 0)).isEqualTo(FAULT);
        assertThat(futexes.futexWait(word, 0, NOWHERE)).isEqualTo(FAULT);
        assertThat(futexes.futexWake(NOWHERE, 1)).isEqualTo(FAULT);
        long unreadable = page(0);
        assertThat(futexes.futexWake(unreadable, 1)).isEqualTo(FAULT);
        assertThat(Libc.get().memory().munmap(unreadable, PAGE)).isZero();
    }
}
