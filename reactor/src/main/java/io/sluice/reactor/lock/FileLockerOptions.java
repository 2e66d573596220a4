package io.sluice.reactor.lock;

import io.sluice.epoll.EventLoop;
import io.sluice.lock.LockFileOptions;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to lock a file. Immutable: each method gives new options.
 *
 * <pre>{@code
 * FileLockerOptions options = FileLockerOptions.create()
 *         .file(LockFileOptions.create().kind(LockKind.FLOCK).mode(0660))
 *         .eventLoop(loop);
 * }</pre>
 */
public final class FileLockerOptions {
    private static final FileLockerOptions DEFAULTS =
            new FileLockerOptions(LockFileOptions.create(), EventLoop::shared, MetricsRecorder::shared);

    private final LockFileOptions file;
    private final Supplier<EventLoop> eventLoop;
    private final Supplier<MetricsRecorder> metrics;

    private FileLockerOptions(LockFileOptions file, Supplier<EventLoop> eventLoop, Supplier<MetricsRecorder> metrics) {
        this.file = file;
        this.eventLoop = eventLoop;
        this.metrics = metrics;
    }

    /**
     * The defaults: those of {@link LockFileOptions}, and the shared event loop.
     *
     * @return the options
     */
    public static FileLockerOptions create() {
        return DEFAULTS;
    }

    /**
     * How the file is opened, and which kind of lock is used.
     *
     * @param value the options of the file
     * @return new options
     */
    public FileLockerOptions file(LockFileOptions value) {
        return new FileLockerOptions(Objects.requireNonNull(value, "file"), eventLoop, metrics);
    }

    /**
     * Which event loop keeps the order and the timeouts of those who wait.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public FileLockerOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new FileLockerOptions(file, () -> loop, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public FileLockerOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new FileLockerOptions(file, eventLoop, () -> recorder);
    }

    LockFileOptions file() {
        return file;
    }

    EventLoop eventLoop() {
        return eventLoop.get();
    }

    /**
     * What records metrics.
     *
     * @return the recorder given, or the shared one
     */
    MetricsRecorder metrics() {
        return metrics.get();
    }
}
