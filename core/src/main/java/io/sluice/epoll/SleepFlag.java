package io.sluice.epoll;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Says whether a loop's thread sleeps, so that only then a task pays for a wake-up.
 *
 * <p>The sleeper raises the flag and then looks for work; whoever brings work leaves it and then looks at the flag. So at
 * least one of them sees the other, and no work is slept over.
 */
final class SleepFlag {
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;

    private final AtomicInteger state = new AtomicInteger(AWAKE);

    /** On the loop's thread: whether to sleep, which it must not where there is work. {@link #end} follows in any case. */
    boolean begin(BooleanSupplier hasWork) {
        state.set(ASLEEP);
        return !hasWork.getAsBoolean();
    }

    /** On the loop's thread: it sleeps no more. */
    void end() {
        state.set(AWAKE);
    }

    /** From any thread: whether it sleeps, or is about to. */
    boolean isAsleep() {
        return state.get() == ASLEEP;
    }

    /** From any thread, behind work that was left: true for the one who has to wake the sleeper. */
    boolean takeWakeUp() {
        return state.get() == ASLEEP && state.compareAndSet(ASLEEP, AWAKE);
    }

    /** From the thread that has taken the wake-up and could not wake the sleeper. If that is awake by now, it is woken up in vain. */
    void returnWakeUp() {
        state.set(ASLEEP);
    }
}
