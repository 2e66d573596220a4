package io.sluice.cli.doctor;

import io.sluice.mqueue.PosixMqLimits;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** {@code fs.mqueue}: the largest new queue, and how many there may be. */
final class PosixQueueSettings implements Check {
    private static final int USUAL_MESSAGES = 10;
    private static final int USUAL_SIZE = 8192;

    private final Supplier<PosixMqLimits> limits;
    private final VisibleQueues queues;

    PosixQueueSettings(Supplier<PosixMqLimits> limits, VisibleQueues queues) {
        this.limits = limits;
        this.queues = queues;
    }

    @Override
    public String area() {
        return "fs.mqueue";
    }

    @Override
    public List<Finding> findings() {
        PosixMqLimits now = limits.get();
        return List.of(
                highest(
                        "fs.mqueue.msg_max",
                        now.maxMessages(),
                        USUAL_MESSAGES,
                        "mq_open of a new queue of more messages fails with EINVAL",
                        "sysctl -w fs.mqueue.msg_max=100"),
                highest(
                        "fs.mqueue.msgsize_max",
                        now.maxMessageSize(),
                        USUAL_SIZE,
                        "mq_open of a new queue of longer messages fails with EINVAL",
                        "sysctl -w fs.mqueue.msgsize_max=65536"),
                count(now.maxQueues()));
    }

    private static Finding highest(String name, OptionalInt value, int usual, String effect, String remedy) {
        if (value.isEmpty()) {
            return unreadable(name, effect);
        }
        return new Finding(name, Verdict.OK, Integer.toString(value.getAsInt()), effect, remedy)
                .orIf(value.getAsInt() < usual, Verdict.WARN);
    }

    private Finding count(OptionalInt most) {
        String name = "fs.mqueue.queues_max";
        String effect = "mq_open of one more queue in this IPC namespace fails with ENOSPC";
        return most.isEmpty()
                ? unreadable(name, effect)
                : new UsedLimit(most.getAsInt(), queues.count(List::size), 1)
                        .finding(name, effect, "sysctl -w fs.mqueue.queues_max=1024");
    }

    private static Finding unreadable(String name, String effect) {
        return Finding.unknown(name, "/proc/sys/" + name.replace('.', '/') + " cannot be read", effect);
    }
}
