package io.sluice.samples.docs;

import io.sluice.mqueue.PosixMqLimits;
import io.sluice.sysvmsg.SysvMqLimits;

/** The Java of docs/limits.md. */
final class LimitsSnippets {
    private LimitsSnippets() {}

    static void printLimits() {
        System.out.println(PosixMqLimits.read());
        System.out.println(PosixMqLimits.cost(10, 8192)); // bytes of RLIMIT_MSGQUEUE for one queue of the default size
        System.out.println(SysvMqLimits.read());
    }
}
