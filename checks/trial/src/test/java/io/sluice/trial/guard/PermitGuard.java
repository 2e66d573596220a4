package io.sluice.trial.guard;

import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import java.time.Duration;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A semaphore, whose permits one acquirer takes at a time. */
abstract class PermitGuard implements Guard {
    private volatile SemaphoreAcquirer acquirer;

    PermitGuard(SemaphoreAcquirer first) {
        acquirer = first;
    }

    final void use(SemaphoreAcquirer next) {
        acquirer = next;
    }

    @Override
    public final <T> Flux<T> with(Supplier<Publisher<T>> work) {
        return acquirer.withPermit(work);
    }

    @Override
    public final <T> Flux<T> with(Duration timeout, Supplier<Publisher<T>> work) {
        return acquirer.withPermit(timeout, work);
    }
}
