package io.sluice.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A producer or a consumer gives the ring back once, and not under a call. */
public class RingSideStress {
    private RingSideStress() {}

    @JCStressTest
    @Description("A call on one side of the ring meets its close: begun or not, ends seen in the call, ends in all.")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the call was on an open ring, which was given back behind it")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the close came first, and the call was refused")
    @Outcome(id = "1, 1, 1", expect = FORBIDDEN, desc = "the call was on a ring that may be another consumer's")
    @Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "nobody has given it back")
    @Outcome(id = ".*, 2", expect = FORBIDDEN, desc = "it was given back twice")
    @State
    public static class CallAndClose {
        private final AtomicInteger ends = new AtomicInteger();
        private final RingSide side = StressedRing.take().side();

        public CallAndClose() {
            side.setLastAccess(ends::incrementAndGet);
        }

        @Actor
        public void call(III_Result result) {
            if (side.acquire()) {
                result.r1 = 1;
                result.r2 = ends.get();
                side.release();
            }
        }

        @Actor
        public void close() {
            side.closeWithWaits();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r3 = ends.get();
        }
    }

    @JCStressTest
    @Description("Two threads close a side with a hook: ends in all, and how often the hook ran.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one of them has given it back, and one has run the hook")
    @Outcome(expect = FORBIDDEN, desc = "it was not given back once, or the hook did not run once")
    @State
    public static class CloseAndClose {
        private final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger runs = new AtomicInteger();
        private final RingSide side = StressedRing.take().side();

        public CloseAndClose() {
            side.setLastAccess(ends::incrementAndGet);
            side.addCloseHook(runs::incrementAndGet);
        }

        @Actor
        public void close() {
            side.closeWithWaits();
        }

        @Actor
        public void closeToo() {
            side.closeWithWaits();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = ends.get();
            result.r2 = runs.get();
        }
    }

    @JCStressTest
    @Description("A hook is added while the side is closed: whether it was accepted, how often it ran, ends in all.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "it came in time and ran")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "it came too late and was refused")
    @Outcome(id = "1, 0, .*", expect = FORBIDDEN, desc = "a stream would not learn of the close")
    @Outcome(expect = FORBIDDEN, desc = "it ran although it was refused, or the side was not given back once")
    @State
    public static class HookAndClose {
        private final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger runs = new AtomicInteger();
        private final RingSide side = StressedRing.take().side();

        public HookAndClose() {
            side.setLastAccess(ends::incrementAndGet);
        }

        @Actor
        public void addHook(III_Result result) {
            result.r1 = side.addCloseHook(runs::incrementAndGet) ? 1 : 0;
        }

        @Actor
        public void close() {
            side.closeWithWaits();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r2 = runs.get();
            result.r3 = ends.get();
        }
    }
}
