package io.sluice.cli.doctor;

import io.sluice.errno.ErrnoException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The file system that lists POSIX queues. Queues can be used without it. */
final class QueueFolder implements Check {
    private static final String NAME = "mqueue file system";
    private static final String EFFECT =
            "queues can be used, but only root lists them, and only root sees what RLIMIT_MSGQUEUE is used for";

    private final Supplier<Path> mountPoint;

    QueueFolder(Supplier<Path> mountPoint) {
        this.mountPoint = mountPoint;
    }

    @Override
    public String area() {
        return NAME;
    }

    @Override
    public List<Finding> findings() {
        String remedy = "mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue";
        try {
            return List.of(new Finding(NAME, Verdict.OK, mountPoint.get().toString(), EFFECT, remedy));
        } catch (ErrnoException notMounted) {
            return List.of(new Finding(NAME, Verdict.WARN, "not mounted", EFFECT, remedy));
        }
    }
}
