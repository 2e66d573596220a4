package io.sluice.trial.guard;

import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import java.util.List;

/** The only semaphore of a System V set. */
final class SysvGuard extends PermitGuard {
    private final SemaphoreOperation take;
    private volatile SysvSemaphoreSet set;

    private SysvGuard(SysvSemaphoreSet set, SemaphoreOperation take) {
        super(SemaphoreAcquirer.create(set, take));
        this.set = set;
        this.take = take;
    }

    static Guard create(int permits) {
        return new SysvGuard(made(permits), SemaphoreOperation.take(0, 1));
    }

    /** The kernel gives back what a killed process has taken. */
    static Guard withUndo(int permits) {
        return new SysvGuard(made(permits), SemaphoreOperation.take(0, 1).withUndo());
    }

    private static SysvSemaphoreSet made(int permits) {
        return SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(permits).create();
    }

    @Override
    public void reopen() {
        SysvSemaphoreSet closed = set;
        set = SysvSemaphoreSet.openById(closed.id());
        use(SemaphoreAcquirer.create(set, take));
        closed.close();
    }

    @Override
    public void giveInItsPlace() {
        set.tryChange(List.of(SemaphoreOperation.give(0, 1)));
    }

    @Override
    public int left() {
        return set.value(0);
    }

    @Override
    public String name() {
        return Integer.toString(set.id());
    }

    @Override
    public void close() {
        set.remove();
        set.close();
    }
}
