package io.sluice.fd.internal;

import io.sluice.fd.LeakDetection;
import io.sluice.libc.FileCalls;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The number behind an {@link OwnedFd}. It is closed once: by the owner, or behind an owner that was dropped. It has no
 * strong reference to the owner, which would never become garbage.
 */
final class OpenDescriptor extends DroppedReference {
    private final FileCalls files;
    private final int number;
    private final String description;
    private final boolean reported;
    private final @Nullable Throwable opening;
    private final @Nullable Runnable whenDropped;
    private final @Nullable WatchedHandle watched;
    private final AtomicBoolean ended = new AtomicBoolean();

    private OpenDescriptor(
            OwnedFd owner,
            FileCalls files,
            int number,
            String description,
            boolean reported,
            @Nullable Throwable opening,
            @Nullable Runnable whenDropped) {
        super(owner);
        this.files = files;
        this.number = number;
        this.description = description;
        this.reported = reported;
        this.opening = opening;
        this.whenDropped = whenDropped;
        watched = reported ? WatchedHandle.opened(description, opening) : null;
    }

    /**
     * Begins to watch an owner.
     *
     * @param reported false for what is a part of another handle, which is reported
     * @param whenDropped runs before the close where the owner was dropped; null for nothing
     */
    static OpenDescriptor of(
            OwnedFd owner,
            FileCalls files,
            int number,
            String description,
            boolean reported,
            LeakDetection level,
            @Nullable Runnable whenDropped) {
        Throwable opening = reported ? LeakReport.opening(level) : null;
        OpenDescriptor open = new OpenDescriptor(owner, files, number, description, reported, opening, whenDropped);
        open.watchOrAbandon(level);
        return open;
    }

    /** For want of memory it is not watched, and the number is not closed here. */
    private void watchOrAbandon(LeakDetection level) {
        try {
            if (level != LeakDetection.DISABLED) {
                watch();
            }
            if (watched != null) {
                watched.announce();
            }
        } catch (Throwable noRoom) {
            abandon();
            throw noRoom;
        }
    }

    /** By the owner: closes the number. */
    void close() {
        if (end(false)) {
            // close(2) releases the number even where it fails, so there is nothing to try again.
            files.close(number);
        }
    }

    /** By the owner: the number is not open any more, or is another file's, so it is not closed. */
    void abandon() {
        end(false);
    }

    @Override
    protected void dropped() {
        if (end(true)) {
            try {
                reportDropped();
            } finally {
                files.close(number);
            }
        }
    }

    private void reportDropped() {
        try {
            if (whenDropped != null) {
                whenDropped.run();
            }
        } finally {
            if (reported) {
                LeakReport.log(description, number, opening);
            }
        }
    }

    /** Whether this is the first end. Behind it the number may be another file's. */
    private boolean end(boolean wasDropped) {
        forget();
        boolean first = ended.compareAndSet(false, true);
        if (first && watched != null) {
            watched.ended(wasDropped);
        }
        return first;
    }
}
