package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.SemaphoreAcquirerOptions;
import io.sluice.semaphore.PosixSemaphore;
import java.util.function.Supplier;

/** A POSIX semaphore. */
final class PosixSemaphoreLane extends SemaphoreLane {
    private final String name;
    private PosixSemaphore semaphore;

    PosixSemaphoreLane(Totals totals, int number, Supplier<EventLoop> loops) {
        super(totals, loops);
        name = "/sluice-test-soak-" + ProcessHandle.current().pid() + "-" + number;
    }

    @Override
    SemaphoreAcquirer create(SemaphoreAcquirerOptions options) {
        semaphore = PosixSemaphore.builder(name).value(0).create();
        PosixSemaphore.unlink(name); // this handle is enough
        return SemaphoreAcquirer.create(semaphore, options);
    }

    @Override
    void post() {
        semaphore.post();
    }

    @Override
    int value() {
        return semaphore.value();
    }

    @Override
    void remove() {
        semaphore.close();
    }
}
