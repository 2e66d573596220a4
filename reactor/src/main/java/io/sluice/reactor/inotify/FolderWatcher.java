package io.sluice.reactor.inotify;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.inotify.EventsLost;
import io.sluice.inotify.FolderEvent;
import io.sluice.inotify.FolderGoneException;
import io.sluice.inotify.FolderWatch;
import io.sluice.inotify.NameAppearance;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.LoopWait;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.OneByOneReader;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import java.nio.file.Path;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Watches the names in a folder: they appear, change and vanish.
 *
 * <pre>{@code
 * FolderWatcher.create(Path.of("/dev/shm"))
 *         .events()
 *         .subscribe(event -> System.out.println(event));
 * }</pre>
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. May be used from any thread.
 *
 * @see "inotify(7)"
 */
public final class FolderWatcher implements Stoppable {
    private final Path folder;
    private final FolderWatcherOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private FolderWatcher(Path folder, FolderWatcherOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Makes a watcher with the default options.
     *
     * @param folder the folder, which need not exist yet
     * @return the watcher
     */
    public static FolderWatcher create(Path folder) {
        return create(folder, FolderWatcherOptions.create());
    }

    /**
     * Makes a watcher.
     *
     * @param folder the folder, which need not exist yet
     * @param options how to watch
     * @return the watcher
     */
    public static FolderWatcher create(Path folder, FolderWatcherOptions options) {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new FolderWatcher(folder, options);
    }

    /**
     * Watches without end. Each subscription has a watch of its own, which begins before {@code subscribe} returns and ends
     * with the stream, so each gets all events.
     *
     * <p>One event is read for each element of demand. Without demand the events stay in the kernel. Where too many are
     * unread, it drops further ones, and {@link EventsLost} comes in their place. An event that was read for a subscriber who
     * has cancelled goes to the discard hook.
     *
     * @return the events. It completes when this is stopped. It fails with {@link FolderGoneException} when the folder was
     *     deleted, moved or unmounted, behind all events before ({@code ENOENT}); with {@link ErrnoException} as {@link
     *     FolderWatch#open(Path)} does; and with {@link java.util.concurrent.RejectedExecutionException} if its event loop
     *     is closed
     */
    public Flux<FolderEvent> events() {
        Metering<FolderEvent> metering =
                Metering.withoutBytes(options::metrics, () -> MeteredObject.of("folder", folder.toString()));
        return new SourceFlux<>(stopSwitch, metering, actual -> {
            FolderWatch watch = FolderWatch.open(folder, options.changes());
            try {
                EventLoop loop = options.eventLoop();
                return new LoopSource<>(actual, loop, watch, new OneByOneReader<>(watch::tryRead, watch::close), null);
            } catch (RuntimeException | OutOfMemoryError refused) {
                watch.close();
                throw refused;
            }
        });
    }

    /**
     * Waits until there is a certain name in the folder. The watch begins first, and then this looks whether the name is
     * there, so it is never missed. Waits of one event loop share one inotify instance. As long as there is no folder, or it
     * cannot be watched, the name is looked up 20 times a second.
     *
     * @param name the name of a file, folder, link or FIFO, without the folder
     * @return the path, as soon as there is something of this name, which may be empty yet. It fails with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed. A {@link #stop()} does not end it; a
     *     cancel does
     * @throws IllegalArgumentException if the name is empty or has a slash, or the folder's path is no UTF-8, or not one of
     *     the default file system
     */
    public Mono<Path> appeared(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a name without a slash is needed, but was '" + name + "'");
        }
        NameAppearance appearance = NameAppearance.of(folder.resolve(name));
        return LoopWait.of(options::eventLoop, appearance::start).thenReturn(appearance.file());
    }

    /**
     * Stops this watcher for good: its streams of events complete, and those that begin later complete at once. May be called
     * from any thread and from {@code onNext}. A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "FolderWatcher(" + folder + ")";
    }
}
