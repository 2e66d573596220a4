package io.sluice.blocking;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was interrupted does nothing from then on. */
public class KernelWaitStress {
    private KernelWaitStress() {}

    @JCStressTest
    @Description(
            "A thread is on its way into a call when it is interrupted: calls made when that returned, calls in the"
                    + " end, ends signalled, and whether the end was that of the call.")
    @Outcome(id = "0, 0, 1, 0", expect = ACCEPTABLE, desc = "interrupted before the call, which was never made")
    @Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "the call was made before, and its result was signalled")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "the call was made after the thread had been interrupted")
    @Outcome(id = "1, 1, 1, 0", expect = FORBIDDEN, desc = "the call was made, and the end says that it was not")
    @Outcome(id = ".*, .*, [02], .*", expect = FORBIDDEN, desc = "the end was not signalled once")
    @State
    public static class CallAndInterrupt {
        private final CountedCall call = new CountedCall();
        private final WaitSet waits = new WaitSet("nothing", null);
        private final KernelWait wait = new KernelWait(WaitingThreads.shared(), "nothing", "nothing");

        @Actor
        public void call() {
            WaitingThreads.shared().execute(wait, call, waits);
        }

        @Actor
        public void interrupt(IIII_Result seen) {
            wait.interruptAndAwait();
            seen.r1 = call.made();
        }

        @Arbiter
        public void count(IIII_Result seen) {
            while (!wait.hasReleasedThread()) {
                Thread.yield(); // the waiting thread may need this processor
            }
            seen.r2 = call.made();
            seen.r3 = call.ends();
            seen.r4 = call.hasReturned() ? 1 : 0;
        }
    }

    @JCStressTest
    @Description(
            "Two threads interrupt a call that is on its way: calls that were made behind the return of either, ends.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "neither has returned before the last call, which ended once")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "the call was made behind the return of an interrupt")
    @Outcome(id = ".*, [02]", expect = FORBIDDEN, desc = "the end was not signalled once")
    @State
    public static class InterruptAndInterrupt {
        private final CountedCall call = new CountedCall();
        private final WaitSet waits = new WaitSet("nothing", null);
        private final KernelWait wait = new KernelWait(WaitingThreads.shared(), "nothing", "nothing");
        private int madeAtTheFirstReturn;
        private int madeAtTheSecondReturn;

        @Actor
        public void callThenInterrupt() {
            WaitingThreads.shared().execute(wait, call, waits);
            wait.interruptAndAwait();
            madeAtTheFirstReturn = call.made();
        }

        @Actor
        public void interruptToo() {
            wait.interruptAndAwait();
            madeAtTheSecondReturn = call.made();
        }

        @Arbiter
        public void count(II_Result seen) {
            while (!wait.hasReleasedThread()) {
                Thread.yield(); // the waiting thread may need this processor
            }
            int made = call.made();
            seen.r1 = made == madeAtTheFirstReturn && made == madeAtTheSecondReturn ? 0 : 1;
            seen.r2 = call.ends();
        }
    }
}
