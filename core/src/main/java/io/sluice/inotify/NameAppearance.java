package io.sluice.inotify;

import io.sluice.epoll.EventLoop;
import io.sluice.files.AppearanceLooks;
import io.sluice.files.PathBytes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits for names to appear in a folder, on an event loop.
 *
 * <pre>{@code
 * Path file = Path.of("/run/daemon/commands");
 * NameAppearance appearance = NameAppearance.of(file);
 * EventLoop loop = EventLoop.shared();
 * loop.execute(() -> appearance.start(loop, () -> System.out.println(file + " is there")));
 * }</pre>
 *
 * <p>The kernel reports new names through inotify. All waits of an event loop share one inotify instance. As long as there is
 * no such folder, or it cannot be watched, the name is looked up 20 times a second.
 *
 * <p>A file may be empty when its name appears, as a new file of POSIX shared memory is: its size comes later.
 *
 * @see "inotify(7)"
 */
public final class NameAppearance {
    private final Path file;
    private final @Nullable String folder;

    private NameAppearance(Path file, @Nullable String folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * A name to wait for. This looks at the folder, so do not call it on an event loop's thread.
     *
     * @param file the path of the file, folder, link or FIFO
     * @return where to start to wait for it
     * @throws IllegalArgumentException if the path has no name, its folder is no UTF-8, or it is not one of the default
     *     file system
     */
    public static NameAppearance of(Path file) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a path with a name is needed, but was " + file);
        }
        return new NameAppearance(file, PathBytes.text(PathBytes.of(parent)));
    }

    /**
     * The name that is waited for.
     *
     * @return the path that was given
     */
    public Path file() {
        return file;
    }

    /**
     * Starts to wait. If the name is there, the action runs in the loop's next round. On the event loop's thread only.
     *
     * @param loop the event loop on whose thread this is called
     * @param whenThere runs once, on the loop's thread; never after a cancel, nor after the loop was closed. The name may be
     *     gone again by then
     * @return cancels the wait, on the loop's thread; a second call does nothing
     * @throws IllegalStateException if this is not the loop's thread
     */
    public Runnable start(EventLoop loop, Runnable whenThere) {
        Objects.requireNonNull(whenThere, "whenThere");
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("only on the thread of " + loop + ", not on " + Thread.currentThread());
        }
        AppearanceLooks[] looks = new AppearanceLooks[1];
        looks[0] = AppearanceLooks.start(loop, folder, () -> {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            looks[0].cancel(); // first: what the action throws does not make it run again
            whenThere.run();
            return true;
        });
        return looks[0]::cancel;
    }
}
