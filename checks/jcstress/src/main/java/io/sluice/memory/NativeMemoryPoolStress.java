package io.sluice.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A piece of native memory is in one pair of hands at a time. */
public class NativeMemoryPoolStress {
    private static final int SIZE = 8;
    /** What the threads find in the pool is never written to, so all the rounds may have the same. */
    private static final NativeMemory ONE = NativeMemory.allocate(SIZE);

    private static final NativeMemory OTHER = NativeMemory.allocate(SIZE);

    private NativeMemoryPoolStress() {}

    private static NativeMemoryPool pool(NativeMemory... kept) {
        NativeMemoryPool pool = new NativeMemoryPool(SIZE);
        for (NativeMemory memory : kept) {
            pool.giveBack(memory);
        }
        return pool;
    }

    @JCStressTest
    @Description("Two threads take memory at once.")
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "each has a piece of its own")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "both write to one piece")
    @State
    public static class TakeAndTake {
        private final NativeMemoryPool pool = pool(ONE, OTHER);
        private NativeMemory first;
        private NativeMemory second;

        @Actor
        public void takeOne() {
            first = pool.take();
        }

        @Actor
        public void takeOther() {
            second = pool.take();
        }

        @Arbiter
        public void compare(Z_Result result) {
            result.r1 = first != second;
        }
    }

    @JCStressTest
    @Description("A thread takes memory while another gives some back, and once more behind it.")
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "each has a piece of its own")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "both write to one piece")
    @State
    public static class GiveBackAndTake {
        private final NativeMemoryPool pool = pool(ONE);
        private NativeMemory first;
        private NativeMemory second;

        @Actor
        public void giveBackAndTake() {
            pool.giveBack(OTHER);
            first = pool.take();
        }

        @Actor
        public void take() {
            second = pool.take();
        }

        @Arbiter
        public void compare(Z_Result result) {
            result.r1 = first != second;
        }
    }

    @JCStressTest
    @Description("Two threads give memory back to an empty pool: whether the next two who take have a piece each.")
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "each has a piece of its own")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "both write to one piece")
    @State
    public static class GiveBackAndGiveBack {
        private final NativeMemoryPool pool = pool();

        @Actor
        public void giveOneBack() {
            pool.giveBack(ONE);
        }

        @Actor
        public void giveOtherBack() {
            pool.giveBack(OTHER);
        }

        @Arbiter
        public void compare(Z_Result result) {
            result.r1 = pool.take() != pool.take();
        }
    }
}
