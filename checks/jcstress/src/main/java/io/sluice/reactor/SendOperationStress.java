package io.sluice.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.blocking.CountedCall;
import io.sluice.epoll.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** A send has one outcome. What the event loop does to the operation, the first actor does. */
public class SendOperationStress {
    private static final SendLine<String> LINE = new SendLine<>(new NoTarget(), EventLoop.create("stressed-loop"));

    private SendOperationStress() {}

    /** An operation that counts what it is told. */
    static class Counted extends SendOperation<String> {
        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger dropped = new AtomicInteger();

        Counted() {
            super(LINE, "message", SendLimit.NONE);
        }

        @Override
        void sent() {
            sent.incrementAndGet();
        }

        @Override
        void failed(Throwable cause) {
            failed.incrementAndGet();
        }

        @Override
        void dropped() {
            dropped.incrementAndGet();
        }

        @Override
        CoreSubscriber<?> subscriber() {
            return Operators.emptySubscriber();
        }

        /** As the line does where there is room: whether the kernel has the message. */
        int attemptWithRoom() {
            if (!claim()) {
                return 0;
            }
            end();
            tellSent();
            return 1;
        }

        /** As the line does where there is none. */
        void attemptWithoutRoom() {
            if (claim()) {
                unclaim();
            }
        }

        /** As the line does when the time is up. */
        void timeOut() {
            if (endQueued()) {
                tellFailed(new IllegalStateException("timed out"));
            }
        }

        /** How often it was told to be sent, to have failed, and to be dropped. */
        void tellOutcome(III_Result result) {
            result.r1 = sent.get();
            result.r2 = failed.get();
            result.r3 = dropped.get();
        }
    }

    @JCStressTest
    @Description("A send that finds room is cancelled: whether the kernel has it, completions, drops.")
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "it was sent before the cancel, and that was told")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the cancel came first: it was dropped and not sent")
    @Outcome(id = "1, .*, 1", expect = FORBIDDEN, desc = "dropped, and sent all the same")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "told to be sent, and it was not")
    @State
    public static class RoomAndCancel {
        private final Counted operation = new Counted();

        @Actor
        public void attempt(III_Result result) {
            result.r1 = operation.attemptWithRoom();
        }

        @Actor
        public void cancel() {
            operation.cancelSend();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r2 = operation.sent.get();
            result.r3 = operation.dropped.get();
        }
    }

    @JCStressTest
    @Description(
            "What the kernel has when the cancel returns is all that it will have: sends seen then, sends in the end.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the cancel came first, and nothing is sent behind it")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the cancel has waited for the attempt")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "sent when the cancel had returned")
    @State
    public static class NothingBehindACancel {
        private final AtomicInteger inKernel = new AtomicInteger();
        private final Counted operation = new Counted();

        @Actor
        public void attempt() {
            if (operation.claim()) {
                inKernel.incrementAndGet();
                operation.end();
            }
        }

        @Actor
        public void cancel(II_Result result) {
            operation.cancelSend();
            result.r1 = inKernel.get();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = inKernel.get();
        }
    }

    @JCStressTest
    @Description("A send that finds no room is cancelled meanwhile: completions, failures, drops.")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "dropped, before the attempt or behind it")
    @Outcome(id = "0, 0, 0", expect = FORBIDDEN, desc = "still in line although it was cancelled")
    @Outcome(id = "0, 0, 2", expect = FORBIDDEN, desc = "dropped twice")
    @State
    public static class FullAndCancel {
        private final Counted operation = new Counted();

        @Actor
        public void attempt() {
            operation.attemptWithoutRoom();
        }

        @Actor
        public void cancel() {
            operation.cancelSend();
        }

        @Arbiter
        public void count(III_Result result) {
            operation.tellOutcome(result);
        }
    }

    @JCStressTest
    @Description("The time of a send is up while it is cancelled: completions, failures, drops.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "timed out, and the cancel came too late")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "cancelled, and not told of the time")
    @Outcome(id = "0, 1, 1", expect = FORBIDDEN, desc = "two outcomes")
    @Outcome(id = "0, 0, 0", expect = FORBIDDEN, desc = "no outcome")
    @State
    public static class TimeoutAndCancel {
        private final Counted operation = new Counted();

        @Actor
        public void timeOut() {
            operation.timeOut();
        }

        @Actor
        public void cancel() {
            operation.cancelSend();
        }

        @Arbiter
        public void count(III_Result result) {
            operation.tellOutcome(result);
        }
    }

    @JCStressTest
    @Description("Two threads cancel one send: how often it was dropped.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them has dropped it")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "still in line")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "dropped twice: a discard hook would see it twice")
    @State
    public static class CancelAndCancel {
        private final Counted operation = new Counted();

        @Actor
        public void cancel() {
            operation.cancelSend();
        }

        @Actor
        public void cancelToo() {
            operation.cancelSend();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = operation.dropped.get();
        }
    }

    @JCStressTest
    @Description(
            "A send gets its turn in the kernel's line while it is cancelled: sends seen when the cancel returned, sends in"
                    + " the end.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the cancel came first, or has called the waiting thread back")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the turn was over before")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "sent when the cancel had returned")
    @State
    public static class TurnAndCancel {
        private final CountedCall call = new CountedCall();
        private final Counted operation = new Counted();

        @Actor
        public void turn() {
            if (operation.claim()) {
                operation.turnBegan(call.begin());
            }
        }

        @Actor
        public void cancel(II_Result result) {
            operation.cancelSend();
            result.r1 = call.made();
        }

        @Arbiter
        public void count(II_Result result) {
            call.awaitOver();
            result.r2 = call.made();
        }
    }
}
