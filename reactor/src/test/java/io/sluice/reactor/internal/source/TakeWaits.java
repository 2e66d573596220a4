package io.sluice.reactor.internal.source;

import io.sluice.testing.Bounds;
import java.util.Arrays;

/** Which threads wait for a take under way. They spin, so their state does not say so. */
public final class TakeWaits {
    private TakeWaits() {}

    static boolean isWaiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitTake"));
    }

    /** A thread that runs what ends a stream. When this returns, it waits for a take under way, or has ended. */
    public static Thread started(Runnable end) {
        Thread ending = new Thread(end);
        ending.start();
        Bounds.await("the end to wait").until(() -> isWaiting(ending) || !ending.isAlive());
        return ending;
    }
}
