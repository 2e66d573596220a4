package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.SemaphoreAcquirerOptions;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import java.util.List;
import java.util.function.Supplier;

/** The only semaphore of a System V set. */
final class SysvSemaphoreLane extends SemaphoreLane {
    private SysvSemaphoreSet set;

    SysvSemaphoreLane(Totals totals, Supplier<EventLoop> loops) {
        super(totals, loops);
    }

    @Override
    SemaphoreAcquirer create(SemaphoreAcquirerOptions options) {
        set = SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(0).create();
        return SemaphoreAcquirer.create(set, options, SemaphoreOperation.take(0, 1));
    }

    @Override
    void post() {
        set.tryChange(List.of(SemaphoreOperation.give(0, 1)));
    }

    @Override
    int value() {
        return set.value(0);
    }

    @Override
    void remove() {
        set.remove();
        set.close();
    }
}
