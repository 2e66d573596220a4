package io.sluice.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileWatches;
import io.sluice.libc.InotifyConstants;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action on an event loop once a queue has been unlinked, by whichever process. Without it, nothing says so: the
 * queue stays usable for those who have it open, while everybody else opens another queue under the name.
 *
 * <pre>{@code
 * PosixMessageQueue queue = PosixMessageQueue.open("/orders", PosixAccess.READ);
 * EventLoop loop = EventLoop.shared();
 * loop.execute(() -> UnlinkWatch.start(queue, loop, () -> System.out.println(queue.name() + " is gone")));
 * }</pre>
 *
 * <p>The kernel reports the change through inotify, and the mqueue file system need not be mounted. All watches of a loop
 * share one inotify instance, because a user may have few of them (often 128) and because closing one takes the kernel
 * some 10 ms. The instance is closed with the loop. A queue's notification slot is not affected.
 *
 * <p>The kernel reports changes only to a user who may read the queue. For others, and where inotify instances or watches
 * are used up, the queue is looked at twice a second.
 *
 * <p>A watch does not keep its queue from becoming garbage. It ends with the queue.
 *
 * <p>Use it on the event loop's thread only.
 *
 * @see "inotify(7)"
 */
public final class UnlinkWatch {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EventLoop loop;
    /** A watch does not keep its queue from becoming garbage: a queue that was dropped is reported and closed. */
    private final WeakReference<PosixMessageQueue> queue;

    private final Runnable action;
    private final FileWatches.Watcher watcher = new QueueWatcher();
    private final OwnedFd.CloseHook queueCloses = number -> cancelFromAnyThread();
    private @Nullable FileWatches watches;
    private int number = FileWatches.NO_NUMBER;
    private @Nullable Timeout nextLook;
    private boolean over;

    private UnlinkWatch(EventLoop loop, PosixMessageQueue queue, Runnable action) {
        this.loop = loop;
        this.queue = new WeakReference<>(queue);
        this.action = action;
    }

    /**
     * Starts to watch a queue. If it is unlinked already, the action runs in the loop's next round.
     *
     * @param queue an open queue
     * @param loop the event loop on whose thread this is called
     * @param whenUnlinked runs once, on the loop's thread; never after {@link #cancel()}, nor after the queue or the loop
     *     was closed
     * @return the watch
     * @throws IllegalStateException if this is not the loop's thread
     */
    public static UnlinkWatch start(PosixMessageQueue queue, EventLoop loop, Runnable whenUnlinked) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(whenUnlinked, "whenUnlinked");
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("only on the thread of " + loop + ", not on " + Thread.currentThread());
        }
        UnlinkWatch watch = new UnlinkWatch(loop, queue, whenUnlinked);
        if (queue.ownedFd().addCloseHook(watch.queueCloses)) {
            watch.start(queue.ownedFd());
        } else {
            watch.over = true;
        }
        return watch;
    }

    private void start(OwnedFd fd) {
        FileWatches shared = FileWatches.of(loop);
        number = shared == null ? FileWatches.NO_NUMBER : shared.add(watcher, fd, InotifyConstants.IN_ATTRIB);
        watches = number == FileWatches.NO_NUMBER ? null : shared;
        lookSoon(); // behind the begin of the watch, so that no change in between is missed
    }

    /** Many changes make one look. */
    private void lookSoon() {
        lookAfter(0);
    }

    private void lookAfter(long nanos) {
        if (nextLook != null) {
            nextLook.cancel();
        }
        nextLook = loop.schedule(nanos, this::look);
    }

    private void look() {
        if (watches == null) {
            lookAfter(LOOK_NANOS); // first: a look that finds the heap full is not the last one
        }
        if (queue.get() == null) {
            cancel();
        } else if (isUnlinked()) {
            cancel();
            action.run();
        }
    }

    private boolean isUnlinked() {
        PosixMessageQueue watched = queue.get();
        try {
            return watched != null && watched.isUnlinked();
        } catch (ClosedHandleException closed) {
            return false; // and the close ends this watch
        }
    }

    /** Ends the watch. A second call does nothing. */
    public void cancel() {
        if (over) {
            return;
        }
        over = true;
        removeCloseHook();
        if (nextLook != null) {
            nextLook.cancel();
        }
        if (watches != null) {
            watches.remove(watcher, number);
        }
    }

    private void cancelFromAnyThread() {
        try {
            loop.execute(this::cancel);
        } catch (RejectedExecutionException loopClosed) {
            return; // and all its watches with it
        }
    }

    private void removeCloseHook() {
        PosixMessageQueue watched = queue.get();
        if (watched != null) {
            watched.ownedFd().removeCloseHook(queueCloses);
        }
    }

    /** What the kernel reports of the queue. */
    private final class QueueWatcher implements FileWatches.Watcher {
        @Override
        public void changed() {
            lookSoon();
        }

        @Override
        public void watchEnded() {
            watches = null;
            lookSoon();
        }

        /** The watch ends with its loop, which closes everything itself. */
        @Override
        public void loopClosed() {
            over = true;
            removeCloseHook();
        }
    }
}
