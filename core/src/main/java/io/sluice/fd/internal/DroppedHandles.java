package io.sluice.fd.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handles that became garbage without a close. Its thread lives while there are open handles: a {@link
 * java.lang.ref.Cleaner}'s would live as long as the class loader of this library, and keep that from the collector.
 */
public final class DroppedHandles {
    static final String THREAD_NAME = "sluice-dropped-handles";
    static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

    /** How long the thread waits at a time, and so how long it lives without open handles. */
    private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private static final Set<DroppedReference> OPEN = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable Thread thread;

    private DroppedHandles() {}

    /** Where this throws, for want of memory, nothing follows the object. */
    static void watch(DroppedReference opened) {
        try {
            OPEN.add(opened); // before the look at the thread, which looks the other way round
        } catch (OutOfMemoryError noRoom) {
            forget(opened); // the table may have grown behind the entry
            throw noRoom;
        }
        if (thread == null) {
            startThread();
        }
    }

    /** Throws nothing for want of memory: whoever ends a handle has to go on. */
    static void forget(DroppedReference closed) {
        try {
            OPEN.remove(closed);
        } catch (OutOfMemoryError notCounted) {
            return; // it is out by then: a set under contention makes an object only to count behind the removal
        }
    }

    private static synchronized void startThread() {
        if (thread == null) {
            try {
                Thread started = DaemonThreads.create(THREAD_NAME, DroppedHandles::run);
                started.start();
                thread = started;
            } catch (OutOfMemoryError refused) {
                return; // the next handle tries again
            }
        }
    }

    /**
     * Ends the thread, and waits for its end. Handles that are dropped from now on are reported and closed once another
     * handle was opened.
     */
    public static void shutdown() {
        Thread ended;
        synchronized (DroppedHandles.class) {
            ended = thread;
            thread = null;
        }
        if (ended != null) {
            ended.interrupt();
            joinUninterruptibly(ended);
        }
    }

    private static void joinUninterruptibly(Thread ended) {
        boolean interrupted = false;
        while (ended.isAlive() && !ended.equals(Thread.currentThread())) {
            try {
                ended.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run() {
        try {
            do {
                Reference<?> dropped = QUEUE.remove(PERIOD_MILLIS);
                if (dropped instanceof DroppedReference open) {
                    endDropped(open);
                }
            } while (!OPEN.isEmpty() || !endedIdle());
        } catch (InterruptedException shutDown) {
            return;
        }
    }

    private static void endDropped(DroppedReference open) {
        try {
            forget(open);
            open.dropped();
        } catch (RuntimeException | OutOfMemoryError ofALogger) {
            return; // the handle is closed all the same, and the thread goes on
        }
    }

    /** Whether no handle is open, so that the next one starts another thread. */
    private static synchronized boolean endedIdle() {
        if (!Thread.currentThread().equals(thread)) {
            return true;
        }
        thread = null;
        if (OPEN.isEmpty()) {
            return true;
        }
        thread = Thread.currentThread(); // a handle was opened in between
        return false;
    }
}
