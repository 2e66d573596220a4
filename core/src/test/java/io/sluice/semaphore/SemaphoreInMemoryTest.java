package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.FutexCalls;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.RecordedWait;
import java.lang.reflect.Proxy;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Semaphores in shared memory, beside C programs that have them by {@code sem_init}. */
class SemaphoreInMemoryTest {
    private static final int AT = 64;
    private static final int ROUNDS = 500;

    private final SharedMemory shared =
            SharedMemory.anonymous("semaphores").size(4096).create();
    private final MappedMemory memory = shared.memory();

    @AfterEach
    void close() {
        shared.close();
    }

    private RunningProgram peer() {
        RunningProgram peer = CProgram.of("shm_peer").start("/none");
        assertThat(peer.ask("path " + shared.path())).isEqualTo("opened 4096");
        return peer;
    }

    @Test
    void permitsGoToAndFroWithASemaphoreThatCHasMade() {
        try (RunningProgram peer = peer()) {
            assertThat(peer.ask("sem_init 64 2")).isEqualTo("made");
            try (PosixSemaphore semaphore = PosixSemaphore.at(memory, AT)) {
                assertThat(semaphore.wasCreated()).isFalse();
                assertThat(semaphore.value()).isEqualTo(2);
                assertThat(semaphore.tryWait()).isTrue();
                assertThat(peer.ask("sem_wait 64")).isEqualTo("took");
                assertThat(semaphore.tryWait()).isFalse();
                semaphore.post();
                assertThat(peer.ask("sem_value 64")).isEqualTo("1");
            }
        }
    }

    @Test
    void bothSidesWakeUpEachOtherOnASemaphoreThatJavaHasMade() {
        try (RunningProgram peer = peer();
                PosixSemaphore semaphore = PosixSemaphore.initialize(memory, AT, 0)) {
            RecordedWait<Void> wait = new RecordedWait<>();
            semaphore.blockingWait(wait);
            Bounds.await("a waiter").until(() -> memory.getInt(AT + 4) == 1);
            assertThat(peer.ask("sem_post 64")).isEqualTo("posted");
            assertThat(wait.await().wasDone()).isTrue();
            peer.say("sem_wait 64");
            peer.awaitAsleep();
            semaphore.post();
            assertThat(peer.line()).isEqualTo("took");
            assertThat(semaphore.value()).isZero();
            assertThat(semaphore.name()).isEqualTo("memfd:semaphores+64");
        }
    }

    @Test
    void aCloseOfTheMemoryEndsTheWaits() {
        PosixSemaphore semaphore = PosixSemaphore.initialize(memory, AT, 0);
        RecordedWait<Void> wait = new RecordedWait<>();
        semaphore.blockingWait(wait);
        Bounds.await("a waiter").until(() -> memory.getInt(AT + 4) == 1);
        memory.close();
        assertThat(wait.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(semaphore.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(semaphore::tryWait);
        assertThatIllegalStateException().isThrownBy(semaphore::post);
    }

    @Test
    void aPostToMemoryThatIsBeingClosedGivesNothing() {
        PosixSemaphore.initialize(memory, AT, 0).close();
        MappedMemory closing = shared.map();
        PosixSemaphore semaphore = PosixSemaphore.at(closing, AT);
        MappedRegion region = MappingAccess.region(closing);
        assertThat(region.acquire()).isTrue();
        try {
            closing.close(); // the memory stays until the use of it ends
            assertThatIllegalStateException().isThrownBy(semaphore::post);
        } finally {
            region.release();
        }
        assertThat(memory.getInt(AT)).isZero();
    }

    @Test
    void aPostBesideACloseOfTheMemoryWakesUpOrGivesNothing() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            PosixSemaphore.initialize(memory, AT, 0).close();
            memory.setLong(AT, 1L << Integer.SIZE); // one waits
            MappedMemory closing = shared.map();
            SemaphoreInMemory semaphore = SemaphoreInMemory.existing(closing, AT);
            AtomicInteger wakeUps = new AtomicInteger();
            CompletableFuture<Void> post = CompletableFuture.runAsync(() -> {
                meet(together);
                try {
                    semaphore.post(counting(wakeUps));
                } catch (IllegalStateException closed) {
                    return;
                }
            });
            meet(together);
            closing.close();
            post.get();
            assertThat(wakeUps).hasValue(memory.getInt(AT));
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private static FutexCalls counting(AtomicInteger wakeUps) {
        return (FutexCalls) Proxy.newProxyInstance(
                FutexCalls.class.getClassLoader(),
                new Class<?>[] {FutexCalls.class},
                (proxy, method, arguments) -> wakeUps.incrementAndGet());
    }

    @Test
    void aCloseOfTheSemaphoreLeavesTheMemoryOpen() {
        PosixSemaphore semaphore = PosixSemaphore.initialize(memory, AT, 5);
        semaphore.close();
        assertThat(memory.getInt(AT)).isEqualTo(5);
        semaphore.post();
        assertThat(memory.getInt(AT)).isEqualTo(6);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(semaphore::value);
    }

    @Test
    void whatIsNoSharedSemaphoreIsRefused() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixSemaphore.at(memory, AT))
                .withMessageContaining("There is no semaphore there that processes share")
                .satisfies(none -> assertThat(none.errno()).isEqualTo(Errno.EINVAL));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> PosixSemaphore.initialize(memory, 4096 - 24, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PosixSemaphore.initialize(memory, 68, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PosixSemaphore.initialize(memory, AT, -1));
    }

    @Test
    void aCloseOfTheMemoryRightBehindTheLookAtItIsThatOfTheHandle() {
        PosixSemaphore.initialize(memory, AT, 1).close();
        SemaphoreHandle openAtTheLook = new SemaphoreHandle() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public boolean acquire() {
                return false;
            }

            @Override
            public void release() {
                // It has no use.
            }

            @Override
            public boolean isWhole() {
                return true;
            }

            @Override
            public void close() {
                // It holds nothing.
            }
        };
        PosixSemaphore semaphore =
                new PosixSemaphore(openAtTheLook, "late", SemaphoreInMemory.existing(memory, AT), false, null);
        shared.close();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(semaphore::tryWait);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(semaphore::value);
    }
}
