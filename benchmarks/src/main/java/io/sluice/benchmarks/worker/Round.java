package io.sluice.benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The worker's side of one round: says when it is ready, and what the round has taken. */
final class Round {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;
    private final StringBuilder values = new StringBuilder();
    private long cpuBefore;
    private long allocatedBefore;

    Round(PrintStream out) {
        this.out = out;
    }

    /** The queues are open, and the next thing is the round itself. */
    void ready() {
        cpuBefore = SYSTEM.getProcessCpuTime();
        allocatedBefore = Allocation.ofAllThreads();
        out.println("ready");
    }

    /** The round is over, with every message in its place. */
    void done(long nanos) {
        value("allocated", Allocation.ofAllThreads() - allocatedBefore);
        value("cpu", SYSTEM.getProcessCpuTime() - cpuBefore);
        value("nanos", nanos);
    }

    /** Something else that was measured. */
    void value(String name, double value) {
        values.append(String.format(Locale.ROOT, " %s=%.3f", name, value));
    }

    void report() {
        out.println("done" + values);
    }
}
