package io.sluice.reactor.internal.queue;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.blocking.CountedCall;
import io.sluice.epoll.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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

/** An operation has one outcome. What the event loop does to it, the first actor does. */
public class OperationStress {
    private static final OperationQueue<String> QUEUE =
            new OperationQueue<>(new NoTarget(), EventLoop.create("stressed-loop"));

    private OperationStress() {}

    /** An operation that counts its outcomes. */
    static class Counted extends Operation<String> {
        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger dropped = new AtomicInteger();

        Counted() {
            this(null);
        }

        Counted(@Nullable OperationGroup<String> group) {
            super(QUEUE, "message", Limit.NONE, group);
        }

        @Override
        protected void succeeded() {
            sent.incrementAndGet();
        }

        @Override
        protected void failed(Throwable cause) {
            failed.incrementAndGet();
        }

        @Override
        protected void dropped() {
            dropped.incrementAndGet();
        }

        @Override
        protected CoreSubscriber<?> subscriber() {
            return Operators.emptySubscriber();
        }

        /** As the queue does where there is room: whether the kernel has the message. */
        int attemptWithRoom() {
            if (!beginAttempt()) {
                return 0;
            }
            end();
            signalSuccess();
            return 1;
        }

        /** As the queue does where there is none. */
        void attemptWithoutRoom() {
            if (beginAttempt()) {
                endAttempt();
            }
        }

        /** As the queue does when the time is up. */
        void timeOut() {
            if (endQueued()) {
                signalFailure(new IllegalStateException("timed out"));
            }
        }

        /** How often it succeeded, failed and was dropped. */
        void countOutcomes(III_Result result) {
            result.r1 = sent.get();
            result.r2 = failed.get();
            result.r3 = dropped.get();
        }
    }

    @JCStressTest
    @Description("A send that finds room is cancelled: whether the kernel has it, completions, drops.")
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "it was sent before the cancel, and completed")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the cancel came first: it was dropped and not sent")
    @Outcome(id = "1, .*, 1", expect = FORBIDDEN, desc = "dropped, and sent all the same")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "it completed, and was not sent")
    @State
    public static class RoomAndCancel {
        private final Counted operation = new Counted();

        @Actor
        public void attempt(III_Result result) {
            result.r1 = operation.attemptWithRoom();
        }

        @Actor
        public void cancel() {
            operation.cancelOperation();
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
            if (operation.beginAttempt()) {
                inKernel.incrementAndGet();
                operation.end();
            }
        }

        @Actor
        public void cancel(II_Result result) {
            operation.cancelOperation();
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
    @Outcome(id = "0, 0, 0", expect = FORBIDDEN, desc = "still queued although it was cancelled")
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
            operation.cancelOperation();
        }

        @Arbiter
        public void count(III_Result result) {
            operation.countOutcomes(result);
        }
    }

    @JCStressTest
    @Description("The time of a send is up while it is cancelled: completions, failures, drops.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "timed out, and the cancel came too late")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "cancelled, and did not time out")
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
            operation.cancelOperation();
        }

        @Arbiter
        public void count(III_Result result) {
            operation.countOutcomes(result);
        }
    }

    @JCStressTest
    @Description("Two threads cancel one send: how often it was dropped.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them has dropped it")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "still queued")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "dropped twice: a discard hook would see it twice")
    @State
    public static class CancelAndCancel {
        private final Counted operation = new Counted();

        @Actor
        public void cancel() {
            operation.cancelOperation();
        }

        @Actor
        public void cancelToo() {
            operation.cancelOperation();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = operation.dropped.get();
        }
    }

    @JCStressTest
    @Description("A blocking send begins while it is cancelled: sends seen when the cancel returned, sends in the end.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the cancel came first, or has interrupted the waiting thread")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the send was over before")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "sent when the cancel had returned")
    @State
    public static class StartAndCancel {
        private final CountedCall sending = new CountedCall();
        private final Counted operation = new Counted();

        @Actor
        public void start() {
            if (operation.beginAttempt()) {
                operation.beginStart();
                sending.begin(operation::waitKnown);
            }
        }

        @Actor
        public void cancel(II_Result result) {
            operation.cancelOperation();
            result.r1 = sending.made();
        }

        @Arbiter
        public void count(II_Result result) {
            sending.awaitOver();
            result.r2 = sending.made();
        }
    }

    @JCStressTest
    @Description("A stream is abandoned while one of its operations is attempted: sends seen then, sends in the end.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the end came first, and nothing is sent behind it")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the end has waited for the attempt")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "sent when the stream had ended")
    @State
    public static class NothingBehindAnAbandonedStream {
        /** The call takes longer than the rest of the end, which would otherwise hide that it does not wait. */
        private static final int SPINS = 200;

        private final AtomicInteger inKernel = new AtomicInteger();
        private final OperationGroup<String> group = new OperationGroup<>(QUEUE);
        private final Counted operation = new Counted(group);

        @Actor
        public void attempt() {
            if (operation.beginAttempt()) {
                for (int i = 0; i < SPINS; i++) {
                    Thread.onSpinWait();
                }
                inKernel.incrementAndGet();
                operation.end();
            }
        }

        @Actor
        public void abandon(II_Result result) {
            group.abandon();
            result.r1 = inKernel.get();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = inKernel.get();
        }
    }
}
