package io.sluice.blocking;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** What was called back does nothing from then on. */
public class KernelWaitStress {
    private KernelWaitStress() {}

    @JCStressTest
    @Description(
            "A thread is on its way into a call when it is called back: calls made when that returned, calls in the"
                    + " end, ends told, and whether the end was that of the call.")
    @Outcome(id = "0, 0, 1, 0", expect = ACCEPTABLE, desc = "called back before the call, which was never made")
    @Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "the call was made before, and its result was told")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "the call was made after the thread had been called back")
    @Outcome(id = "1, 1, 1, 0", expect = FORBIDDEN, desc = "the call was made, and the end says that it was not")
    @Outcome(id = ".*, .*, [02], .*", expect = FORBIDDEN, desc = "the end was not told once")
    @State
    public static class CallAndCallBack {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();
        private volatile long result;
        private final KernelWait wait = KernelWaiter.shared().prepare(calls::incrementAndGet, this::end);

        private boolean end(long told) {
            result = told;
            ends.incrementAndGet();
            return false;
        }

        @Actor
        public void call() {
            wait.start();
        }

        @Actor
        public void callBack(IIII_Result seen) {
            wait.interruptAndAwait();
            seen.r1 = calls.get();
        }

        @Arbiter
        public void count(IIII_Result seen) {
            while (!wait.hasReleasedThread()) {
                Thread.yield(); // the pooled thread may need this processor
            }
            seen.r2 = calls.get();
            seen.r3 = ends.get();
            seen.r4 = result == KernelWait.INTERRUPTED ? 0 : 1;
        }
    }
}
