package io.sluice.reactor.inotify;

import io.sluice.epoll.EventLoop;
import io.sluice.inotify.NameChange;
import io.sluice.reactor.MetricsRecorder;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How to watch a folder. Immutable: each method gives new options.
 *
 * <pre>{@code
 * FolderWatcherOptions options = FolderWatcherOptions.create().changes(NameChange.APPEARS);
 * Flux<FolderEvent> appearing = FolderWatcher.create(Path.of("/dev/shm"), options).events();
 * }</pre>
 */
public final class FolderWatcherOptions {
    private static final FolderWatcherOptions DEFAULTS = new FolderWatcherOptions(
            EventLoop::shared, Set.copyOf(EnumSet.allOf(NameChange.class)), MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Set<NameChange> changes;
    private final Supplier<MetricsRecorder> metrics;

    private FolderWatcherOptions(
            Supplier<EventLoop> eventLoop, Set<NameChange> changes, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.changes = changes;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop, all changes.
     *
     * @return the options
     */
    public static FolderWatcherOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public FolderWatcherOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new FolderWatcherOptions(() -> loop, changes, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public FolderWatcherOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new FolderWatcherOptions(eventLoop, changes, () -> recorder);
    }

    /**
     * Which changes to report.
     *
     * @param reported the changes, at least one
     * @return new options
     * @throws IllegalArgumentException if there is none
     */
    public FolderWatcherOptions changes(Set<NameChange> reported) {
        if (reported.isEmpty()) {
            throw new IllegalArgumentException("there is no change to watch for: give at least one");
        }
        return new FolderWatcherOptions(eventLoop, Set.copyOf(reported), metrics);
    }

    /**
     * The event loop.
     *
     * @return the loop given, or the shared one
     */
    public EventLoop eventLoop() {
        return eventLoop.get();
    }

    /**
     * What records metrics.
     *
     * @return the recorder given, or the shared one
     */
    public MetricsRecorder metrics() {
        return metrics.get();
    }

    /**
     * Which changes are reported.
     *
     * @return the changes
     */
    public Set<NameChange> changes() {
        return changes;
    }
}
