package io.sluice.blocking;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.errno.ClosedHandleException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A wait begins while its set is closed, or while it is interrupted. */
public class WaitSetStress {
    private WaitSetStress() {}

    @JCStressTest
    @Description(
            "A wait begins while its set is closed: calls made when the close returned, calls in the end, ends signalled,"
                    + " and how often the call gave back what it needs.")
    @Outcome(id = "0, 0, 0, 1", expect = ACCEPTABLE, desc = "closed first: the wait was refused")
    @Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "closed while the wait began: the call was never made")
    @Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "the call was made before")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "the call was made when the set was closed")
    @Outcome(id = ".*, .*, .*, [02]", expect = FORBIDDEN, desc = "what the call needs was not given back once")
    @State
    public static class BeginAndClose {
        private final CountedCall call = new CountedCall();
        private final WaitSet waits = new WaitSet("nothing", null);

        @Actor
        public void begin() {
            try {
                waits.begin(call);
            } catch (ClosedHandleException closed) {
                return; // the counts show it
            }
        }

        @Actor
        public void close(IIII_Result seen) {
            waits.close();
            seen.r1 = call.made();
        }

        @Arbiter
        public void count(IIII_Result seen) {
            call.awaitOver();
            seen.r2 = call.made();
            seen.r3 = call.ends();
            seen.r4 = call.releases();
        }
    }

    @JCStressTest
    @Description(
            "A wait is interrupted by a thread that has just got to know it: calls made when the interruption returned,"
                    + " calls in the end, ends signalled, and how often the call gave back what it needs.")
    @Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "interrupted first: the call was never made")
    @Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "the call was made before")
    @Outcome(id = "-1, 1, 1, 1", expect = ACCEPTABLE, desc = "the wait was not known yet")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "the call was made when it had been interrupted")
    @Outcome(id = ".*, .*, [02], .*", expect = FORBIDDEN, desc = "the end was not signalled once")
    @State
    public static class BeginAndInterrupt {
        private final CountedCall call = new CountedCall();
        private final WaitSet waits = new WaitSet("nothing", null);

        @Actor
        public void begin() {
            waits.begin(call);
        }

        @Actor
        public void interrupt(IIII_Result seen) {
            KernelWait wait = call.begun();
            if (wait == null) {
                seen.r1 = -1;
            } else {
                wait.interruptAndAwait();
                seen.r1 = call.made();
            }
        }

        @Arbiter
        public void count(IIII_Result seen) {
            call.awaitOver();
            seen.r2 = call.made();
            seen.r3 = call.ends();
            seen.r4 = call.releases();
        }
    }

    /** Two who end a wait: whether a call was made behind the return of either, and how often the call gave back what it needs. */
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "whoever has returned has seen the last call")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "a call was made behind the return of one of them")
    @Outcome(id = ".*, [02]", expect = FORBIDDEN, desc = "what the call needs was not given back once")
    static final class EndedTwice {
        private EndedTwice() {}
    }

    /** A wait that begins, and what each of two others has seen when it returned. */
    static class Ending {
        final CountedCall call = new CountedCall();
        final WaitSet waits = new WaitSet("nothing", null);
        int madeAtTheFirstReturn;
        int madeAtTheSecondReturn;

        final void begin() {
            try {
                waits.begin(call);
            } catch (ClosedHandleException closed) {
                return; // the counts show it
            }
        }

        final void count(II_Result seen) {
            call.awaitOver();
            int made = call.made();
            seen.r1 = made == madeAtTheFirstReturn && made == madeAtTheSecondReturn ? 0 : 1;
            seen.r2 = call.releases();
        }
    }

    @JCStressTest
    @JCStressMeta(EndedTwice.class)
    @Description(
            "A wait has just begun when two threads close its set: calls behind the return of either, and what was given back.")
    @State
    public static class CloseAndClose extends Ending {
        @Actor
        public void beginThenClose() {
            begin();
            waits.close();
            madeAtTheFirstReturn = call.made();
        }

        @Actor
        public void close() {
            waits.close();
            madeAtTheSecondReturn = call.made();
        }

        @Arbiter
        public void look(II_Result seen) {
            count(seen);
        }
    }

    @JCStressTest
    @JCStressMeta(EndedTwice.class)
    @Description(
            "A wait is interrupted while its set is closed: calls behind the return of either, and what was given back.")
    @State
    public static class InterruptAndClose extends Ending {
        @Actor
        public void beginThenInterrupt() {
            begin();
            KernelWait wait = call.begun();
            if (wait != null) {
                wait.interruptAndAwait();
            }
            madeAtTheFirstReturn = call.made();
        }

        @Actor
        public void close() {
            waits.close();
            madeAtTheSecondReturn = call.made();
        }

        @Arbiter
        public void look(II_Result seen) {
            count(seen);
        }
    }
}
