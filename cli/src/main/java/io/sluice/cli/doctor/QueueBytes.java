package io.sluice.cli.doctor;

import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqAttributes;
import io.sluice.mqueue.PosixMqLimits;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code RLIMIT_MSGQUEUE}. The kernel does not say how much of it a user has used; the queues of the mounted file system do, except
 * for queues in other IPC namespaces and queues that are unlinked and still open.
 */
final class QueueBytes implements Check {
    private static final String NAME = "RLIMIT_MSGQUEUE";
    private static final Pattern REAL_USER = Pattern.compile("Uid:\\s+(\\d+)\\s.*");
    private static final int USUAL_MESSAGES = 10;
    private static final int USUAL_SIZE = 8192;

    private final SystemFiles files;
    private final Supplier<PosixMqLimits> limits;
    private final VisibleQueues queues;

    QueueBytes(SystemFiles files, Supplier<PosixMqLimits> limits, VisibleQueues queues) {
        this.files = files;
        this.limits = limits;
        this.queues = queues;
    }

    @Override
    public String area() {
        return NAME;
    }

    @Override
    public List<Finding> findings() {
        PosixMqLimits now = limits.get();
        long needed = PosixMqLimits.cost(
                now.defaultMaxMessages().orElse(USUAL_MESSAGES),
                now.defaultMaxMessageSize().orElse(USUAL_SIZE));
        UsedLimit bytes = new UsedLimit(now.maxBytes(), used(), needed);
        return List.of(bytes.finding(
                NAME,
                "mq_open of a new queue fails with EMFILE where its bytes are not left; one of the default size takes "
                        + needed,
                "prlimit --pid $$ --msgqueue=" + 100 * needed));
    }

    private OptionalLong used() {
        OptionalLong user = files.numberIn("/proc/self/status", REAL_USER);
        if (user.isEmpty()) {
            return OptionalLong.empty();
        }
        return queues.count(visible -> visible.stream()
                .filter(queue -> Integer.toUnsignedLong(queue.permissions().userId()) == user.getAsLong())
                .map(MqueueFileSystem.Entry::attributes)
                .mapToLong(QueueBytes::cost)
                .sum());
    }

    /** Null is a queue that its owner may not open. */
    private static long cost(@Nullable PosixMqAttributes attributes) {
        return attributes == null ? 0 : PosixMqLimits.cost(attributes.maxMessages(), attributes.maxMessageSize());
    }
}
