package io.sluice.reactor.internal.source;

import java.util.Arrays;

/** Which threads wait for a take under way. They spin, so their state does not say so. */
final class TakeWaits {
    private TakeWaits() {}

    static boolean isWaiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitTake"));
    }
}
