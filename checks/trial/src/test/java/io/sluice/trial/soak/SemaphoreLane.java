package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.SemaphoreAcquirerOptions;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** A semaphore whose permits stand for what was posted: each is used up by the one who acquires it. */
abstract class SemaphoreLane extends Lane {
    private static final int MOST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Supplier<EventLoop> loops;
    private final AtomicLong acquired = new AtomicLong();
    private long posted;
    private SemaphoreAcquirer acquirer;

    SemaphoreLane(Totals totals, Supplier<EventLoop> loops) {
        super(totals);
        this.loops = loops;
    }

    abstract SemaphoreAcquirer create(SemaphoreAcquirerOptions options);

    abstract void post();

    abstract int value();

    /** Ends all waits, and removes what it has made. */
    abstract void remove();

    @Override
    final void open() {
        totals.openings.incrementAndGet();
        acquired.set(0);
        posted = 0;
        acquirer = create(SemaphoreAcquirerOptions.create().eventLoop(loops.get()));
    }

    @Override
    final void changeSubscriber(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> read(StreamKind.PERMIT_ALL, counted(endless(acquirer.permits())), Duration.ZERO);
            case 1 ->
                read(
                        StreamKind.PERMIT_WITHIN,
                        counted(acquirer.acquire(PATIENCE).flux()).onErrorComplete(AcquireTimeoutException.class),
                        PATIENCE);
            default -> read(StreamKind.PERMIT_TRY, counted(acquirer.tryAcquire().flux()), Duration.ZERO);
        }
    }

    private Flux<Permit> counted(Flux<Permit> permits) {
        return permits.doOnNext(permit -> acquired.incrementAndGet());
    }

    @Override
    final void use(Random random) {
        for (int i = 1 + random.nextInt(MOST_AT_ONCE); i > 0; i--) {
            post();
            posted++;
        }
    }

    @Override
    final boolean isEmpty() {
        return value() == 0;
    }

    @Override
    final void close() {
        // One that was taken when its subscriber cancelled may be on its way back.
        Bounds.await("each permit to be acquired once or left").until(() -> posted == acquired.get() + value());
        remove();
    }
}
