package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mapping.MappedMemory;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.ZeroWaiter;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Names, numbers and spans of semaphores: each is what it says, or is refused before the kernel sees it. */
final class SemaphoreRules implements AutoCloseable {
    private static final int LONGEST_NAME = 251;
    private static final int MODES = 0777;
    private static final int GREATEST_SYSV = 32_767;
    private static final int LAST_INDEX = 65_535;
    private static final int SIZE = 3;

    private final PosixSemaphore semaphore =
            PosixSemaphore.builder(TestQueues.PREFIX + "rules").value(1).create();
    private final SysvSemaphoreSet set =
            SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1, 0, 1).create();

    static void checkName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length - 1;
        boolean valid = name.startsWith("/")
                && name.indexOf('/', 1) < 0
                && name.indexOf(0) < 0
                && length >= 1
                && length <= LONGEST_NAME
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        boolean refused = Documented.SEMAPHORE_BUILDER
                .call(() -> PosixSemaphore.builder(name))
                .refused();
        if (!valid) {
            assertThat(refused).as(name).isTrue();
        }
        if (refused) {
            assertThat(Documented.SEMAPHORE_UNLINK.call(() -> unlinked(name)).refused())
                    .isTrue();
        }
    }

    private static boolean unlinked(String name) {
        PosixSemaphore.unlink(name);
        return true;
    }

    static void checkNumber(int number) {
        assertThat(Documented.SEMAPHORE_VALUE
                        .call(() -> PosixSemaphore.builder("/value").value(number))
                        .refused())
                .isEqualTo(number < 0);
        checkPlace(number, number);
        checkPlace(number & Long.BYTES * SIZE, number);
        boolean noMode = (number & ~MODES) != 0;
        assertThat(Documented.SEMAPHORE_MODE
                        .call(() -> PosixSemaphore.builder("/mode").mode(number))
                        .refused())
                .isEqualTo(noMode);
        assertThat(Documented.SET_MODE
                        .call(() -> SysvSemaphoreSet.builder(IpcKey.PRIVATE).mode(number))
                        .refused())
                .isEqualTo(noMode);
    }

    /** A semaphore of 32 bytes in memory of 64. */
    private static void checkPlace(long offset, int value) {
        try (SharedMemory shared = SharedMemory.anonymous("rules").size(64).create()) {
            MappedMemory memory = shared.memory();
            boolean none = offset < 0 || offset > 32 || offset % Long.BYTES != 0;
            assertThat(Documented.SEMAPHORE_AT
                            .call(() -> PosixSemaphore.at(memory, offset))
                            .exception())
                    .isNotNull();
            assertThat(Documented.SEMAPHORE_INITIALIZE
                                    .call(() -> PosixSemaphore.initialize(memory, offset, value))
                                    .exception()
                            != null)
                    .isEqualTo(none || value < 0);
        }
    }

    static void checkOperation(int index, int number, boolean undo) {
        boolean noIndex = index < 0 || index > LAST_INDEX;
        Documented.Outcome<SemaphoreOperation> operation =
                Documented.OPERATION.call(() -> new SemaphoreOperation(index, number, undo));
        assertThat(Documented.OPERATION_ZERO
                        .call(() -> SemaphoreOperation.awaitZero(index))
                        .refused())
                .isEqualTo(noIndex);
        boolean noPermits = noIndex || number < 1 || number > GREATEST_SYSV;
        Documented.Outcome<SemaphoreOperation> take =
                Documented.OPERATION_TAKE.call(() -> SemaphoreOperation.take(index, number));
        assertThat(take.refused()).isEqualTo(noPermits);
        assertThat(Documented.OPERATION_GIVE
                        .call(() -> SemaphoreOperation.give(index, number))
                        .refused())
                .isEqualTo(noPermits);
        if (!noPermits) {
            assertThat(operation.refused()).isFalse();
            assertThat(take.value().change()).isEqualTo(-number);
        }
    }

    void checkIndex(int index) {
        boolean none = index < 0 || index >= SIZE;
        assertThat(Documented.SET_VALUE.call(() -> set.value(index)).refused()).isEqualTo(none);
        assertThat(Documented.SET_WAITERS.call(() -> set.waiters(index)).refused())
                .isEqualTo(none);
        assertThat(Documented.SET_WAITERS_FOR_ZERO
                        .call(() -> set.waitersForZero(index))
                        .refused())
                .isEqualTo(none);
        assertThat(Documented.SET_LAST_PROCESS
                        .call(() -> set.lastProcess(index))
                        .refused())
                .isEqualTo(none);
        Mono<Void> zero = Documented.AWAIT_ZERO
                .call(() -> ZeroWaiter.create(set).awaitZero(index))
                .value();
        if (index == 1) {
            zero.block(Bounds.SOON);
        }
    }

    void checkSetValue(int index, int value) {
        Documented.Outcome<Boolean> outcome = Documented.SET_SET_VALUE.call(() -> {
            set.setValue(index, value);
            return true;
        });
        boolean valid = index >= 0 && index < SIZE && value >= 0 && value <= GREATEST_SYSV;
        assertThat(outcome.failed()).isEqualTo(!valid);
        if (valid) {
            assertThat(set.value(index)).isEqualTo(value);
            set.setValues(1, 0, 1);
        }
    }

    static void checkId(int id) {
        Documented.Outcome<SysvSemaphoreSet> opened = Documented.SET_BY_ID.call(() -> SysvSemaphoreSet.openById(id));
        if (!opened.failed()) {
            assertThat(opened.value().id()).isEqualTo(id);
            opened.value().close();
        }
    }

    static void checkKey(int number) {
        IpcKey key = number == 0 ? IpcKey.PRIVATE : IpcKey.of(number);
        assertThat(Documented.SET_BUILDER
                        .call(() -> SysvSemaphoreSet.builder(key))
                        .failed())
                .isFalse();
        Documented.Outcome<SysvSemaphoreSet> opened = Documented.SET_OPEN.call(() -> SysvSemaphoreSet.open(key));
        assertThat(opened.refused()).isEqualTo(key.isPrivate());
        if (!opened.failed()) {
            opened.value().close();
        }
    }

    /** With a permit that is left and a semaphore that is 0, no call waits. */
    void checkTimeout(Duration timeout) throws Exception {
        boolean negative = timeout.isNegative();
        assertThat(Documented.SET_INITIALIZATION
                        .call(() -> SysvSemaphoreSet.builder(IpcKey.PRIVATE).initializationTimeout(timeout))
                        .refused())
                .isEqualTo(negative);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
        assertOnlyNegativeIsRefused(
                negative,
                Documented.ACQUIRE.call(() -> acquirer.acquire(timeout).map(permit -> permit.release())));
        assertOnlyNegativeIsRefused(
                negative, Documented.MONO_WITH_PERMIT.call(() -> acquirer.withPermit(timeout, Mono.just(1))));
        assertOnlyNegativeIsRefused(
                negative,
                Documented.WITH_PERMIT.call(
                        () -> acquirer.withPermit(timeout, () -> Flux.just(1)).single()));
        assertOnlyNegativeIsRefused(
                negative,
                Documented.AWAIT_ZERO_WITHIN.call(
                        () -> ZeroWaiter.create(set).awaitZero(1, timeout).thenReturn(1)));
        checkBlocking(
                negative,
                Documented.SEMAPHORE_BLOCKING_WAIT,
                semaphore::post,
                outcome -> semaphore.blockingWait(timeout, outcome));
        List<SemaphoreOperation> take = List.of(SemaphoreOperation.take(0, 1));
        checkBlocking(
                negative,
                Documented.SET_BLOCKING_CHANGE,
                () -> set.giveBack(take),
                outcome -> set.blockingChange(take, timeout, outcome));
        assertThat(semaphore.value()).isEqualTo(1);
        assertThat(set.value(0)).isEqualTo(1);
    }

    private static void assertOnlyNegativeIsRefused(boolean negative, Documented.Outcome<? extends Mono<?>> outcome) {
        assertThat(outcome.refused()).isEqualTo(negative);
        if (!negative) {
            assertThat(outcome.value().block(Bounds.SOON)).isNotNull();
        }
    }

    /** Begins a blocking call with a handler. */
    private interface Beginning {
        KernelWait begin(WaitHandler handler);
    }

    private static void checkBlocking(boolean negative, Documented call, Runnable giveBack, Beginning beginning)
            throws Exception {
        Taken taken = new Taken();
        assertThat(call.call(() -> beginning.begin(taken)).refused()).isEqualTo(negative);
        if (!negative && taken.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)) {
            giveBack.run();
        }
    }

    /** False where a timeout of next to nothing was over first. */
    private static final class Taken extends CompletableFuture<Boolean> implements WaitHandler {
        @Override
        public void done() {
            complete(true);
        }

        @Override
        public void notDone(@Nullable ErrnoException cause) {
            if (cause != null && cause.errno() == Errno.ETIMEDOUT) {
                complete(false);
            } else {
                completeExceptionally(new AssertionError(cause));
            }
        }
    }

    @Override
    public void close() {
        semaphore.close();
        PosixSemaphore.unlink(semaphore.name());
        set.remove();
        set.close();
    }
}
