package io.sluice.blocking;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.errno.ClosedHandleException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

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
}
