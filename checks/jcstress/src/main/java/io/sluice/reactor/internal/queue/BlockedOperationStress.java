package io.sluice.reactor.internal.queue;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.blocking.CountedCall;
import io.sluice.blocking.KernelWait;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** An operation that waits in the kernel, or is about to, has one outcome. What the event loop does to it, the first actor does. */
public class BlockedOperationStress {
    private BlockedOperationStress() {}

    /** What becomes of an operation that had no effect: completions, failures, drops. */
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "it failed, and the cancel came too late")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "it was cancelled, and dropped once")
    @Outcome(id = "0, 0, 0", expect = FORBIDDEN, desc = "no outcome")
    @Outcome(id = "0, 0, 2", expect = FORBIDDEN, desc = "dropped twice: a discard hook would see it twice")
    @Outcome(id = "0, 1, .*", expect = FORBIDDEN, desc = "two outcomes")
    static final class NoEffect {
        private NoEffect() {}
    }

    /** The wait of an operation, which has no thread yet. */
    static class WithWait {
        final OperationStress.Counted operation = new OperationStress.Counted();

        /** As the queue does where to block is refused once the wait is known. */
        final void refuseToBlock() {
            try {
                new CountedCall().begin(this::knownAndRefused);
            } catch (IllegalStateException refused) {
                return; // as was wanted
            }
        }

        private void knownAndRefused(KernelWait wait) {
            operation.waitKnown(wait);
            throw new IllegalStateException("refused by the test");
        }

        final void block() {
            if (!operation.beginAttempt()) {
                throw new IllegalStateException("a new operation has no outcome");
            }
            operation.beginStart();
            refuseToBlock();
        }

        /** As the queue does when the wait is over, and had no effect. */
        final void waitFailed() {
            if (operation.endWait()) {
                fail();
            } else {
                operation.drop();
            }
        }

        final void fail() {
            operation.signalFailure(new IllegalStateException("failed by the test"));
        }
    }

    @JCStressTest
    @Description("A send blocks and is cancelled by two threads: sends behind the return of either, and drops.")
    @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "nothing is sent behind the return of a cancel")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "sent when a cancel had returned")
    @Outcome(id = "0, 2", expect = FORBIDDEN, desc = "dropped twice")
    @State
    public static class CancelAndCancel {
        private final CountedCall sending = new CountedCall();
        private final OperationStress.Counted operation = new OperationStress.Counted();
        private int sentAtTheFirstReturn;
        private int sentAtTheSecondReturn;

        @Actor
        public void startThenCancel() {
            if (operation.beginAttempt()) {
                operation.beginStart();
                sending.begin(operation::waitKnown);
            }
            operation.cancelOperation();
            sentAtTheFirstReturn = sending.made();
        }

        @Actor
        public void cancel() {
            operation.cancelOperation();
            sentAtTheSecondReturn = sending.made();
        }

        @Arbiter
        public void count(II_Result result) {
            sending.awaitOver();
            int sent = sending.made();
            result.r1 = sent == sentAtTheFirstReturn && sent == sentAtTheSecondReturn ? 0 : 1;
            result.r2 = operation.dropped.get();
        }
    }

    @JCStressTest
    @JCStressMeta(NoEffect.class)
    @Description("To block is refused while the operation is cancelled: completions, failures, drops.")
    @State
    public static class RefusalAndCancel extends WithWait {
        @Actor
        public void start() {
            if (!operation.beginAttempt()) {
                return;
            }
            operation.beginStart();
            refuseToBlock();
            if (operation.startRefused()) {
                operation.failQueued(new IllegalStateException("refused by the test"));
            } else {
                operation.drop();
            }
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
    @JCStressMeta(NoEffect.class)
    @Description("The wait of an operation fails while it is cancelled: completions, failures, drops.")
    @State
    public static class FailureAndCancel extends WithWait {
        public FailureAndCancel() {
            block();
        }

        @Actor
        public void end() {
            waitFailed();
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
    @JCStressMeta(NoEffect.class)
    @Description("The time of a wait is over, and the last attempt meets a cancel: completions, failures, drops.")
    @State
    public static class LastAttemptAndCancel extends WithWait {
        public LastAttemptAndCancel() {
            block();
        }

        @Actor
        public void attemptLast() {
            if (!operation.leaveWait()) {
                operation.drop();
            } else if (operation.beginAttempt()) {
                operation.end();
                fail();
            }
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
}
