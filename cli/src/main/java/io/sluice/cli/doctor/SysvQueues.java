package io.sluice.cli.doctor;

import io.sluice.sysvmsg.SysvMqLimits;
import java.util.List;
import java.util.function.Supplier;

/** The limits of System V message queues. */
final class SysvQueues implements Check {
    private static final int USUAL_SIZE = 8192;

    private final SystemFiles files;
    private final Supplier<SysvMqLimits> limits;

    SysvQueues(SystemFiles files, Supplier<SysvMqLimits> limits) {
        this.files = files;
        this.limits = limits;
    }

    @Override
    public String area() {
        return "System V message queues";
    }

    @Override
    public List<Finding> findings() {
        SysvMqLimits now = limits.get();
        return List.of(
                new Finding(
                                "kernel.msgmax",
                                Verdict.OK,
                                Integer.toString(now.maxMessageSize()),
                                "msgsnd of a longer message fails with EINVAL",
                                "sysctl -w kernel.msgmax=65536")
                        .orIf(now.maxMessageSize() < USUAL_SIZE, Verdict.WARN),
                new Finding(
                                "kernel.msgmnb",
                                Verdict.OK,
                                Integer.toString(now.maxBytes()),
                                "a new queue holds no more bytes, and msgsnd of a message longer than the queue fails with EINVAL",
                                "sysctl -w kernel.msgmnb=1048576")
                        .orIf(now.maxBytes() < now.maxMessageSize(), Verdict.WARN),
                new UsedLimit(now.maxQueues(), new SysvTable(files, "/proc/sysvipc/msg").objects(), 1)
                        .finding(
                                "kernel.msgmni",
                                "msgget of one more queue in this IPC namespace fails with ENOSPC",
                                "sysctl -w kernel.msgmni=64000"));
    }
}
