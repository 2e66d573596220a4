package io.sluice.mapping.internal;

import io.sluice.fd.LeakDetection;
import io.sluice.fd.internal.DaemonThreads;
import io.sluice.fd.internal.DroppedReference;
import io.sluice.fd.internal.LeakReport;
import io.sluice.fd.internal.WatchedHandle;
import io.sluice.libc.MappedBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The mapping behind a {@link MappedRegion}, which ends once: by the owner, or behind an owner that was dropped.
 *
 * <p>Where a close cannot end the access through buffers, the memory is unmapped once the last of them is garbage. A slice and
 * a duplicate keep the buffer of which they were made, so only the buffers of the binding are followed.
 */
final class OpenMapping extends DroppedReference {
    /** Windows for single words in memory of more bytes than a buffer can have. */
    private static final int WINDOW_SHIFT = 30;

    private static final long WINDOW = 1L << WINDOW_SHIFT;
    private static final ByteBuffer[] CLOSED = {};
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final MappedBytes bytes;
    private final long size;
    private final String description;
    private final Runnable release;
    private final boolean reported;
    private final @Nullable Throwable opening;
    private final @Nullable WatchedHandle watched;
    /** Empty once closed, so that they become garbage. */
    private volatile ByteBuffer[] windows = CLOSED;

    private boolean ended;
    private int followed;

    /** Takes over the range, unless this throws. */
    OpenMapping(MappedRegion owner, MappedBytes bytes, Runnable release, boolean reported) {
        super(owner);
        this.bytes = bytes;
        this.release = release;
        this.reported = reported;
        size = owner.size();
        description = owner.description();
        opening = reported ? LeakReport.opening(LeakDetection.level()) : null;
        watched = reported ? WatchedHandle.opened(description, opening) : null;
    }

    /** Makes the windows and begins to watch the owner. If this throws, the mapping has ended. */
    void begin() {
        try {
            windows = allWindows();
            if (LeakDetection.level() != LeakDetection.DISABLED) {
                watch();
            }
            if (watched != null) {
                watched.announce();
            }
        } catch (Throwable failed) {
            end();
            throw failed;
        }
    }

    private ByteBuffer[] allWindows() {
        if (size <= MappedBytes.LONGEST_BUFFER) {
            return new ByteBuffer[] {view(0, (int) size)};
        }
        ByteBuffer[] all = new ByteBuffer[Math.toIntExact((size + WINDOW - 1) >>> WINDOW_SHIFT)];
        for (int i = 0; i < all.length; i++) {
            long begin = (long) i << WINDOW_SHIFT;
            // A word may begin in one window and end in the next, where the memory does not begin at a multiple of
            // eight.
            all[i] = view(begin, (int) Math.min(WINDOW + Long.BYTES, size - begin));
        }
        return all;
    }

    MappedBytes bytes() {
        return bytes;
    }

    ByteBuffer window(long offset) {
        ByteBuffer[] all = windows;
        if (all.length == 0) {
            throw closed();
        }
        return all[all.length == 1 ? 0 : (int) (offset >>> WINDOW_SHIFT)];
    }

    /** Memory that fits into one buffer has one window, which may be longer than the others. */
    int inWindow(long offset) {
        return (int) (size <= MappedBytes.LONGEST_BUFFER ? offset : offset & (WINDOW - 1));
    }

    ByteBuffer part(long offset, int length) {
        if (size <= MappedBytes.LONGEST_BUFFER) {
            return window(0).slice((int) offset, length);
        }
        return view(offset, length);
    }

    private synchronized ByteBuffer view(long offset, int length) {
        if (ended) {
            throw closed();
        }
        ByteBuffer view = bytes.bytes(offset, length).order(ByteOrder.nativeOrder());
        if (!bytes.closeEndsAccess()) {
            new FollowedBuffer(view, this).watch();
            followed++; // not where that has thrown: then nobody says when the buffer is garbage
        }
        return view;
    }

    IllegalStateException closed() {
        return new IllegalStateException(description + " was closed, and its memory with it");
    }

    /** By the owner, once, when no call uses the addresses any more. */
    void end() {
        end(false);
    }

    private void end(boolean wasDropped) {
        forget();
        boolean unused;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            windows = CLOSED;
            unused = followed == 0;
        }
        if (watched != null) {
            watched.ended(wasDropped);
        }
        if (!bytes.closeEndsAccess()) {
            if (unused) {
                release.run();
            }
        } else if (bytes.close()) {
            release.run();
        } else {
            DaemonThreads.create("sluice-unmap", this::endWhenUnused).start();
        }
    }

    /** A channel may read into a buffer for as long as it likes. */
    private void endWhenUnused() {
        while (!bytes.close()) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
        release.run();
    }

    private void bufferDropped() {
        boolean last;
        synchronized (this) {
            followed--;
            last = ended && followed == 0;
        }
        if (last) {
            release.run();
        }
    }

    @Override
    protected void dropped() {
        boolean forgotten;
        synchronized (this) {
            forgotten = !ended;
        }
        try {
            if (forgotten && reported) {
                LeakReport.log(description, "its memory is unmapped", opening);
            }
        } finally {
            end(true);
        }
    }

    /** A buffer of the binding, where the memory must stay mapped for as long as there is one. */
    private static final class FollowedBuffer extends DroppedReference {
        private final OpenMapping mapping;

        FollowedBuffer(ByteBuffer buffer, OpenMapping mapping) {
            super(buffer);
            this.mapping = mapping;
        }

        @Override
        protected void dropped() {
            mapping.bufferDropped();
        }
    }
}
