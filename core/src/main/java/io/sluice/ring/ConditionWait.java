package io.sluice.ring;

import io.sluice.blocking.HandledCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.function.Supplier;

/** Waits on a waiting thread for a condition: a message that is there, or one that was written. */
final class ConditionWait extends HandledCall {
    private final GuardedWait wait;
    private final RingSleep.Condition condition;
    private final Supplier<ErrnoException> timedOut;

    ConditionWait(
            String function,
            GuardedWait wait,
            RingSleep.Condition condition,
            Supplier<ErrnoException> timedOut,
            WaitHandler handler) {
        super(function, handler);
        this.wait = wait;
        this.condition = condition;
        this.timedOut = timedOut;
    }

    @Override
    public void began(KernelWait begun) {
        wait.began(begun);
        super.began(begun);
    }

    @Override
    public long call() {
        return wait.await(condition);
    }

    @Override
    public ErrnoException failure(int errno) {
        return errno == Errno.ETIMEDOUT.number() ? timedOut.get() : wait.failure(errno);
    }

    @Override
    public void release() {
        wait.release();
    }
}
