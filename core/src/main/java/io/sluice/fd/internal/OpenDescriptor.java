package io.sluice.fd.internal;

import io.sluice.fd.LeakDetection;
import io.sluice.libc.FileCalls;
import java.lang.ref.PhantomReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The number behind an {@link OwnedFd}. It is closed once: by the owner, or behind an owner that was dropped. It has no
 * strong reference to the owner, which would never become garbage.
 */
final class OpenDescriptor extends PhantomReference<OwnedFd> {
    private final FileCalls files;
    private final int number;
    private final String description;
    private final boolean reported;
    private final @Nullable Throwable opening;
    private final Runnable whenDropped;
    private final AtomicBoolean ended = new AtomicBoolean();

    private OpenDescriptor(
            OwnedFd owner,
            FileCalls files,
            int number,
            String description,
            boolean reported,
            @Nullable Throwable opening,
            Runnable whenDropped) {
        super(owner, DroppedHandles.QUEUE);
        this.files = files;
        this.number = number;
        this.description = description;
        this.reported = reported;
        this.opening = opening;
        this.whenDropped = whenDropped;
    }

    /**
     * Begins to watch an owner.
     *
     * @param reported false for what is a part of another handle, which is reported
     * @param whenDropped runs before the close where the owner was dropped
     */
    static OpenDescriptor of(
            OwnedFd owner,
            FileCalls files,
            int number,
            String description,
            boolean reported,
            LeakDetection level,
            Runnable whenDropped) {
        Throwable opening = reported ? LeakReport.opening(level) : null;
        OpenDescriptor open = new OpenDescriptor(owner, files, number, description, reported, opening, whenDropped);
        if (level != LeakDetection.DISABLED) {
            DroppedHandles.watch(open);
        }
        return open;
    }

    /** By the owner: closes the number. */
    void close() {
        if (end()) {
            // close(2) releases the number even where it fails, so there is nothing to try again.
            files.close(number);
        }
    }

    /** By the owner: the number is not open any more, or is another file's, so it is not closed. */
    void abandon() {
        end();
    }

    /** The owner is garbage. */
    void ownerDropped() {
        if (end()) {
            try {
                reportDropped();
            } finally {
                files.close(number);
            }
        }
    }

    private void reportDropped() {
        try {
            whenDropped.run();
        } finally {
            if (reported) {
                LeakReport.log(description, number, opening);
            }
        }
    }

    /** Whether this is the first end. Behind it the number may be another file's. */
    private boolean end() {
        DroppedHandles.forget(this);
        return ended.compareAndSet(false, true);
    }
}
