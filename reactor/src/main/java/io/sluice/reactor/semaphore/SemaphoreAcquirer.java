package io.sluice.reactor.semaphore;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.reactor.internal.queue.AcquireLine;
import io.sluice.reactor.internal.queue.AcquireMono;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.WhileHeldFlux;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Acquires permits of a semaphore that processes share, without blocking the calling thread.
 *
 * <pre>{@code
 * SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
 * Flux<String> rows = acquirer.withPermit(() -> Flux.just("what this process reads while it has a permit"));
 * }</pre>
 *
 * <p>Use {@link #withPermit(Supplier)} wherever you can: it gives the permit back on completion, error and cancel. With {@link
 * #acquire()} the subscriber has to {@link Permit#release()} what it gets.
 *
 * <p>A permit is taken with demand only. If one is left and nobody waits here, the subscription takes it at once, on the
 * thread that asks, and signals there. Otherwise it waits behind the earlier subscriptions. One pooled thread waits in the
 * kernel for all of them, among the other processes that wait. Then the permit comes on that thread or on the event loop's, and
 * neither must be blocked.
 *
 * <p>When a cancel has returned, nothing is acquired any more. A permit that was taken while its subscriber cancelled goes
 * back. A cancel that comes while {@code onNext} is running is too late: the subscriber has the permit. So operators that drop
 * an element behind a cancel, such as {@code timeout}, {@code publishOn} and {@code block} with a timeout, may lose it. {@link
 * #acquire(Duration)} and {@link #withPermit(Supplier)} have no such gap.
 *
 * <p>Failures:
 *
 * <ul>
 *   <li>{@link AcquireTimeoutException}: no permit came in time ({@code ETIMEDOUT})
 *   <li>{@link ClosedHandleException}: the semaphore's handle is or was closed ({@code EBADF})
 *   <li>{@link SetRemovedException}: the System V set was removed ({@code EIDRM}, {@code EINVAL})
 *   <li>{@link ErrnoException}: another process has cut the POSIX semaphore off ({@code EFAULT}), or the System V set cannot
 *       do this: {@link SysvSemaphoreSet#tryChange} lists why
 *   <li>{@link IllegalStateException} or {@link OutOfMemoryError}: no permit is left, and there is no signal or no thread to
 *       wait with
 *   <li>{@link java.util.concurrent.RejectedExecutionException}: the event loop is closed, or all threads wait already
 * </ul>
 *
 * <p>With a System V set, a permit is whatever the operations take that the acquirer was made with:
 *
 * <pre>{@code
 * SemaphoreOperation left = SemaphoreOperation.take(0, 1).withUndo();
 * SemaphoreOperation right = SemaphoreOperation.take(1, 1).withUndo();
 * Mono<String> meal = SemaphoreAcquirer.create(set, left, right).withPermit(Mono.just("eaten with both forks"));
 * }</pre>
 *
 * <p>The owner closes the semaphore; no acquirer does. May be used from any thread.
 *
 * @see "sem_overview(7)"
 */
public final class SemaphoreAcquirer {
    private final SemaphoreTarget target;
    private final AcquireLine<Permit> line;

    private SemaphoreAcquirer(SemaphoreTarget target, SemaphoreAcquirerOptions options) {
        NonBlockingThreads.register();
        this.target = target;
        line = new AcquireLine<>(target, options.eventLoop());
    }

    /**
     * Makes an acquirer with the default options.
     *
     * @param semaphore an open semaphore
     * @return the acquirer
     */
    public static SemaphoreAcquirer create(PosixSemaphore semaphore) {
        return create(semaphore, SemaphoreAcquirerOptions.create());
    }

    /**
     * Makes an acquirer.
     *
     * @param semaphore an open semaphore
     * @param options how to acquire
     * @return the acquirer
     */
    public static SemaphoreAcquirer create(PosixSemaphore semaphore, SemaphoreAcquirerOptions options) {
        Objects.requireNonNull(semaphore, "semaphore");
        Objects.requireNonNull(options, "options");
        return new SemaphoreAcquirer(new PosixSemaphoreTarget(semaphore, options.metrics()), options);
    }

    /**
     * Makes an acquirer of permits of a System V set, with the default options.
     *
     * @param set an open set
     * @param operations what takes one permit, such as {@code SemaphoreOperation.take(0, 1).withUndo()}. The kernel performs
     *     them all or none. A release gives back what they have taken, with undo where they took it with undo
     * @return the acquirer
     * @throws IllegalArgumentException if there are no operations
     */
    public static SemaphoreAcquirer create(SysvSemaphoreSet set, SemaphoreOperation... operations) {
        return create(set, SemaphoreAcquirerOptions.create(), operations);
    }

    /**
     * Makes an acquirer of permits of a System V set.
     *
     * @param set an open set
     * @param options how to acquire
     * @param operations what takes one permit, as for {@link #create(SysvSemaphoreSet, SemaphoreOperation...)}
     * @return the acquirer
     * @throws IllegalArgumentException if there are no operations
     */
    public static SemaphoreAcquirer create(
            SysvSemaphoreSet set, SemaphoreAcquirerOptions options, SemaphoreOperation... operations) {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(options, "options");
        return new SemaphoreAcquirer(new SysvSemaphoreTarget(set, List.of(operations), options.metrics()), options);
    }

    /**
     * Acquires a permit, and waits for it without a limit.
     *
     * @return the permit, which the subscriber has to release; each subscription acquires one more
     */
    public Mono<Permit> acquire() {
        return acquire(Limit.NONE);
    }

    /**
     * Acquires a permit, and waits for it no longer than a timeout. If a permit is left, it is taken, however short the
     * timeout.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @return the permit, which the subscriber has to release; each subscription acquires one more
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<Permit> acquire(Duration timeout) {
        return acquire(Limit.within(timeout));
    }

    /**
     * Acquires a permit if one is left and nobody waits here.
     *
     * @return the permit, which the subscriber has to release; empty where none is left. Each subscription tries once more
     */
    public Mono<Permit> tryAcquire() {
        return acquire(Limit.IMMEDIATE);
    }

    private Mono<Permit> acquire(Limit limit) {
        return new AcquireMono<>(line, this::permit, limit, Function.identity());
    }

    private Permit permit() {
        return new Permit(target);
    }

    /**
     * Permits, one for each that is asked for: other processes post, and each post is an element here.
     *
     * @return permits without end, which the subscriber has to release unless they stand for something that is used up
     */
    public Flux<Permit> permits() {
        return acquire().repeat();
    }

    /**
     * Acquires a permit, subscribes to a publisher while it has it, and gives it back: before the publisher's completion or
     * error is passed on, and behind a cancel.
     *
     * @param work makes the publisher, once for each subscription that has its permit
     * @param <T> the type of its elements
     * @return its elements; an error where the permit could not be acquired, or not be given back
     */
    public <T> Flux<T> withPermit(Supplier<? extends Publisher<? extends T>> work) {
        return withPermit(Limit.NONE, work);
    }

    /**
     * Does the same, and waits for the permit no longer than a timeout. The work may take as long as it likes.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @param work makes the publisher, once for each subscription that has its permit
     * @param <T> the type of its elements
     * @return its elements; an error where the permit could not be acquired, or not be given back
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Flux<T> withPermit(Duration timeout, Supplier<? extends Publisher<? extends T>> work) {
        return withPermit(Limit.within(timeout), work);
    }

    /**
     * Acquires a permit, subscribes to a {@code Mono} while it has it, and gives it back, as {@link #withPermit(Supplier)}
     * does.
     *
     * @param work what to subscribe to
     * @param <T> the type of its element
     * @return its outcome; an error where the permit could not be acquired, or not be given back
     */
    public <T> Mono<T> withPermit(Mono<? extends T> work) {
        Objects.requireNonNull(work, "work");
        return Mono.fromDirect(withPermit(Limit.NONE, () -> work));
    }

    /**
     * Does the same, and waits for the permit no longer than a timeout. The work may take as long as it likes.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @param work what to subscribe to
     * @param <T> the type of its element
     * @return its outcome; an error where the permit could not be acquired, or not be given back
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Mono<T> withPermit(Duration timeout, Mono<? extends T> work) {
        Objects.requireNonNull(work, "work");
        return Mono.fromDirect(withPermit(Limit.within(timeout), () -> work));
    }

    private <T> Flux<T> withPermit(Limit limit, Supplier<? extends Publisher<? extends T>> work) {
        Objects.requireNonNull(work, "work");
        return new WhileHeldFlux<>(line, this::permit, limit, work);
    }

    @Override
    public String toString() {
        return "SemaphoreAcquirer(" + target + ")";
    }
}
