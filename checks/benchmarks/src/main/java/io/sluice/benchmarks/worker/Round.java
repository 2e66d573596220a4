package io.sluice.benchmarks.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/** The worker's side of one round: says when it is ready, and what the round has taken. */
final class Round {
    private final PrintStream out;
    private final StringBuilder values = new StringBuilder();
    private CpuTime cpuBefore = CpuTime.NONE;
    private CpuTime ownCpuBefore = CpuTime.NONE;
    private long allocatedBefore;

    Round(PrintStream out) {
        this.out = out;
    }

    /** The queues are open, and the next thing is the round itself. */
    void ready() throws IOException {
        cpuBefore = CpuTime.ofAllThreads();
        allocatedBefore = Allocation.ofAllThreads(); // last, since to look at the processor time makes objects
        out.println("ready");
    }

    /** The same for a round in which the calling thread does nothing but wait. */
    void readyIdle() throws IOException {
        ownCpuBefore = CpuTime.ofOwnThreads();
        cpuBefore = CpuTime.ofOtherThreads();
        out.println("ready");
    }

    /** The round is over, with every message in its place. */
    void done(long nanos) throws IOException {
        value("allocated", Allocation.ofAllThreads() - allocatedBefore);
        value("cpu", CpuTime.ofAllThreads().since(cpuBefore));
        value("nanos", nanos);
    }

    /** The round that began with {@link #readyIdle} is over. */
    void doneIdle(long nanos) throws IOException {
        value("cpu", CpuTime.ofOtherThreads().since(cpuBefore));
        value("owncpu", CpuTime.ofOwnThreads().since(ownCpuBefore));
        value("nanos", nanos);
    }

    /** The round is over, and each of its single waits has taken so many nanoseconds. */
    void done(long[] times) {
        Arrays.sort(times);
        value("p50", times[times.length / 2]);
        value("p99", times[(int) (times.length * 99L / 100)]);
        value("p999", times[(int) (times.length * 999L / 1000)]);
    }

    /** Something else that the round has measured. */
    void value(String name, long value) {
        values.append(' ').append(name).append('=').append(value);
    }

    void report() {
        out.println("done" + values);
    }
}
