package io.sluice.ffm;

import io.sluice.libc.FutexCalls;
import io.sluice.libc.FutexConstants;
import io.sluice.libc.FutexLayouts;

/** Words of memory that processes share, on {@code java.lang.foreign}. */
final class FfmFutexCalls implements FutexCalls {
    private static final FutexLayouts LAYOUTS = FutexLayouts.CURRENT;

    @Override
    public int futexWait(long word, int expected, long timeout) {
        return (int) SystemCalls.call(LAYOUTS.sysFutex(), word, FutexConstants.FUTEX_WAIT, expected, timeout, 0);
    }

    @Override
    public int futexWake(long word, int count) {
        long woken = SystemCalls.callWithoutErrno(LAYOUTS.sysFutex(), word, FutexConstants.FUTEX_WAKE, count);
        // Where it fails, it has woken nobody up. To make it again says why, or wakes up those who are there by now.
        return (int)
                (woken >= 0
                        ? woken
                        : SystemCalls.call(LAYOUTS.sysFutex(), word, FutexConstants.FUTEX_WAKE, count, 0, 0));
    }
}
