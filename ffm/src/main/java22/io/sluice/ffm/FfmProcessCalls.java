package io.sluice.ffm;

import io.sluice.libc.ProcessCalls;
import io.sluice.libc.ProcessConstants;
import io.sluice.libc.ProcessLayouts;

/** Processes by a descriptor, on {@code java.lang.foreign}. */
final class FfmProcessCalls implements ProcessCalls {
    private static final ProcessLayouts LAYOUTS = ProcessLayouts.CURRENT;

    @Override
    public int pidfdOpen(int pid, int flags) {
        return (int) SystemCalls.call(LAYOUTS.sysPidfdOpen(), pid, flags, 0, 0, 0);
    }

    @Override
    public int pidfdSendSignal(int pidfd, int signal, long info, int flags) {
        return (int) SystemCalls.call(LAYOUTS.sysPidfdSendSignal(), pidfd, signal, info, flags, 0);
    }

    @Override
    public int pidfdGetInfo(int pidfd, long info) {
        long request = Integer.toUnsignedLong(ProcessConstants.PIDFD_GET_INFO);
        return (int) SystemCalls.call(LAYOUTS.sysIoctl(), pidfd, request, info, 0, 0);
    }
}
