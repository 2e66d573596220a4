package io.sluice.reactor.semaphore;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.SetRemovedException;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationMono;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Waits until semaphores of a System V set are 0, as at a barrier or when the last holder has gone. It is no {@link
 * SemaphoreAcquirer}, since nothing is acquired and nothing is to be given back.
 *
 * <pre>{@code
 * Mono<Void> allHaveArrived = ZeroWaiter.create(set).awaitZero(0, Duration.ofSeconds(10));
 * }</pre>
 *
 * <p>Each subscription completes if the semaphore is 0 then or at any moment from then on, however short. So each one that has
 * to wait has a wait of its own in the kernel, and holds a pooled thread. Acquirers wait in one line, which holds one thread;
 * but whoever is second in a line would miss a 0 that does not last. When a cancel has returned, no thread waits for that
 * subscription any more. Signals come on the event loop's thread, which must not be blocked.
 *
 * <p>Failures: {@link AcquireTimeoutException} if the semaphore was not 0 in time ({@code ETIMEDOUT}), {@link
 * SetRemovedException} if the set was removed ({@code EIDRM}, {@code EINVAL}), {@link ClosedHandleException} if its handle was
 * closed ({@code EBADF}), and {@link io.sluice.errno.ErrnoException} if it has no such semaphore ({@code EFBIG}) or this user
 * may not read it ({@code EACCES}). {@link java.util.concurrent.RejectedExecutionException}: the event loop is closed, or all
 * threads wait already.
 *
 * <p>The owner closes the set; no waiter does. May be used from any thread.
 *
 * @see "semop(2)"
 */
public final class ZeroWaiter {
    private final SysvSemaphoreSet set;
    private final EventLoop loop;

    private ZeroWaiter(SysvSemaphoreSet set, EventLoop loop) {
        NonBlockingThreads.register();
        this.set = Objects.requireNonNull(set, "set");
        this.loop = loop;
    }

    /**
     * Makes a waiter with the default options.
     *
     * @param set an open set
     * @return the waiter
     */
    public static ZeroWaiter create(SysvSemaphoreSet set) {
        return create(set, SemaphoreAcquirerOptions.create());
    }

    /**
     * Makes a waiter.
     *
     * @param set an open set
     * @param options which event loop signals
     * @return the waiter
     */
    public static ZeroWaiter create(SysvSemaphoreSet set, SemaphoreAcquirerOptions options) {
        return new ZeroWaiter(set, options.eventLoop());
    }

    /**
     * Waits until a semaphore is 0, without a limit.
     *
     * @param index which semaphore of the set, 0 to 65,535
     * @return completes when it is; each subscription waits anew
     * @throws IllegalArgumentException if the index is out of range
     */
    public Mono<Void> awaitZero(int index) {
        return awaitZero(index, Limit.NONE);
    }

    /**
     * Waits until a semaphore is 0, no longer than a timeout. If it is 0 at the subscription, it completes, however short the
     * timeout.
     *
     * @param index which semaphore of the set, 0 to 65,535
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @return completes when it is; each subscription waits anew
     * @throws IllegalArgumentException if the index is out of range, or the timeout is negative
     */
    public Mono<Void> awaitZero(int index, Duration timeout) {
        return awaitZero(index, Limit.within(timeout));
    }

    private Mono<Void> awaitZero(int index, Limit limit) {
        List<SemaphoreOperation> zero = List.of(SemaphoreOperation.awaitZero(index));
        return Mono.defer(() -> new OperationMono<>(new OperationQueue<>(new ZeroTarget(set), loop), zero, limit));
    }

    @Override
    public String toString() {
        return "ZeroWaiter(" + set + ")";
    }
}
