package io.sluice.files;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import io.sluice.libc.InotifyConstants;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for something in a folder until it is there: at first, and whenever a name has appeared in the folder. Where the
 * kernel does not watch the folder, or as long as there is none, it looks 20 times a second.
 *
 * <p>A folder that seems to be watched may still be the wrong one, such as the queues' file system of another IPC namespace.
 * So there are looks without an event as well, which become rare: one second after the begin, and then each time after
 * twice as long, up to ten seconds.
 *
 * <p>On the loop's thread only.
 */
public final class AppearanceLooks implements FileWatches.Watcher {
    private static final int CHANGES =
            InotifyConstants.IN_CREATE | InotifyConstants.IN_MOVED_TO | InotifyConstants.IN_DELETE_SELF;

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long FIRST_SPARE_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EventLoop loop;
    private final @Nullable String folder;
    private final BooleanSupplier look;
    private @Nullable FileWatches watches;
    private int number = FileWatches.NO_NUMBER;
    private @Nullable Timeout nextLook;
    private long spareNanos = FIRST_SPARE_LOOK_NANOS;
    private boolean over;

    private AppearanceLooks(EventLoop loop, @Nullable String folder, BooleanSupplier look) {
        this.loop = loop;
        this.folder = folder;
        this.look = look;
    }

    /**
     * Begins to look, at first in the loop's next round. The looks end with the loop.
     *
     * @param loop the event loop on whose thread this is
     * @param folder the folder to watch; null where there is none, or none that can be known
     * @param look looks; true if that was the last look
     * @return the looks
     */
    public static AppearanceLooks start(EventLoop loop, @Nullable String folder, BooleanSupplier look) {
        AppearanceLooks looks = new AppearanceLooks(loop, folder, look);
        looks.lookAfter(0);
        return looks;
    }

    private void watch(String watched) {
        FileWatches shared = FileWatches.of(loop);
        number = shared == null
                ? FileWatches.NO_NUMBER
                : shared.add(this, watched, CHANGES | InotifyConstants.IN_ONLYDIR);
        watches = number == FileWatches.NO_NUMBER ? null : shared;
    }

    private void lookAfter(long nanos) {
        Timeout planned = nextLook;
        if (planned != null) {
            planned.cancel();
        }
        nextLook = loop.schedule(nanos, this::lookNow);
    }

    private void lookNow() {
        nextLook = null;
        lookAfter(BETWEEN_LOOKS_NANOS); // first: a look that finds the heap full is not the last one
        if (folder != null && watches == null) {
            watch(folder); // before the look, so that nothing that appears in between is missed
        }
        if (look.getAsBoolean()) {
            cancel();
        } else if (!over && watches != null) {
            lookAfter(nextSpareLook());
        }
    }

    private long nextSpareLook() {
        long nanos = spareNanos;
        spareNanos = Math.min(2 * nanos, LONGEST_NANOS);
        return nanos;
    }

    @Override
    public void changed() {
        lookAfter(0);
    }

    @Override
    public void watchEnded() {
        watches = null;
        lookAfter(0);
    }

    @Override
    public void loopClosed() {
        watches = null;
    }

    /** Ends the looks. A second call does nothing. */
    public void cancel() {
        if (over) {
            return;
        }
        over = true;
        Timeout planned = nextLook;
        if (planned != null) {
            planned.cancel();
        }
        FileWatches watching = watches;
        if (watching != null) {
            watching.remove(this, number);
        }
    }
}
