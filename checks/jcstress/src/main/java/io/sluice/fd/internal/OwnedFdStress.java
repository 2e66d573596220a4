package io.sluice.fd.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.libc.CountedCloses;
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

/** A descriptor is closed once, never under a call, and never used behind its close. */
public class OwnedFdStress {
    private OwnedFdStress() {}

    /** A descriptor whose closes are counted. */
    static class Counted {
        final AtomicInteger closes = new AtomicInteger();
        final OwnedFd fd = OwnedFd.of(CountedCloses.in(closes), 3, "stressed");
    }

    @JCStressTest
    @Description("A call on the descriptor meets the close: begun or not, closes seen in the call, closes in the end.")
    @Outcome(
            id = "1, 0, 1",
            expect = ACCEPTABLE,
            desc = "the call was on an open descriptor, which was closed behind it")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the close came first, and the call was refused")
    @Outcome(id = "1, 1, 1", expect = FORBIDDEN, desc = "the call was on a closed number, perhaps a stranger's")
    @Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "nobody has closed it")
    @Outcome(id = ".*, 2", expect = FORBIDDEN, desc = "the second close may hit a stranger's descriptor")
    @State
    public static class CallAndClose extends Counted {
        @Actor
        public void call(III_Result result) {
            if (fd.acquire()) {
                result.r1 = 1;
                result.r2 = closes.get();
                fd.release();
            }
        }

        @Actor
        public void close() {
            fd.close();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r3 = closes.get();
        }
    }

    @JCStressTest
    @Description("Two threads close the descriptor.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them has closed it")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "nobody has closed it")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "the second close may hit a stranger's descriptor")
    @State
    public static class CloseAndClose extends Counted {
        @Actor
        public void close() {
            fd.close();
        }

        @Actor
        public void closeToo() {
            fd.close();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = closes.get();
        }
    }

    @JCStressTest
    @Description("The last two calls on a descriptor end that was closed meanwhile.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the one that ended last has closed it")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "nobody has closed it")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "the second close may hit a stranger's descriptor")
    @State
    public static class LastCalls extends Counted {
        public LastCalls() {
            if (!fd.acquire() || !fd.acquire()) {
                throw new IllegalStateException("an open descriptor refuses a call");
            }
            fd.close();
        }

        @Actor
        public void release() {
            fd.release();
        }

        @Actor
        public void releaseToo() {
            fd.release();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = closes.get();
        }
    }

    @JCStressTest
    @Description("A hook is added while the descriptor is closed: whether it was accepted, and how often it ran.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it came in time and ran")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "it came too late and was refused")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "an epoll entry would outlive its descriptor")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "it ran although it was refused")
    @State
    public static class HookAndClose extends Counted {
        private final AtomicInteger runs = new AtomicInteger();

        @Actor
        public void addHook(II_Result result) {
            result.r1 = fd.addCloseHook(number -> runs.incrementAndGet()) ? 1 : 0;
        }

        @Actor
        public void close() {
            fd.close();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = runs.get();
        }
    }

    @JCStressTest
    @Description(
            "Two calls on the descriptor, which is closed behind both: begun, and closes seen in the calls, and in the end.")
    @Outcome(
            id = "2, 0, 1",
            expect = ACCEPTABLE,
            desc = "both were on an open descriptor, which was closed behind them")
    @Outcome(id = "[01], .*", expect = FORBIDDEN, desc = "an open descriptor has refused a call")
    @Outcome(expect = FORBIDDEN, desc = "a call was not counted, or counted twice")
    @State
    public static class CallAndCall extends Counted {
        private final AtomicInteger begun = new AtomicInteger();

        private void callOnce() {
            if (fd.acquire()) {
                begun.incrementAndGet();
                fd.release();
            }
        }

        @Actor
        public void call() {
            callOnce();
        }

        @Actor
        public void callToo() {
            callOnce();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r1 = begun.get();
            result.r2 = closes.get();
            fd.close();
            result.r3 = closes.get();
        }
    }

    @JCStressTest
    @Description("The last call on a closed descriptor ends while another one is to begin: begun, closes in the end.")
    @Outcome(
            id = "0, 1",
            expect = ACCEPTABLE,
            desc = "the call was refused, and the last one has closed the descriptor")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "the call began on a number that is being closed")
    @Outcome(id = "0, [02]", expect = FORBIDDEN, desc = "the descriptor was not closed once")
    @State
    public static class LastCallAndCall extends Counted {
        public LastCallAndCall() {
            if (!fd.acquire()) {
                throw new IllegalStateException("an open descriptor refuses a call");
            }
            fd.close();
        }

        @Actor
        public void release() {
            fd.release();
        }

        @Actor
        public void call(II_Result result) {
            result.r1 = fd.acquire() ? 1 : 0;
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = closes.get();
        }
    }

    @JCStressTest
    @Description("The last call on a closed descriptor ends while it is closed once more.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the end of the call has closed it")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "nobody has closed it")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "the second close may hit a stranger's descriptor")
    @State
    public static class LastCallAndClose extends Counted {
        public LastCallAndClose() {
            if (!fd.acquire()) {
                throw new IllegalStateException("an open descriptor refuses a call");
            }
            fd.close();
        }

        @Actor
        public void release() {
            fd.release();
        }

        @Actor
        public void close() {
            fd.close();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = closes.get();
        }
    }

    @JCStressTest
    @Description("A descriptor is abandoned while it is closed: closes, and how often its hook ran.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "abandoned first: the number is left to its new owner")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "closed first")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "the second close may hit a stranger's descriptor")
    @Outcome(id = ".*, [02]", expect = FORBIDDEN, desc = "the hook did not run once")
    @State
    public static class AbandonAndClose extends Counted {
        private final AtomicInteger runs = new AtomicInteger();

        public AbandonAndClose() {
            fd.addCloseHook(number -> runs.incrementAndGet());
        }

        @Actor
        public void abandon() {
            fd.abandon();
        }

        @Actor
        public void close() {
            fd.close();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = closes.get();
            result.r2 = runs.get();
        }
    }

    @JCStressTest
    @Description(
            "One of two hooks is taken back while the descriptor is closed: runs of that one, runs of the other one.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it was taken back in time, and the other one ran")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it was too late to take it back")
    @Outcome(id = ".*, [02]", expect = FORBIDDEN, desc = "the other hook did not run once")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "a hook ran twice")
    @State
    public static class RemoveHookAndClose extends Counted {
        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger otherRuns = new AtomicInteger();
        private final OwnedFd.CloseHook hook = number -> runs.incrementAndGet();

        public RemoveHookAndClose() {
            fd.addCloseHook(hook);
            fd.addCloseHook(number -> otherRuns.incrementAndGet());
        }

        @Actor
        public void removeHook() {
            fd.removeCloseHook(hook);
        }

        @Actor
        public void close() {
            fd.close();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = runs.get();
            result.r2 = otherRuns.get();
        }
    }
}
