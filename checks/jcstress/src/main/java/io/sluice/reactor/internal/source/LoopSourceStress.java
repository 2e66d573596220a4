package io.sluice.reactor.internal.source;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A stream emits what there is and was asked for, once, and ends once. Its loop is a third thread. */
public class LoopSourceStress {
    private LoopSourceStress() {}

    /** What becomes of the only element of a stream that is cancelled. */
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "received before the cancel")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "taken when the cancel came, and discarded")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "not taken any more")
    @Outcome(id = "0, 0, 0", expect = FORBIDDEN, desc = "lost")
    static final class OneElementAndCancel {
        private OneElementAndCancel() {}
    }

    @JCStressTest
    @Description("Two threads ask for one of two elements: how many were received.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both")
    @Outcome(id = "[01]", expect = FORBIDDEN, desc = "a demand was forgotten")
    @State
    public static class RequestAndRequest extends Stock {
        public RequestAndRequest() {
            super(2);
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Actor
        public void askToo() {
            request(1);
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = receivedInTheEnd();
        }
    }

    @JCStressTest
    @Description("An element comes while it is asked for: how many were received.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it was received")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "it waits, and so does the subscriber")
    @State
    public static class RequestAndArrival extends Stock {
        public RequestAndArrival() {
            super(0);
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Actor
        public void arrive() {
            arrival();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = receivedInTheEnd();
        }
    }

    @JCStressTest
    @JCStressMeta(OneElementAndCancel.class)
    @Description("The only element is asked for, and the stream cancelled: received, discarded, left.")
    @State
    public static class RequestAndCancel extends Stock {
        public RequestAndCancel() {
            super(1);
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Actor
        public void end() {
            cancel();
        }

        @Arbiter
        public void count(III_Result result) {
            countOutcome(result);
        }
    }

    @JCStressTest
    @JCStressMeta(OneElementAndCancel.class)
    @Description("An element comes while the stream is cancelled: received, discarded, left.")
    @State
    public static class ArrivalAndCancel extends Stock {
        public ArrivalAndCancel() {
            super(0);
            request(1);
        }

        @Actor
        public void arrive() {
            arrival();
        }

        @Actor
        public void end() {
            cancel();
        }

        @Arbiter
        public void count(III_Result result) {
            countOutcome(result);
        }
    }

    @JCStressTest
    @Description("The descriptor is closed while the stream is cancelled: ends, releases.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "completed before the cancel")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "cancelled, and no signal came")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "ended twice")
    @Outcome(id = ".*, [02]", expect = FORBIDDEN, desc = "what it holds was not released once")
    @State
    public static class CloseAndCancel extends Stock {
        public CloseAndCancel() {
            super(0);
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Actor
        public void end() {
            cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            settle();
            result.r1 = ends();
            result.r2 = releases();
        }
    }

    @JCStressTest
    @Description("The descriptor is closed while the only element is asked for: received, left, ends.")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "received, and completed behind it")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "completed first")
    @Outcome(id = "0, 0, .*", expect = FORBIDDEN, desc = "lost")
    @Outcome(id = ".*, .*, [02]", expect = FORBIDDEN, desc = "not ended once")
    @State
    public static class CloseAndRequest extends Stock {
        public CloseAndRequest() {
            super(1);
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Arbiter
        public void count(III_Result result) {
            settle();
            result.r1 = received();
            result.r2 = left();
            result.r3 = ends();
        }
    }

    @JCStressTest
    @Description("An element comes when the cancel has returned: whether it stays.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "nothing is taken behind a cancel")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "taken by the cancelled stream")
    @State
    public static class ArrivalBehindACancel extends Stock {
        public ArrivalBehindACancel() {
            super(0);
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Actor
        public void cancelThenArrive() {
            cancel();
            arrival();
        }

        @Arbiter
        public void count(I_Result result) {
            settle();
            result.r1 = left();
        }
    }

    @JCStressTest
    @Description("Two elements are asked for while the stream is stopped: received and left, ends, discarded.")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "each is received or left, and the stream completes")
    @Outcome(id = ".*, .*, [12]", expect = FORBIDDEN, desc = "a stop has discarded")
    @Outcome(id = ".*, [02], .*", expect = FORBIDDEN, desc = "not ended once")
    @Outcome(id = "[01], .*, .*", expect = FORBIDDEN, desc = "lost")
    @State
    public static class RequestAndStop extends Stock {
        public RequestAndStop() {
            super(2);
        }

        @Actor
        public void ask() {
            request(2);
        }

        @Actor
        public void halt() {
            stop();
        }

        @Arbiter
        public void count(III_Result result) {
            settle();
            result.r1 = received() + left();
            result.r2 = ends();
            result.r3 = discarded();
        }
    }
}
