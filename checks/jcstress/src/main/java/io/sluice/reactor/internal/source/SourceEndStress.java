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

/** Two reasons to end a stream come at the same time: it ends once. Its loop is a third thread. */
public class SourceEndStress {
    private SourceEndStress() {}

    /** A stream that is cancelled while another reason comes: ends, releases. */
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "cancelled, and no signal came")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the other reason came first, and was signalled")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "ended twice")
    @Outcome(id = ".*, [02]", expect = FORBIDDEN, desc = "what it holds was not released once")
    static final class EndAndCancel {
        private EndAndCancel() {}
    }

    /** A stream that nobody cancels: elements received or left of one, ends, releases. */
    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE,
            desc = "the element was received or is left, and the stream has ended")
    @Outcome(id = "0, .*, .*", expect = FORBIDDEN, desc = "lost")
    @Outcome(id = ".*, [02], .*", expect = FORBIDDEN, desc = "not ended once")
    @Outcome(id = ".*, .*, [02]", expect = FORBIDDEN, desc = "what it holds was not released once")
    static final class OneElementAndEnd {
        private OneElementAndEnd() {}
    }

    /** A stream that becomes settled. */
    static class Ending extends Stock {
        Ending(int stock) {
            super(stock);
        }

        final void countEnds(II_Result result) {
            settle();
            result.r1 = ends();
            result.r2 = releases();
        }

        final void countOneElement(III_Result result) {
            settle();
            result.r1 = received() + left();
            result.r2 = ends();
            result.r3 = releases();
        }
    }

    @JCStressTest
    @JCStressMeta(EndAndCancel.class)
    @Description("Two threads cancel: ends, releases.")
    @State
    public static class CancelAndCancel extends Ending {
        public CancelAndCancel() {
            super(0);
        }

        @Actor
        public void end() {
            cancel();
        }

        @Actor
        public void endToo() {
            cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            countEnds(result);
        }
    }

    @JCStressTest
    @JCStressMeta(EndAndCancel.class)
    @Description("A stream is stopped and cancelled: ends, releases.")
    @State
    public static class StopAndCancel extends Ending {
        public StopAndCancel() {
            super(0);
        }

        @Actor
        public void halt() {
            stop();
        }

        @Actor
        public void end() {
            cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            countEnds(result);
        }
    }

    @JCStressTest
    @JCStressMeta(EndAndCancel.class)
    @Description("A bad request comes while the stream is cancelled: ends, releases.")
    @State
    public static class BadRequestAndCancel extends Ending {
        public BadRequestAndCancel() {
            super(0);
        }

        @Actor
        public void askForNothing() {
            request(0);
        }

        @Actor
        public void end() {
            cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            countEnds(result);
        }
    }

    @JCStressTest
    @JCStressMeta(OneElementAndEnd.class)
    @Description("A bad request comes beside a good one: received or left, ends, releases.")
    @State
    public static class BadRequestAndRequest extends Ending {
        public BadRequestAndRequest() {
            super(1);
        }

        @Actor
        public void askForNothing() {
            request(0);
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Arbiter
        public void count(III_Result result) {
            countOneElement(result);
        }
    }

    @JCStressTest
    @JCStressMeta(OneElementAndEnd.class)
    @Description("A bad request comes while the stream is stopped: received or left, ends, releases.")
    @State
    public static class BadRequestAndStop extends Ending {
        public BadRequestAndStop() {
            super(1);
        }

        @Actor
        public void askForNothing() {
            request(-1);
        }

        @Actor
        public void halt() {
            stop();
        }

        @Arbiter
        public void count(III_Result result) {
            countOneElement(result);
        }
    }

    @JCStressTest
    @JCStressMeta(OneElementAndEnd.class)
    @Description("An element comes while the stream is stopped: received or left, ends, releases.")
    @State
    public static class ArrivalAndStop extends Ending {
        public ArrivalAndStop() {
            super(0);
            request(1);
        }

        @Actor
        public void arrive() {
            arrival();
        }

        @Actor
        public void halt() {
            stop();
        }

        @Arbiter
        public void count(III_Result result) {
            countOneElement(result);
        }
    }

    @JCStressTest
    @JCStressMeta(OneElementAndEnd.class)
    @Description("The descriptor is closed while the stream is stopped: received or left, ends, releases.")
    @State
    public static class CloseAndStop extends Ending {
        public CloseAndStop() {
            super(1);
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Actor
        public void halt() {
            stop();
        }

        @Arbiter
        public void count(III_Result result) {
            countOneElement(result);
        }
    }
}
