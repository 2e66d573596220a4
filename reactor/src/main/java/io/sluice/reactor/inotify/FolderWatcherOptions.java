package io.sluice.reactor.inotify;

import io.sluice.epoll.EventLoop;
import io.sluice.inotify.NameChange;
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
    private static final FolderWatcherOptions DEFAULTS =
            new FolderWatcherOptions(EventLoop::shared, Set.copyOf(EnumSet.allOf(NameChange.class)));

    private final Supplier<EventLoop> eventLoop;
    private final Set<NameChange> changes;

    private FolderWatcherOptions(Supplier<EventLoop> eventLoop, Set<NameChange> changes) {
        this.eventLoop = eventLoop;
        this.changes = changes;
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
        return new FolderWatcherOptions(() -> loop, changes);
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
        return new FolderWatcherOptions(eventLoop, Set.copyOf(reported));
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
     * Which changes are reported.
     *
     * @return the changes
     */
    public Set<NameChange> changes() {
        return changes;
    }
}
